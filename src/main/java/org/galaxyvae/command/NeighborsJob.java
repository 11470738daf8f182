package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.show.map.NeighborsStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy-vae neighbors}. */
@Command(
        name = "neighbors",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Finds the nearest objects of every scored object in latent space, table neighbors: exact, never the"
                        + " object itself nor another with equal pixels. For a few objects, with pictures: galaxy-vae similar.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae neighbors --workspace survey",
            "  galaxy-vae neighbors --workspace survey --set neighbors.count=25",
            "",
            "The time grows with the square of the objects: 200,000 take a few minutes on two cores."
        })
final class NeighborsJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Override
    public Integer call() throws Exception {
        return StageRunner.update("neighbors", options, context -> NeighborsStage.run(context, model.modelId));
    }
}
