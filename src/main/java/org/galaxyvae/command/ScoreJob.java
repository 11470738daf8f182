package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.score.ScoreStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae score}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Maps the whole catalog through a model and publishes latents and anomaly scores.",
        footer = {"", "Example:", "  galaxy-vae score --workspace survey"})
final class ScoreJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Option(names = "--model", paramLabel = "ID", description = "The model; default: the one in production.")
    private @Nullable String model;

    @Option(names = "--all", description = "Computes everything again, also what is known and unchanged.")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        return StageRunner.update("score", options, context -> ScoreStage.run(context, model, all));
    }
}
