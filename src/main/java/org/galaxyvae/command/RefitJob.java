package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.train.RefitStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy-vae refit}. */
@Command(
        name = "refit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Makes a new model of a trained network: its neighbors, regressions, tails and calibration are fitted"
                        + " again with the score settings given now. The old model stays as it is.",
        footer = {
            "",
            "Example: another score from the same network",
            "  galaxy-vae refit --workspace survey --set score.members=[asymmetry,central_mse,mahalanobis]",
            "",
            "The new model is a candidate: galaxy-vae score --model MODEL_ID maps the catalog with it."
        })
final class RefitJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Override
    public Integer call() throws Exception {
        return StageRunner.update("refit", options, context -> RefitStage.run(context, model.modelId));
    }
}
