package org.galaxyvae.network;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights' gradient of a convolution whose input's gradient nobody asks for: patches of the input, one row for each output
 * pixel, transposed, times the output's gradient.
 *
 * <p>libnd4j's backward op makes both gradients, and the input's costs the most where the input has few channels.
 */
final class PatchGradient implements AutoCloseable {
    private final int batch;
    private final int side;
    private final int in;
    private final int out;
    private final int kernel;
    private final int stride;
    private final int before;
    private final int outputSide;
    private final float[] padded;
    private final float[] patches;
    private final FloatPointer patchMemory;

    PatchGradient(int batch, int side, int in, int out, int kernel, int stride) {
        this.batch = batch;
        this.side = side;
        this.in = in;
        this.out = out;
        this.kernel = kernel;
        this.stride = stride;
        outputSide = side / stride;
        // "same" padding puts the odd pixel after
        before = (kernel - stride) / 2;
        padded = new float[(side + kernel - stride) * (side + kernel - stride) * in];
        patches = new float[outputSide * outputSide * kernel * kernel * in];
        patchMemory = new FloatPointer(patches.length);
    }

    /**
     * Writes the gradient.
     *
     * @param input [batch, side, side, in] in direct memory
     * @param outputGradient [batch, outputSide, outputSide, out]
     * @param weightsGradient [kernel, kernel, in, out], overwritten
     */
    void write(INDArray input, INDArray outputGradient, INDArray weightsGradient) {
        FloatPointer gradient = Buffers.pointer(outputGradient);
        FloatPointer result = Buffers.pointer(weightsGradient);
        java.nio.FloatBuffer images = Buffers.buffer(input);
        int pixels = outputSide * outputSide;
        int terms = kernel * kernel * in;
        int width = (side + kernel - stride) * in;
        for (int image = 0; image < batch; image++) {
            for (int row = 0; row < side; row++) {
                images.get((image * side + row) * side * in, padded, (row + before) * width + before * in, side * in);
            }
            int to = 0;
            for (int y = 0; y < outputSide; y++) {
                for (int x = 0; x < outputSide; x++) {
                    for (int k = 0; k < kernel; k++) {
                        System.arraycopy(padded, (y * stride + k) * width + x * stride * in, patches, to, kernel * in);
                        to += kernel * in;
                    }
                }
            }
            patchMemory.put(patches, 0, patches.length);
            Products.multiply(
                    true,
                    false,
                    terms,
                    out,
                    pixels,
                    patchMemory,
                    new FloatPointer(gradient).position((long) image * pixels * out),
                    image == 0 ? 0 : 1,
                    result);
        }
    }

    @Override
    public void close() {
        patchMemory.close();
    }
}
