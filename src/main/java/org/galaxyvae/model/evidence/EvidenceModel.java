package org.galaxyvae.model.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.network.ComponentScoring;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.galaxyvae.pixel.morphology.Morphology;
import org.galaxyvae.pixel.sky.Hashes;
import org.jspecify.annotations.Nullable;

/** An opened network with its references: prepared images in, evidences out. One thread at a time. */
public final class EvidenceModel implements AutoCloseable {
    /** 52 bits: what a double holds exactly. */
    private static final int KEY_DIGITS = 13;

    private final TrainedVae vae;
    private final ComponentScoring components;
    private final @Nullable References references;
    private final long seed;
    private final int draws;
    private final double[] centralWeights;
    private final PerceptualError perceptual;

    /**
     * Takes over the network and the components.
     *
     * @param references null before they are fitted: then only {@link #measure} works
     * @param seed of the posterior draws
     * @param draws posterior draws of the reconstruction probability, from 0
     * @param centralSigma of the Gaussian weight, share of the frame's side
     */
    public EvidenceModel(
            TrainedVae vae,
            ComponentScoring components,
            @Nullable References references,
            long seed,
            int draws,
            double centralSigma) {
        this.vae = vae;
        this.components = components;
        this.references = references;
        this.seed = seed;
        this.draws = draws;
        this.centralWeights = centralWeights(vae.architecture().size(), centralSigma);
        this.perceptual = new PerceptualError(
                vae.architecture().featureSide(), vae.architecture().featureChannels(), centralSigma);
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
        if (references == null) {
            throw new IllegalStateException("This model's references are not fitted yet");
        }
        return references;
    }

    /** The likelihood's standard deviation of a value about its mean image, one a channel, pixels in [0, 1]. */
    public double[] noiseSigma() {
        float[] logs = vae.logSigma();
        return IntStream.range(0, logs.length)
                .mapToDouble(channel -> Math.exp(logs[channel]))
                .toArray();
    }

    /** Images a call takes at most. */
    public int batch() {
        return vae.batch();
    }

    /**
     * Mean images of up to {@link #batch} latent vectors.
     *
     * @return each [row, column, channel], in (0, 1)
     */
    public List<float[]> reconstructions(List<float[]> latents) {
        int latent = vae.architecture().latent();
        float[] flat = new float[latents.size() * latent];
        for (int i = 0; i < latents.size(); i++) {
            System.arraycopy(latents.get(i), 0, flat, i * latent, latent);
        }
        float[] decoded = vae.decode(flat);
        int length = vae.architecture().imageLength();
        return IntStream.range(0, latents.size())
                .mapToObj(i -> Arrays.copyOfRange(decoded, i * length, (i + 1) * length))
                .toList();
    }

    /** Evidences of up to {@link #batch} images; each depends on its own image, id and the model alone. */
    public List<Result> evidences(List<Image> images) {
        References fitted = references();
        List<Measured> measured = measure(images);
        List<Evidences> evidences = fitted.evidences(measured);
        return IntStream.range(0, measured.size())
                .mapToObj(i -> {
                    Measured image = measured.get(i);
                    return new Result(image.objectId(), image.z(), image.zSd(), evidences.get(i));
                })
                .toList();
    }

    /** One pass over the pixels of up to {@link #batch} images; what evidences are made of. */
    public List<Measured> measure(List<Image> images) {
        int count = images.size();
        int latent = vae.architecture().latent();
        int length = vae.architecture().imageLength();
        float[] pixels = floats(images);
        TrainedVae.Posterior posterior = vae.encode(pixels, count);
        float[] features = Arrays.copyOf(vae.features(), count * perceptual.length());
        float[] mean = vae.decode(posterior.mean());
        float[] decodedFeatures = vae.features(mean);
        ReconstructionProbability[] probabilities = probabilities(images, pixels, posterior, mean);
        float[] coefficients = components.coefficients(pixels, count);
        float[] linear = components.reconstructions(coefficients, count);
        List<Measured> measured = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Image image = images.get(i);
            float[] zSd = new float[latent];
            for (int l = 0; l < latent; l++) {
                zSd[l] = (float) Math.exp(posterior.logVariance()[i * latent + l] / 2);
            }
            int size = vae.architecture().size();
            int channels = vae.architecture().channels();
            Morphology morphology = Morphology.of(image.pixels(), size, channels);
            measured.add(new Measured(
                    image.objectId(),
                    Long.parseLong(Hashes.sha256(image.pixels(), KEY_DIGITS), 16),
                    Arrays.copyOfRange(posterior.mean(), i * latent, (i + 1) * latent),
                    zSd,
                    probabilities[i].logProb(),
                    probabilities[i].standardError(),
                    GaussianLikelihood.meanSquaredError(pixels, mean, i * length, length),
                    GaussianLikelihood.weightedSquaredError(pixels, mean, i * length, channels, centralWeights),
                    perceptual.of(features, decodedFeatures, i * perceptual.length()),
                    GaussianLikelihood.divergence(posterior.mean(), posterior.logVariance(), i * latent, latent),
                    Arrays.copyOfRange(coefficients, i * components.count(), (i + 1) * components.count()),
                    GaussianLikelihood.meanSquaredError(pixels, linear, i * length, length),
                    GaussianLikelihood.weightedSquaredError(pixels, linear, i * length, channels, centralWeights),
                    Complexity.of(image.pixels(), size, channels, centralWeights, morphology),
                    Measured.shape(morphology),
                    morphology.segmentedAsymmetry(),
                    morphology.weightedAsymmetry()));
        }
        return measured;
    }

    /** Without draws the log-probability at the posterior mean. */
    private ReconstructionProbability[] probabilities(
            List<Image> images, float[] pixels, TrainedVae.Posterior posterior, float[] mean) {
        if (draws > 0) {
            return ReconstructionProbability.of(
                    pixels,
                    posterior,
                    vae::decode,
                    vae.logSigma(),
                    images.size(),
                    draws,
                    (draw, i) -> CounterRandom.of(
                            seed, "posterior", draw, images.get(i).objectId()));
        }
        int length = vae.architecture().imageLength();
        float[] logSigma = vae.logSigma();
        return IntStream.range(0, images.size())
                .mapToObj(i -> new ReconstructionProbability(
                        GaussianLikelihood.logProb(pixels, mean, i * length, length, logSigma), 0))
                .toArray(ReconstructionProbability[]::new);
    }

    private float[] floats(List<Image> images) {
        int length = vae.architecture().imageLength();
        for (Image image : images) {
            if (image.pixels().length != length) {
                throw new IllegalArgumentException("Invalid image " + image.objectId() + ": " + image.pixels().length
                        + " bytes, expected " + length);
            }
        }
        return UnitLevels.of(images.stream().map(Image::pixels).toList(), length);
    }

    @Override
    public void close() {
        components.close();
        vae.close();
    }
}
