package org.galaxyvae.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.galaxyvae.train.learn.Fidelity;

/**
 * What needs no network: the mean image and principal components of training images.
 *
 * @param fittedOn training images
 */
record Baselines(PrincipalComponents components, int fittedOn) {
    private static final int IMAGES_MOST = 4096;
    private static final long BYTES_MOST = 256L << 20;
    private static final List<Integer> SIZES = List.of(16, 32, 64);
    private static final int SHOWN = 32;

    /**
     * One of them on the validation images.
     *
     * @param method {@code mean_image} or {@code pca_} and the number of components
     * @param fittedOn training images
     */
    record Baseline(String method, long fittedOn, double mse, double psnrDb, double ssim) {}

    /** How many training images to fit on: enough for 64 components, and their floats fit beside the network. */
    static int imagesMost(Architecture architecture) {
        return (int) Math.max(2, Math.min(IMAGES_MOST, BYTES_MOST / (4L * architecture.imageLength())));
    }

    /** Fits training images, each uint8 [row, column, channel]. */
    static Baselines fit(List<byte[]> training, long seed) {
        return new Baselines(PrincipalComponents.fit(training, SIZES.get(SIZES.size() - 1), seed), training.size());
    }

    /** Measures all of them; few training images have few components, and equal ones are told once. */
    List<Baseline> measure(List<byte[]> validation, Architecture architecture) {
        return IntStream.concat(IntStream.of(0), SIZES.stream().mapToInt(most -> Math.min(most, components.count())))
                .distinct()
                .mapToObj(used -> measure(validation, architecture, used))
                .toList();
    }

    private Baseline measure(List<byte[]> validation, Architecture architecture, int used) {
        Fidelity.Mean mean = new Fidelity.Mean(architecture.size(), architecture.channels());
        for (byte[] image : validation) {
            mean.add(UnitLevels.of(image), 0, components.reconstruction(image, used), 0);
        }
        Fidelity found = mean.fidelity();
        return new Baseline(
                used == 0 ? "mean_image" : "pca_" + used, fittedOn, found.mse(), found.psnrDb(), found.ssim());
    }

    /** Reconstructions by 32 components, or all where there are fewer. */
    List<float[]> shown(List<byte[]> images) {
        List<float[]> shown = new ArrayList<>();
        for (byte[] image : images) {
            shown.add(components.reconstruction(image, shownCount()));
        }
        return shown;
    }

    int shownCount() {
        return Math.min(SHOWN, components.count());
    }
}
