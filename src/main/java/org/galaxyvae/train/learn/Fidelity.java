package org.galaxyvae.train.learn;

import java.io.Serializable;
import org.galaxyvae.pixel.draw.StructuralSimilarity;

/**
 * How close reconstructions are to their images; comparable between methods on the same images.
 *
 * @param mse mean over objects, pixels in [0, 1]
 * @param psnrDb mean over objects of -10 log10(mse)
 * @param ssim mean over objects of the structural similarity, at most 1
 */
public record Fidelity(double mse, double psnrDb, double ssim) implements Serializable {
    /** A mean in the making, one object at a time. */
    public static final class Mean {
        private final int length;
        private final StructuralSimilarity similarity;
        private double mse;
        private double psnr;
        private double ssim;
        private int count;

        /** For images of [size, size, channels]. */
        public Mean(int size, int channels) {
            length = size * size * channels;
            similarity = new StructuralSimilarity(size, channels);
        }

        /** Adds the object whose image and reconstruction begin at these places. */
        public void add(float[] images, int from, float[] reconstructions, int reconstructedFrom) {
            double error = 0;
            for (int i = 0; i < length; i++) {
                double d = reconstructions[reconstructedFrom + i] - (double) images[from + i];
                error += d * d / length;
            }
            mse += error;
            psnr -= 10 * Math.log10(Math.max(error, 1e-12));
            ssim += similarity.of(images, from, reconstructions, reconstructedFrom);
            count++;
        }

        /** The mean of what was added, at least one object. */
        public Fidelity fidelity() {
            return new Fidelity(mse / count, psnr / count, ssim / count);
        }
    }
}
