package org.galaxyvae.model.evidence;

import java.util.List;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.UnitLevels;

/** The central error alone, for those who have a network and no references yet. */
public final class CentralErrors {
    private CentralErrors() {}

    /**
     * The squared error of the mean reconstruction under a Gaussian weight, as {@code evidences.central_mse}.
     *
     * @param images each uint8 [row, column, channel]
     * @param sigma of the weight, share of the frame's side
     * @return one a image, pixels in [0, 1]; NaN where the network makes no numbers
     */
    public static double[] of(TrainedVae vae, List<byte[]> images, double sigma) {
        int length = vae.architecture().imageLength();
        int channels = vae.architecture().channels();
        double[] weights = EvidenceModel.centralWeights(vae.architecture().size(), sigma);
        double[] errors = new double[images.size()];
        for (int from = 0; from < errors.length; from += vae.batch()) {
            int count = Math.min(vae.batch(), errors.length - from);
            float[] pixels = UnitLevels.of(images.subList(from, from + count), length);
            float[] decoded = vae.decode(vae.encode(pixels, count).mean());
            for (int i = 0; i < pixels.length; i++) {
                double d = decoded[i] - (double) pixels[i];
                errors[from + i / length] += weights[i % length / channels] * d * d / channels;
            }
        }
        return errors;
    }
}
