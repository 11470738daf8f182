package org.galaxyvae.network;

/**
 * One layer by its definition, forward and backward: naive loops in double, nothing shared with the engines.
 *
 * <p>Arrays are row-major as the engines' are; parameters and their gradients stand in flat vectors at offsets the layer knows.
 */
interface ReferenceLayer {
    /** The output; the layer remembers what its backward pass needs. */
    double[] forward(double[] p, double[] x);

    /** From the gradient of the output that of the input; the parameters' is added to {@code gradient}. */
    double[] backward(double[] p, double[] gradient, double[] dy);

    /** "Same" padding: output row r reads rows r × stride − before + 0 to kernel − 1. Weights [row, column, in, out]. */
    record Convolution(int batch, int side, int in, int out, int kernel, int stride, int weight, double[][] input)
            implements ReferenceLayer {
        Convolution(int batch, int side, int in, int out, int kernel, int stride, int weight) {
            this(batch, side, in, out, kernel, stride, weight, new double[1][]);
        }

        /** What one output pixel and one tap of the kernel have to do with each other. */
        private interface Tap {
            void at(int input, int weights, int output);
        }

        private void eachTap(Tap tap) {
            int half = side / stride;
            int before = (kernel - stride) / 2;
            for (int b = 0; b < batch; b++)
                for (int r = 0; r < half; r++)
                    for (int c = 0; c < half; c++)
                        for (int i = 0; i < kernel; i++)
                            for (int j = 0; j < kernel; j++) {
                                int row = r * stride + i - before;
                                int column = c * stride + j - before;
                                if (row >= 0 && row < side && column >= 0 && column < side) {
                                    tap.at(
                                            ((b * side + row) * side + column) * in,
                                            weight + (i * kernel + j) * in * out,
                                            ((b * half + r) * half + c) * out);
                                }
                            }
        }

        @Override
        public double[] forward(double[] p, double[] x) {
            input[0] = x;
            double[] y = new double[x.length / in * out / stride / stride];
            eachTap((from, weights, to) -> {
                for (int k = 0; k < in; k++)
                    for (int o = 0; o < out; o++) y[to + o] += x[from + k] * p[weights + k * out + o];
            });
            return y;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            double[] x = input[0];
            double[] dx = new double[x.length];
            eachTap((from, weights, to) -> {
                for (int k = 0; k < in; k++)
                    for (int o = 0; o < out; o++) {
                        dx[from + k] += dy[to + o] * p[weights + k * out + o];
                        gradient[weights + k * out + o] += dy[to + o] * x[from + k];
                    }
            });
            return dx;
        }
    }

    /** y = x · weight, weight [in, out]. */
    record Dense(int in, int out, int weight, double[][] input) implements ReferenceLayer {
        Dense(int in, int out, int weight) {
            this(in, out, weight, new double[1][]);
        }

        @Override
        public double[] forward(double[] p, double[] x) {
            input[0] = x;
            double[] y = new double[x.length / in * out];
            for (int b = 0; b < x.length / in; b++)
                for (int i = 0; i < in; i++)
                    for (int o = 0; o < out; o++) y[b * out + o] += x[b * in + i] * p[weight + i * out + o];
            return y;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            double[] x = input[0];
            double[] dx = new double[x.length];
            for (int b = 0; b < x.length / in; b++)
                for (int i = 0; i < in; i++)
                    for (int o = 0; o < out; o++) {
                        dx[b * in + i] += dy[b * out + o] * p[weight + i * out + o];
                        gradient[weight + i * out + o] += dy[b * out + o] * x[b * in + i];
                    }
            return dx;
        }
    }

    /** y = x + bias, one a column. */
    record Bias(int channels, int bias) implements ReferenceLayer {
        @Override
        public double[] forward(double[] p, double[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = x[i] + p[bias + i % channels];
            }
            return y;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            for (int i = 0; i < dy.length; i++) {
                gradient[bias + i % channels] += dy[i];
            }
            return dy;
        }
    }

    /** Batch normalization by the batch's own statistics (Ioffe and Szegedy 2015, section 3), columns are channels. */
    final class BatchNormalization implements ReferenceLayer {
        private final int channels;
        private final int gamma;
        private final int beta;
        private double[] standardized = new double[0];

        /** Of the last forward pass; the variance is the biased one. */
        final double[] mean;

        final double[] variance;
        int rows;

        BatchNormalization(int channels, int gamma, int beta) {
            this.channels = channels;
            this.gamma = gamma;
            this.beta = beta;
            this.mean = new double[channels];
            this.variance = new double[channels];
        }

        @Override
        public double[] forward(double[] p, double[] x) {
            double[] y = new double[x.length];
            standardized = new double[x.length];
            rows = x.length / channels;
            for (int c = 0; c < channels; c++) {
                mean[c] = 0;
                variance[c] = 0;
                for (int i = c; i < x.length; i += channels) {
                    mean[c] += x[i] / rows;
                }
                for (int i = c; i < x.length; i += channels) {
                    variance[c] += (x[i] - mean[c]) * (x[i] - mean[c]) / rows;
                }
                for (int i = c; i < x.length; i += channels) {
                    standardized[i] = (x[i] - mean[c]) / Math.sqrt(variance[c] + 1e-5);
                    y[i] = p[gamma + c] * standardized[i] + p[beta + c];
                }
            }
            return y;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            double[] dx = new double[dy.length];
            for (int c = 0; c < channels; c++) {
                double shift = 0;
                double scale = 0;
                for (int i = c; i < dy.length; i += channels) {
                    shift += dy[i];
                    scale += dy[i] * standardized[i];
                }
                for (int i = c; i < dy.length; i += channels) {
                    dx[i] = p[gamma + c]
                            / Math.sqrt(variance[c] + 1e-5)
                            * (dy[i] - shift / rows - standardized[i] * scale / rows);
                }
                gradient[beta + c] += shift;
                gradient[gamma + c] += scale;
            }
            return dx;
        }
    }

    /** Normalization by running statistics, as a network is used; it is never trained in this mode. */
    record RunningNormalization(int channels, int gamma, int beta, int mean, int variance) implements ReferenceLayer {
        @Override
        public double[] forward(double[] p, double[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                int c = i % channels;
                y[i] = p[gamma + c] * (x[i] - p[mean + c]) / Math.sqrt(p[variance + c] + 1e-5) + p[beta + c];
            }
            return y;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            throw new IllegalStateException("A network normalized by running statistics is used, never trained");
        }
    }

    /** y = x × sigmoid(x). */
    record Silu(double[][] input) implements ReferenceLayer {
        Silu() {
            this(new double[1][]);
        }

        @Override
        public double[] forward(double[] p, double[] x) {
            input[0] = x;
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = x[i] / (1 + Math.exp(-x[i]));
            }
            return y;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            double[] dx = new double[dy.length];
            for (int i = 0; i < dy.length; i++) {
                double x = input[0][i];
                double s = 1 / (1 + Math.exp(-x));
                dx[i] = dy[i] * (s + x * s * (1 - s));
            }
            return dx;
        }
    }

    /** y[b, 2r + dy, 2c + dx, k] = x[b, r, c, (dy, dx, k)]. */
    record Shuffle(int side, int channels) implements ReferenceLayer {
        private int source(int target) {
            int k = target % channels;
            int column = target / channels % (2 * side);
            int line = target / channels / (2 * side); // b × 2 side + row, and 2 side is even
            return ((line / 2 * side + column / 2) * 4 + 2 * (line % 2) + column % 2) * channels + k;
        }

        @Override
        public double[] forward(double[] p, double[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = x[source(i)];
            }
            return y;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            double[] dx = new double[dy.length];
            for (int i = 0; i < dy.length; i++) {
                dx[source(i)] = dy[i];
            }
            return dx;
        }
    }

    /**
     * Reparameterization, z = mean + exp(log variance / 2) × epsilon (Kingma and Welling 2014, section 2.4), log variances
     * clamped; the backward pass adds the gradient of weight × mean divergence over the batch.
     */
    final class Posterior implements ReferenceLayer {
        private final int latent;
        private final double[] epsilon;
        private final double weight;
        private double[] input = new double[0];

        Posterior(int latent, double[] epsilon, double weight) {
            this.latent = latent;
            this.epsilon = epsilon;
            this.weight = weight;
        }

        private static double clamp(double logVariance) {
            return Math.max(-12, Math.min(6, logVariance));
        }

        /** Of the last forward pass, ½ Σ (mean² + variance − 1 − log variance), mean over the batch. */
        double divergence() {
            double sum = 0;
            for (int i = 0; i < epsilon.length; i++) {
                double mean = input[meanAt(i)];
                double logVariance = clamp(input[meanAt(i) + latent]);
                sum += 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance);
            }
            return sum * latent / epsilon.length;
        }

        private int meanAt(int i) {
            return i / latent * 2 * latent + i % latent;
        }

        @Override
        public double[] forward(double[] p, double[] x) {
            input = x;
            double[] z = new double[epsilon.length];
            for (int i = 0; i < z.length; i++) {
                z[i] = x[meanAt(i)] + Math.exp(clamp(x[meanAt(i) + latent]) / 2) * epsilon[i];
            }
            return z;
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            double[] dx = new double[input.length];
            double each = weight * latent / epsilon.length;
            for (int i = 0; i < dy.length; i++) {
                int m = meanAt(i);
                int v = m + latent;
                dx[m] = dy[i] + each * input[m];
                boolean free = clamp(input[v]) == input[v];
                double deviation = Math.exp(input[v] / 2);
                dx[v] = free ? dy[i] * epsilon[i] * deviation / 2 + each * (deviation * deviation - 1) / 2 : 0;
            }
            return dx;
        }
    }

    /** Sigmoid, then minus the Gaussian log-likelihood with one log sigma a channel, nats, mean over the batch; one output. */
    record Likelihood(int batch, double[] images, int channels, int logSigma, double[][] input)
            implements ReferenceLayer {
        Likelihood(int batch, double[] images, int channels, int logSigma) {
            this(batch, images, channels, logSigma, new double[1][]);
        }

        @Override
        public double[] forward(double[] p, double[] x) {
            input[0] = x;
            double loss = 0;
            for (int i = 0; i < x.length; i++) {
                double s = p[logSigma + i % channels];
                double residual = (1 / (1 + Math.exp(-x[i])) - images[i]) / Math.exp(s);
                loss += 0.5 * residual * residual + s + 0.5 * Math.log(2 * Math.PI);
            }
            return new double[] {loss / batch};
        }

        @Override
        public double[] backward(double[] p, double[] gradient, double[] dy) {
            double[] x = input[0];
            double[] dx = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                double precision = Math.exp(-2 * p[logSigma + i % channels]);
                double y = 1 / (1 + Math.exp(-x[i]));
                double d = y - images[i];
                dx[i] = dy[0] / batch * precision * d * y * (1 - y);
                gradient[logSigma + i % channels] += dy[0] / batch * (1 - precision * d * d);
            }
            return dx;
        }
    }
}
