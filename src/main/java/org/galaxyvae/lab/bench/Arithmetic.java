package org.galaxyvae.lab.bench;

import org.galaxyvae.network.Architecture;

/**
 * Floating-point operations of one image: two for each multiply-add of the convolutions and dense layers, everything else
 * left out.
 *
 * <p>It counts the direct algorithm, zero borders included. A kernel that needs fewer operations, such as Winograd's, is
 * counted the same, so its share of the GEMM peak can exceed 1.
 */
final class Arithmetic {
    private static final int ENCODER_TAPS = 4 * 4;
    private static final int DECODER_TAPS = 3 * 3;
    private static final double OPERATIONS = 2;

    /** Back-propagation makes two products of the size of each forward one: gradients of the input and of the weights. */
    private static final double TRAINING_PASSES = 3;

    private Arithmetic() {}

    /** Multiply-adds of one encoding and one decoding. */
    public static long multiplyAdds(Architecture architecture) {
        long sum = 0;
        int side = architecture.size();
        int channels = architecture.channels();
        for (int width : architecture.widths()) {
            side /= 2;
            sum += (long) side * side * ENCODER_TAPS * channels * width;
            channels = width;
        }
        long inner = (long) side * side * channels;
        // to means and log variances, and back from the sample
        sum += inner * 2 * architecture.latent() + architecture.latent() * inner;
        for (int i = architecture.widths().size() - 1; i >= 0; i--) {
            int out = i == 0 ? architecture.channels() : architecture.widths().get(i - 1);
            sum += (long) side * side * DECODER_TAPS * channels * (4L * out);
            side *= 2;
            channels = out;
        }
        return sum;
    }

    /** Operations of scoring one image: encode and decode once. */
    public static double scoring(Architecture architecture) {
        return OPERATIONS * multiplyAdds(architecture);
    }

    /** Operations of training on one image: forward and backward; Adam's are left out. */
    public static double training(Architecture architecture) {
        return TRAINING_PASSES * scoring(architecture);
    }
}
