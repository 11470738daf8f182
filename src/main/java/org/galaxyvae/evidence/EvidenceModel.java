package org.galaxyvae.evidence;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.morphology.SegmentedAsymmetry;
import org.galaxyvae.sky.CounterRandom;
import org.galaxyvae.vae.TrainedVae;

/** An opened network with its references: prepared images in, evidences out. One thread at a time. */
public final class EvidenceModel implements AutoCloseable {
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
        ReconstructionProbability[] probabilities = ReconstructionProbability.of(
                pixels,
                posterior,
                vae::decode,
                vae.logSigma(),
                count,
                draws,
                (draw, i) ->
                        CounterRandom.of(seed, "posterior", draw, images.get(i).objectId()));
        List<Result> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Image image = images.get(i);
            float[] z = java.util.Arrays.copyOfRange(posterior.mean(), i * latent, (i + 1) * latent);
            float[] zSd = new float[latent];
            for (int l = 0; l < latent; l++) {
                zSd[l] = (float) Math.exp(posterior.logVariance()[i * latent + l] / 2);
            }
            int length = vae.architecture().imageLength();
            int channels = vae.architecture().channels();
            results.add(new Result(
                    image.objectId(),
                    z,
                    zSd,
                    new Evidences(
                            probabilities[i].logProb(),
                            probabilities[i].standardError(),
                            GaussianLikelihood.meanSquaredError(pixels, mean, i * length, length),
                            GaussianLikelihood.weightedSquaredError(pixels, mean, i * length, channels, centralWeights),
                            GaussianLikelihood.divergence(
                                    posterior.mean(), posterior.logVariance(), i * latent, latent),
                            references.latents().distance(z),
                            SegmentedAsymmetry.of(
                                    image.pixels(), vae.architecture().size()))));
        }
        return results;
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
