package org.galaxyvae.network;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Parameters and a batch for gradient tests; every value is exactly a float, so that float and double begin equal.
 *
 * <p>Parameters stand away from their initial values, where biases are zero and scales one and gradients could hide errors.
 */
record TrainingCase(double[] parameters, double[] images, double[] epsilon, float klWeight) {
    static TrainingCase of(Architecture architecture, int batch) {
        ParameterLayout layout = new ParameterLayout(architecture);
        double[] colors = new double[architecture.channels()];
        for (int c = 0; c < colors.length; c++) {
            colors[c] = 0.2 + 0.1 * c;
        }
        CounterRandom random = CounterRandom.of(1, "gradient test", 0, architecture.toString());
        double[] parameters = doubles(InitialWeights.of(architecture, colors, 1));
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (parameters[i] + (i < layout.learnedLength() ? 0.1 * random.nextGaussian() : 0));
        }
        for (int c = 0; c < colors.length; c++) {
            parameters[layout.of("noise.log.sigma").offset() + c] = (float) (-1 + 0.3 * c);
        }
        double[] images = new double[batch * architecture.imageLength()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        double[] epsilon = new double[batch * architecture.latent()];
        for (int i = 0; i < epsilon.length; i++) {
            epsilon[i] = (float) random.nextGaussian();
        }
        return new TrainingCase(parameters, images, epsilon, 0.7f);
    }

    static double[] cut(double[] flat, ParameterLayout.Parameter parameter) {
        return Arrays.copyOfRange(flat, parameter.offset(), parameter.offset() + parameter.length());
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
