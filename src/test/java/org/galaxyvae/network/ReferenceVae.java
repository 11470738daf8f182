package org.galaxyvae.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The network by its definition, in double, forward and backward; it shares the layout of parameters with the engines alone. */
final class ReferenceVae {
    /** Share by which running statistics move towards a batch's. */
    private static final double MOMENTUM = 0.1;

    private final Architecture architecture;
    private final ParameterLayout layout;
    private final int batch;

    ReferenceVae(Architecture architecture, int batch) {
        this.architecture = architecture;
        this.layout = new ParameterLayout(architecture);
        this.batch = batch;
    }

    /** Minus log-likelihood + klWeight × divergence, mean over the batch, in training mode (batch statistics). */
    double loss(double[] p, double[] images, double[] epsilon, double klWeight) {
        return new Pass(images, epsilon, klWeight).forward(p);
    }

    /** The loss's gradient; for running statistics the step to subtract, as the engine's. */
    double[] gradient(double[] p, double[] images, double[] epsilon, double klWeight) {
        Pass pass = new Pass(images, epsilon, klWeight);
        pass.forward(p);
        return pass.backward(p);
    }

    /** Means and clamped log variances, [batch, (mean, log variance)], normalized by running statistics. */
    double[] encode(double[] p, double[] images) {
        Pass pass = new Pass(images);
        double[] posterior = pass.forward(p, images, 0, pass.posteriorAt);
        int latent = architecture.latent();
        for (int i = 0; i < posterior.length; i++) {
            posterior[i] = i / latent % 2 == 0 ? posterior[i] : Math.max(-12, Math.min(6, posterior[i]));
        }
        return posterior;
    }

    /** Levels in (0, 1), [batch, row, column, channel], normalized by running statistics. */
    double[] decode(double[] p, double[] z) {
        Pass pass = new Pass(new double[batch * architecture.imageLength()]);
        double[] levels = pass.forward(p, z, pass.posteriorAt + 1, pass.layers.size() - 1);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 1 / (1 + Math.exp(-levels[i]));
        }
        return levels;
    }

    /** The layers in order, for one batch. */
    private final class Pass {
        private final List<ReferenceLayer> layers = new ArrayList<>();
        private final Map<String, ReferenceLayer.BatchNormalization> normalizations = new TreeMap<>();
        private final ReferenceLayer.Posterior posterior;
        private final double[] images;
        private final double klWeight;
        private final boolean training;
        private int posteriorAt;

        /** As a network is used. */
        Pass(double[] images) {
            this(images, new double[batch * architecture.latent()], 0, false);
        }

        /** As it is trained. */
        Pass(double[] images, double[] epsilon, double klWeight) {
            this(images, epsilon, klWeight, true);
        }

        private Pass(double[] images, double[] epsilon, double klWeight, boolean training) {
            this.training = training;
            this.images = images;
            this.klWeight = klWeight;
            int side = architecture.size();
            for (int i = 0; i < architecture.depth(); i++) {
                String owner = "encoder." + i;
                int out = architecture.widths().get(i);
                layers.add(new ReferenceLayer.Convolution(
                        batch, side, architecture.encoderInput(i), out, 4, 2, at(owner + ".weight")));
                side /= 2;
                addShift(owner, out, out);
                layers.add(new ReferenceLayer.Silu());
            }
            int latent = architecture.latent();
            addDense("latent", architecture.innerLength(), 2 * latent);
            posterior = new ReferenceLayer.Posterior(latent, epsilon, klWeight);
            posteriorAt = layers.size();
            layers.add(posterior);
            addDense("expand", latent, architecture.innerLength());
            layers.add(new ReferenceLayer.Silu());
            for (int i = 0; i < architecture.depth(); i++) {
                String owner = "decoder." + i;
                int out = architecture.decoderOutput(i);
                boolean last = i == architecture.depth() - 1;
                layers.add(new ReferenceLayer.Convolution(
                        batch, side, architecture.decoderInput(i), 4 * out, 3, 1, at(owner + ".weight")));
                boolean biased = last || !architecture.batchNormalization();
                if (biased) {
                    layers.add(new ReferenceLayer.Bias(4 * out, at(owner + ".bias")));
                }
                layers.add(new ReferenceLayer.Shuffle(side, out));
                side *= 2;
                if (!biased) {
                    addShift(owner, out, out);
                }
                if (!last) {
                    layers.add(new ReferenceLayer.Silu());
                }
            }
            layers.add(new ReferenceLayer.Likelihood(batch, images, architecture.channels(), at("noise.log.sigma")));
        }

        private int at(String name) {
            return layout.of(name).offset();
        }

        private void addDense(String owner, int in, int out) {
            layers.add(new ReferenceLayer.Dense(in, out, at(owner + ".weight")));
            layers.add(new ReferenceLayer.Bias(out, at(owner + ".bias")));
        }

        private void addShift(String owner, int channels, int biases) {
            if (architecture.batchNormalization() && !training) {
                layers.add(new ReferenceLayer.RunningNormalization(
                        channels,
                        at(owner + ".gamma"),
                        at(owner + ".beta"),
                        at(owner + ".running.mean"),
                        at(owner + ".running.variance")));
            } else if (architecture.batchNormalization()) {
                var normalization =
                        new ReferenceLayer.BatchNormalization(channels, at(owner + ".gamma"), at(owner + ".beta"));
                normalizations.put(owner, normalization);
                layers.add(normalization);
            } else {
                layers.add(new ReferenceLayer.Bias(biases, at(owner + ".bias")));
            }
        }

        double forward(double[] p) {
            return forward(p, images, 0, layers.size())[0] + klWeight * posterior.divergence();
        }

        private double[] forward(double[] p, double[] input, int from, int to) {
            double[] x = input;
            for (ReferenceLayer layer : layers.subList(from, to)) {
                x = layer.forward(p, x);
            }
            return x;
        }

        double[] backward(double[] p) {
            double[] gradient = new double[p.length];
            double[] dy = {1};
            for (int i = layers.size() - 1; i >= 0; i--) {
                dy = layers.get(i).backward(p, gradient, dy);
            }
            normalizations.forEach((owner, normalization) -> {
                double unbiased = normalization.rows / (normalization.rows - 1.0);
                for (int c = 0; c < normalization.mean.length; c++) {
                    int mean = at(owner + ".running.mean") + c;
                    int variance = at(owner + ".running.variance") + c;
                    gradient[mean] = MOMENTUM * (p[mean] - normalization.mean[c]);
                    gradient[variance] = MOMENTUM * (p[variance] - unbiased * normalization.variance[c]);
                }
            });
            return gradient;
        }
    }
}
