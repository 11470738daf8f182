package org.galaxyvae.evidence;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.image.SegmentedAsymmetry;
import org.galaxyvae.sky.CounterRandom;
import org.galaxyvae.vae.TrainedVae;

/** An opened network with its references: prepared images in, evidences out. One thread at a time. */
public final class EvidenceModel implements AutoCloseable {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final TrainedVae vae;
    private final References references;
    private final long seed;
    private final int draws;
    private final double[] centralWeights;

    /**
     * Takes over the network.
     *
     * @param seed of the posterior draws
     * @param draws posterior draws of the reconstruction probability, at least 1
     * @param centralSigma of the Gaussian weight, share of the frame's side
     */
    public EvidenceModel(TrainedVae vae, References references, long seed, int draws, double centralSigma) {
        this.vae = vae;
        this.references = references;
        this.seed = seed;
        this.draws = draws;
        this.centralWeights = centralWeights(vae.architecture().size(), centralSigma);
    }

    /**
     * A prepared image.
     *
     * @param pixels uint8, [row, column, channel]
     */
    public record Image(String objectId, byte[] pixels) {}

    /**
     * What the model says of one image.
     *
     * @param z posterior mean
     * @param zSd posterior standard deviation
     */
    public record Result(String objectId, float[] z, float[] zSd, Evidences evidences) {}

    /** exp(-r² / 2σ²) of each pixel's distance from the frame's center; the weights sum to 1. */
    static double[] centralWeights(int size, double sigma) {
        double[] weights = new double[size * size];
        double sum = 0;
        double center = (size - 1) / 2.0;
        double width = sigma * size;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double square = (row - center) * (row - center) + (column - center) * (column - center);
                weights[row * size + column] = Math.exp(-square / (2 * width * width));
                sum += weights[row * size + column];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** What was fitted with the network. */
    public References references() {
        return references;
    }

    /** Images a call takes at most. */
    public int batch() {
        return vae.batch();
    }

    /** Posterior means alone, [image][latent]. */
    public float[][] latents(List<Image> images) {
        TrainedVae.Posterior posterior = vae.encode(floats(images), images.size());
        int latent = vae.architecture().latent();
        float[][] rows = new float[images.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = java.util.Arrays.copyOfRange(posterior.mean(), i * latent, (i + 1) * latent);
        }
        return rows;
    }

    /** Evidences of up to {@link #batch} images; each depends on its own image, id and the model alone. */
    public List<Result> evidences(List<Image> images) {
        int count = images.size();
        int latent = vae.architecture().latent();
        float[] pixels = floats(images);
        TrainedVae.Posterior posterior = vae.encode(pixels, count);
        float[] mean = vae.decode(posterior.mean());
        double[] mse = new double[count];
        double[] centralMse = new double[count];
        for (int i = 0; i < count; i++) {
            squaredErrors(pixels, mean, i, mse, centralMse);
        }
        double[][] logProbs = new double[count][draws];
        for (int draw = 0; draw < draws; draw++) {
            float[] decoded = vae.decode(sample(images, posterior, draw));
            for (int i = 0; i < count; i++) {
                logProbs[i][draw] = logProb(pixels, decoded, i);
            }
        }
        List<Result> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Image image = images.get(i);
            float[] z = java.util.Arrays.copyOfRange(posterior.mean(), i * latent, (i + 1) * latent);
            float[] zSd = new float[latent];
            double kl = 0;
            for (int l = 0; l < latent; l++) {
                double logVariance = posterior.logVariance()[i * latent + l];
                zSd[l] = (float) Math.exp(logVariance / 2);
                kl += 0.5 * (z[l] * (double) z[l] + Math.exp(logVariance) - 1 - logVariance);
            }
            double logProb = average(logProbs[i]);
            results.add(new Result(
                    image.objectId(),
                    z,
                    zSd,
                    new Evidences(
                            logProb,
                            standardError(logProbs[i], logProb),
                            mse[i],
                            centralMse[i],
                            kl,
                            references.latents().distance(z),
                            SegmentedAsymmetry.of(
                                    image.pixels(), vae.architecture().size()))));
        }
        return results;
    }

    private float[] sample(List<Image> images, TrainedVae.Posterior posterior, int draw) {
        int latent = vae.architecture().latent();
        float[] z = posterior.mean().clone();
        for (int i = 0; i < images.size(); i++) {
            CounterRandom random =
                    CounterRandom.of(seed, "posterior", draw, images.get(i).objectId());
            for (int l = 0; l < latent; l++) {
                double deviation = Math.exp(0.5 * posterior.logVariance()[i * latent + l]);
                z[i * latent + l] += (float) (deviation * random.nextGaussian());
            }
        }
        return z;
    }

    private void squaredErrors(float[] pixels, float[] decoded, int i, double[] mse, double[] centralMse) {
        int channels = vae.architecture().channels();
        int at = i * vae.architecture().imageLength();
        double plain = 0;
        double central = 0;
        for (double weight : centralWeights) {
            double square = 0;
            for (int c = 0; c < channels; c++, at++) {
                double d = decoded[at] - (double) pixels[at];
                square += d * d;
            }
            plain += square;
            central += weight * square;
        }
        mse[i] = plain / vae.architecture().imageLength();
        centralMse[i] = central / channels;
    }

    private double logProb(float[] pixels, float[] decoded, int i) {
        float[] logSigma = vae.logSigma();
        int channels = logSigma.length;
        double[] squares = new double[channels];
        int from = i * vae.architecture().imageLength();
        int to = from + vae.architecture().imageLength();
        for (int at = from; at < to; at += channels) {
            for (int c = 0; c < channels; c++) {
                double d = decoded[at + c] - (double) pixels[at + c];
                squares[c] += d * d;
            }
        }
        double logProb = 0;
        double each = vae.architecture().imageLength() / (double) channels;
        for (int c = 0; c < channels; c++) {
            logProb -= 0.5 * squares[c] * Math.exp(-2.0 * logSigma[c]) + each * (logSigma[c] + HALF_LOG_TWO_PI);
        }
        return logProb;
    }

    private static double average(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double standardError(double[] values, double mean) {
        if (values.length < 2) {
            return 0;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1) / values.length);
    }

    private float[] floats(List<Image> images) {
        int length = vae.architecture().imageLength();
        float[] floats = new float[images.size() * length];
        for (int i = 0; i < images.size(); i++) {
            byte[] pixels = images.get(i).pixels();
            if (pixels.length != length) {
                throw new IllegalArgumentException("Invalid image "
                        + images.get(i).objectId() + ": " + pixels.length + " bytes, expected " + length);
            }
            for (int k = 0; k < length; k++) {
                floats[i * length + k] = (pixels[k] & 0xFF) / 255f;
            }
        }
        return floats;
    }

    @Override
    public void close() {
        vae.close();
    }
}
