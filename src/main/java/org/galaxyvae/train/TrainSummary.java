package org.galaxyvae.train;

import java.util.List;
import java.util.Locale;
import org.galaxyvae.stage.Summary;

/**
 * What a training did.
 *
 * @param stage {@code production} for a workspace's first model, else {@code candidate}
 * @param imagesPresented over all workers
 * @param validationMse of the parameters that were kept, pixels in [0, 1]
 * @param validationElbo nats per image
 * @param imagesPerS presented a second, averaging included, validation and fitting left out
 */
public record TrainSummary(
        String modelId,
        String stage,
        long trainingObjects,
        long calibrationObjects,
        long imagesPresented,
        int workers,
        double validationMse,
        double validationPsnrDb,
        double validationElbo,
        int activeUnits,
        double imagesPerS)
        implements Summary {
    @Override
    public List<String> lines() {
        return List.of(
                "model " + modelId + " (" + stage + ")",
                String.format(
                        Locale.ROOT,
                        "trained on %,d galaxies, %,d images presented by %d workers, %.0f images/s",
                        trainingObjects,
                        imagesPresented,
                        workers,
                        imagesPerS),
                String.format(
                        Locale.ROOT,
                        "validation: mse %.3e, psnr %.2f dB, elbo %.0f nats, %d active latent units",
                        validationMse,
                        validationPsnrDb,
                        validationElbo,
                        activeUnits));
    }
}
