package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every way of convolving against the definition, in double. */
class ConvolutionTest {
    /** Largest error allowed, as a share of the exact result's norm. */
    private static final double TOLERANCE = 1e-5;

    /** Shapes that fill blocks of tiles and chunks of weights exactly, that leave a rest, and that have one of each. */
    @ParameterizedTest
    @CsvSource({"3, 4, 8, 12", "2, 8, 40, 33", "5, 16, 9, 8", "1, 32, 16, 16", "300, 4, 8, 8", "2, 64, 8, 12"})
    void winogradAgreesWithTheDefinition(int batch, int side, int in, int out) {
        try (Convolution convolution = new WinogradConvolution(batch, side, in, out, true)) {
            check(convolution, batch, side, in, out, 3, 1, true);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 8, 3, 5, 4, 2", "2, 16, 8, 4, 4, 2", "2, 6, 4, 7, 3, 1"})
    void oneDnnAgreesWithTheDefinition(int batch, int side, int in, int out, int kernel, int stride) {
        try (Convolution convolution = new OneDnnConvolution(batch, side, in, out, kernel, stride, true)) {
            check(convolution, batch, side, in, out, kernel, stride, true);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 8, 3, 5, 4, 2", "2, 32, 1, 8, 4, 2"})
    void theFirstLayersGradientNeedsNoInputGradient(int batch, int side, int in, int out, int kernel, int stride) {
        try (Convolution convolution = new OneDnnConvolution(batch, side, in, out, kernel, stride, true)) {
            check(convolution, batch, side, in, out, kernel, stride, false);
        }
    }

    /** Twice in a row with other values: nothing may be left of the first time. */
    private static void check(
            Convolution convolution,
            int batch,
            int side,
            int in,
            int out,
            int kernel,
            int stride,
            boolean inputGradient) {
        for (int time = 0; time < 2; time++) {
            CounterRandom random = CounterRandom.of(1, "convolution test", time, "");
            float[] weights = normal(random, kernel * kernel * in * out);
            float[] input = normal(random, convolution.inputLength());
            float[] outputGradient = normal(random, convolution.outputLength());
            Definition exact = new Definition(batch, side, in, out, kernel, stride, weights, input, outputGradient);

            INDArray weightArray = Buffers.create(weights, kernel, kernel, in, out);
            INDArray weightGradient = Buffers.create(kernel, kernel, in, out);
            // longer than needed, as the engine's are
            float[] output = new float[outputGradient.length + 7];
            convolution.use(weightArray);
            convolution.forward(input, output);
            assertThat(error(output, exact.output)).as("output").isLessThan(TOLERANCE);
            float[] found = new float[input.length + 7];
            convolution.backward(weightGradient, outputGradient, inputGradient ? found : null);
            assertThat(error(Buffers.values(weightGradient), exact.weightGradient))
                    .as("gradient of the weights")
                    .isLessThan(TOLERANCE);
            if (inputGradient) {
                assertThat(error(found, exact.inputGradient))
                        .as("gradient of the input")
                        .isLessThan(TOLERANCE);
            }
        }
    }

    private static float[] normal(CounterRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double error(float[] found, double[] exact) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < exact.length; i++) {
            difference += (found[i] - exact[i]) * (found[i] - exact[i]);
            norm += exact[i] * exact[i];
        }
        return Math.sqrt(difference / norm);
    }

    /** The convolution with "same" padding and its gradients, term by term. */
    private static final class Definition {
        private final double[] output;
        private final double[] weightGradient;
        private final double[] inputGradient;

        Definition(
                int batch,
                int side,
                int in,
                int out,
                int kernel,
                int stride,
                float[] weights,
                float[] input,
                float[] outputGradient) {
            output = new double[outputGradient.length];
            weightGradient = new double[weights.length];
            inputGradient = new double[input.length];
            int outputSide = side / stride;
            int before = (kernel - stride) / 2;
            for (int pixel = 0; pixel < batch * outputSide * outputSide; pixel++) {
                int image = pixel / (outputSide * outputSide);
                int y = pixel / outputSide % outputSide;
                int x = pixel % outputSide;
                for (int tap = 0; tap < kernel * kernel; tap++) {
                    int row = y * stride + tap / kernel - before;
                    int column = x * stride + tap % kernel - before;
                    if (row < 0 || row >= side || column < 0 || column >= side) {
                        continue;
                    }
                    int from = ((image * side + row) * side + column) * in;
                    for (int i = 0; i < in; i++) {
                        int w = (tap * in + i) * out;
                        for (int o = 0; o < out; o++) {
                            double gradient = outputGradient[pixel * out + o];
                            output[pixel * out + o] += input[from + i] * (double) weights[w + o];
                            weightGradient[w + o] += input[from + i] * gradient;
                            inputGradient[from + i] += weights[w + o] * gradient;
                        }
                    }
                }
            }
        }
    }
}
