package org.galaxyvae.network;

import org.galaxyvae.pixel.maths.CounterRandom;

/** The weights that training starts from. */
public final class InitialWeights {
    private static final double LOG_SIGMA = -3.5;

    private InitialWeights() {}

    /**
     * Uniform in ±1/sqrt(fan-in) (He et al. 2015 with slope sqrt 5, as PyTorch's default); the output layer's weights × 0.3
     * and its bias at the logit of the mean color, which removes an early explosion of the error.
     *
     * @param meanColor mean of each channel over training images, in [0, 1]
     */
    public static float[] of(Architecture architecture, double[] meanColor, long seed) {
        return of(architecture, meanColor, Math.exp(LOG_SIGMA), seed);
    }

    /**
     * The same with the likelihood's first (or only) standard deviation.
     *
     * @param noiseSigma of every channel, pixels in [0, 1]
     */
    public static float[] of(Architecture architecture, double[] meanColor, double noiseSigma, long seed) {
        ParameterLayout layout = new ParameterLayout(architecture);
        float[] flat = new float[layout.length()];
        String last = "decoder." + (architecture.depth() - 1);
        for (ParameterLayout.Parameter parameter : layout.all()) {
            CounterRandom random = CounterRandom.of(seed, "initial weights", 0, parameter.name());
            for (int i = 0; i < parameter.length(); i++) {
                flat[parameter.offset() + i] = (float) value(parameter, random, i, last, meanColor, noiseSigma);
            }
        }
        return flat;
    }

    private static double value(
            ParameterLayout.Parameter parameter,
            CounterRandom random,
            int i,
            String last,
            double[] meanColor,
            double noiseSigma) {
        String name = parameter.name();
        if (name.equals("noise.log.sigma")) {
            return Math.log(noiseSigma);
        }
        if (name.equals(last + ".bias")) {
            double mean = Math.min(1 - 1e-3, Math.max(1e-3, meanColor[i % meanColor.length]));
            return Math.log(mean / (1 - mean));
        }
        if (parameter.fanIn() > 0) {
            double bound = 1 / Math.sqrt(parameter.fanIn());
            return random.between(-bound, bound) * (name.equals(last + ".weight") ? 0.3 : 1);
        }
        return name.endsWith(".gamma") || name.endsWith(".running.variance") ? 1 : 0;
    }
}
