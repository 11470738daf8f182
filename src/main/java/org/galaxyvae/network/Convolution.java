package org.galaxyvae.network;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One convolution with "same" padding over batches of one size, with its own direct buffers.
 *
 * <p>NHWC: input [batch, row, column, channel], weights [row, column, input, output]. One thread at a time.
 */
interface Convolution extends AutoCloseable {
    /** Fewest channels at either end for which a Winograd convolution is faster than a direct one, forward and backward. */
    int WINOGRAD_FEWEST_CHANNELS = 8;

    /** From so many channels on a Winograd convolution is faster than a direct one where there is only a forward pass. */
    int WINOGRAD_FEWEST_FORWARD_CHANNELS = 16;

    /**
     * The fastest way known for this shape.
     *
     * @param side rows and columns of the input
     * @param training whether {@link #backward} will be called; without, its buffers are not made
     */
    static Convolution of(int batch, int side, int in, int out, int kernel, int stride, boolean training) {
        int fewest = training ? WINOGRAD_FEWEST_CHANNELS : WINOGRAD_FEWEST_FORWARD_CHANNELS;
        if (kernel == 3 && stride == 1 && side % WinogradConvolution.TILE == 0 && Math.min(in, out) >= fewest) {
            return new WinogradConvolution(batch, side, in, out, training);
        }
        return new OneDnnConvolution(batch, side, in, out, kernel, stride, training);
    }

    /** Values of one batch's input. */
    int inputLength();

    /** Values of one batch's output. */
    int outputLength();

    /** Takes the weights, and must be called again when they have changed. */
    void use(INDArray weights);

    /** Convolves the input, which is kept for the backward pass, into the result; both may be longer. */
    void forward(float[] input, float[] result);

    /**
     * From the gradient of the output to those of the weights and, where wanted, of the input of the last forward pass.
     *
     * @param weightsGradient overwritten
     * @param inputGradient overwritten; another array than the output's gradient
     */
    void backward(INDArray weightsGradient, float[] outputGradient, float @Nullable [] inputGradient);

    @Override
    void close();
}
