package org.galaxyvae.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.vocabulary.ModelStage;

/**
 * What a training did.
 *
 * @param stage {@code production} for a workspace's first model, else {@code candidate}
 * @param imagesPresented over all workers
 * @param validationMse of the parameters that were kept, pixels in [0, 1]
 * @param validationElbo nats per image
 * @param validationSsim structural similarity, at most 1
 * @param baselines what needs no network, on the same validation images
 * @param reconstructions picture of validation images beside their reconstructions
 * @param imagesPerS presented a second, averaging included, validation and fitting left out
 */
public record TrainSummary(
        String modelId,
        ModelStage stage,
        long trainingObjects,
        long calibrationObjects,
        long imagesPresented,
        int workers,
        double validationMse,
        double validationPsnrDb,
        double validationSsim,
        double validationElbo,
        int activeUnits,
        List<Baselines.Baseline> baselines,
        String reconstructions,
        double imagesPerS)
        implements Summary {
    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId + " (" + stage + ")");
        lines.add(String.format(
                Locale.ROOT,
                "trained on %,d galaxies, %,d images presented by %d workers, %.0f images/s",
                trainingObjects,
                imagesPresented,
                workers,
                imagesPerS));
        lines.add(String.format(
                Locale.ROOT,
                "validation: mse %.3e, psnr %.2f dB, ssim %.4f, elbo %.0f nats, %d active latent units",
                validationMse,
                validationPsnrDb,
                validationSsim,
                validationElbo,
                activeUnits));
        for (Baselines.Baseline baseline : baselines) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: mse %.3e, psnr %.2f dB, ssim %.4f",
                    baseline.method(),
                    baseline.mse(),
                    baseline.psnrDb(),
                    baseline.ssim()));
        }
        lines.add("reconstructions: " + reconstructions);
        return lines;
    }
}
