package org.galaxyvae.vae;

/** The network by its definition: naive loops in double, nothing shared with the engines but the layout of parameters. */
final class ReferenceVae {
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
        double[] x = images;
        int side = architecture.size();
        for (int i = 0; i < architecture.depth(); i++) {
            int in = architecture.encoderInput(i);
            int out = architecture.widths().get(i);
            x = convolve(x, p, layout.of("encoder." + i + ".weight").offset(), side, in, out, 4, 2);
            side /= 2;
            x = activate(x, p, "encoder." + i, out);
        }
        int inner = architecture.innerLength();
        int latent = architecture.latent();
        double[] posterior = dense(x, p, "latent", inner, 2 * latent);
        double[] z = new double[batch * latent];
        double divergence = 0;
        for (int b = 0; b < batch; b++) {
            for (int l = 0; l < latent; l++) {
                double mean = posterior[b * 2 * latent + l];
                double logVariance = Math.max(-12, Math.min(6, posterior[b * 2 * latent + latent + l]));
                z[b * latent + l] = mean + Math.exp(logVariance / 2) * epsilon[b * latent + l];
                divergence += 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance);
            }
        }
        x = silu(dense(z, p, "expand", latent, inner));
        for (int i = 0; i < architecture.depth(); i++) {
            int in = architecture.decoderInput(i);
            int out = architecture.decoderOutput(i);
            x = convolve(x, p, layout.of("decoder." + i + ".weight").offset(), side, in, 4 * out, 3, 1);
            if (i == architecture.depth() - 1) {
                x = add(x, p, "decoder." + i + ".bias");
            } else if (!architecture.batchNormalization()) {
                x = silu(add(x, p, "decoder." + i + ".bias"));
            }
            x = shuffle(x, side, out);
            side *= 2;
            if (i < architecture.depth() - 1 && architecture.batchNormalization()) {
                x = activate(x, p, "decoder." + i, out);
            }
        }
        double loss = 0;
        for (int i = 0; i < x.length; i++) {
            double logSigma = p[layout.of("noise.log.sigma").offset() + i % architecture.channels()];
            double residual = (1 / (1 + Math.exp(-x[i])) - images[i]) / Math.exp(logSigma);
            loss += 0.5 * residual * residual + logSigma + 0.5 * Math.log(2 * Math.PI);
        }
        return (loss + klWeight * divergence) / batch;
    }

    private double[] convolve(double[] x, double[] p, int offset, int side, int in, int out, int kernel, int stride) {
        int half = side / stride;

        int before = stride == 1 ? (kernel - 1) / 2 : (kernel - stride) / 2;
        double[] y = new double[batch * half * half * out];
        for (int b = 0; b < batch; b++)
            for (int r = 0; r < half; r++)
                for (int c = 0; c < half; c++)
                    for (int i = 0; i < kernel; i++)
                        for (int j = 0; j < kernel; j++) {
                            int row = r * stride + i - before;
                            int column = c * stride + j - before;
                            if (row < 0 || row >= side || column < 0 || column >= side) {
                                continue;
                            }
                            for (int k = 0; k < in; k++)
                                for (int o = 0; o < out; o++)
                                    y[((b * half + r) * half + c) * out + o] +=
                                            x[((b * side + row) * side + column) * in + k]
                                                    * p[offset + ((i * kernel + j) * in + k) * out + o];
                        }
        return y;
    }

    private double[] dense(double[] x, double[] p, String owner, int in, int out) {
        int weight = layout.of(owner + ".weight").offset();
        double[] y = new double[batch * out];
        for (int b = 0; b < batch; b++)
            for (int i = 0; i < in; i++)
                for (int o = 0; o < out; o++) y[b * out + o] += x[b * in + i] * p[weight + i * out + o];
        return add(y, p, owner + ".bias");
    }

    private double[] add(double[] x, double[] p, String name) {
        ParameterLayout.Parameter bias = layout.of(name);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] + p[bias.offset() + i % bias.length()];
        }
        return y;
    }

    private double[] activate(double[] x, double[] p, String owner, int channels) {
        if (!architecture.batchNormalization()) {
            return silu(add(x, p, owner + ".bias"));
        }
        double[] y = new double[x.length];
        int rows = x.length / channels;
        for (int c = 0; c < channels; c++) {
            double mean = 0;
            double variance = 0;
            for (int r = 0; r < rows; r++) {
                mean += x[r * channels + c] / rows;
            }
            for (int r = 0; r < rows; r++) {
                variance += Math.pow(x[r * channels + c] - mean, 2) / rows;
            }
            double gamma = p[layout.of(owner + ".gamma").offset() + c];
            double beta = p[layout.of(owner + ".beta").offset() + c];
            for (int r = 0; r < rows; r++) {
                y[r * channels + c] = gamma * (x[r * channels + c] - mean) / Math.sqrt(variance + 1e-5) + beta;
            }
        }
        return silu(y);
    }

    private static double[] silu(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] / (1 + Math.exp(-x[i]));
        }
        return y;
    }

    private double[] shuffle(double[] x, int side, int channels) {
        double[] y = new double[x.length];
        for (int b = 0; b < batch; b++)
            for (int r = 0; r < side; r++)
                for (int c = 0; c < side; c++)
                    for (int dy = 0; dy < 2; dy++)
                        for (int dx = 0; dx < 2; dx++)
                            for (int k = 0; k < channels; k++)
                                y[((b * 2 * side + 2 * r + dy) * 2 * side + 2 * c + dx) * channels + k] =
                                        x[((b * side + r) * side + c) * 4 * channels + (2 * dy + dx) * channels + k];
        return y;
    }
}
