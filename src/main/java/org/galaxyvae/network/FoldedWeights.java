package org.galaxyvae.network;

/**
 * A trained network's weights for scoring: normalization by running statistics is a scale and a shift of each channel, so it
 * folds into the convolution before it.
 */
final class FoldedWeights {
    /** A convolution and the bias of each output channel. */
    record Layer(float[] weight, float[] bias) {}

    private final Architecture architecture;
    private final ParameterLayout layout;
    private final float[] parameters;

    FoldedWeights(Architecture architecture, float[] parameters) {
        this.architecture = architecture;
        this.layout = new ParameterLayout(architecture);
        this.parameters = parameters;
        if (parameters.length != layout.length()) {
            throw new IllegalArgumentException(
                    "Invalid parameters: " + parameters.length + " values, expected " + layout.length());
        }
    }

    float[] of(String name) {
        return layout.slice(parameters, name);
    }

    Layer encoder(int i) {
        return layer("encoder." + i, architecture.widths().get(i), architecture.batchNormalization());
    }

    Layer decoder(int i) {
        boolean last = i == architecture.depth() - 1;
        return layer("decoder." + i, 4 * architecture.decoderOutput(i), architecture.batchNormalization() && !last);
    }

    /** A decoder's shuffled channels repeat, so channel k of the convolution is normalized as k modulo their number. */
    private Layer layer(String owner, int outputs, boolean normalized) {
        float[] weight = of(owner + ".weight");
        if (!normalized) {
            return new Layer(weight, of(owner + ".bias"));
        }
        float[] gamma = of(owner + ".gamma");
        float[] beta = of(owner + ".beta");
        float[] mean = of(owner + ".running.mean");
        float[] variance = of(owner + ".running.variance");
        float[] scale = new float[outputs];
        float[] bias = new float[outputs];
        for (int k = 0; k < outputs; k++) {
            int c = k % gamma.length;
            scale[k] = (float) (gamma[c] / Math.sqrt(variance[c] + (double) NormalizedSilu.EPSILON));
            bias[k] = beta[c] - mean[c] * scale[k];
        }
        for (int at = 0; at < weight.length; at++) {
            weight[at] *= scale[at % outputs];
        }
        return new Layer(weight, bias);
    }
}
