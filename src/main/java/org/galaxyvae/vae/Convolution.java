package org.galaxyvae.vae;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One convolution with "same" padding through libnd4j's oneDNN kernels, with its own direct buffers.
 *
 * <p>NHWC: input [batch, row, column, channel], weights [row, column, input, output]. In this layout the kernels are up to
 * twice as fast as in NCHW.
 */
final class Convolution implements AutoCloseable {
    private static final int SAME = 1;
    private static final int NHWC = 1;
    private static final int WEIGHTS_ROW_COLUMN_IN_OUT = 0;

    private final int kernel;
    private final int stride;
    private final INDArray input;
    private final INDArray output;
    private final INDArray inputGradient;
    private final int inputLength;
    private final int outputLength;

    /** Buffers for one batch; without training there is no gradient buffer. */
    Convolution(int batch, int side, int in, int out, int kernel, int stride, boolean training) {
        this.kernel = kernel;
        this.stride = stride;
        input = Buffers.create(batch, side, side, in);
        output = Buffers.create(batch, side / stride, side / stride, out);
        inputGradient = training ? Buffers.create(batch, side, side, in) : input;
        inputLength = Math.toIntExact(input.length());
        outputLength = Math.toIntExact(output.length());
    }

    int inputLength() {
        return inputLength;
    }

    int outputLength() {
        return outputLength;
    }

    /** Sets the input. */
    void read(float[] values) {
        Buffers.put(input, values);
    }

    /** Convolves and copies the result out. */
    void forward(INDArray weights, float[] result) {
        Nd4j.exec(DynamicCustomOp.builder("conv2d")
                .addInputs(input, weights)
                .addOutputs(output)
                .addIntegerArguments(arguments())
                .build());
        Buffers.get(output, result);
    }

    /** From the gradient of the output: that of the weights into the view, that of the input copied out. */
    void backward(INDArray weights, INDArray weightsGradient, float[] outputGradient, float[] result) {
        Buffers.put(output, outputGradient);
        Nd4j.exec(DynamicCustomOp.builder("conv2d_bp")
                .addInputs(input, weights, output)
                .addOutputs(inputGradient, weightsGradient)
                .addIntegerArguments(arguments())
                .build());
        Buffers.get(inputGradient, result);
    }

    private int[] arguments() {
        return new int[] {kernel, kernel, stride, stride, 0, 0, 1, 1, SAME, NHWC, WEIGHTS_ROW_COLUMN_IN_OUT};
    }

    @Override
    public void close() {
        if (inputGradient != input) {
            inputGradient.close();
        }
        input.close();
        output.close();
    }
}
