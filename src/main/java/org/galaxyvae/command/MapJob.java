package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.show.map.MapRequest;
import org.galaxyvae.show.map.MapStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae map}. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Maps the latent space onto a plane, table map: UMAP of a sample, t-SNE of a smaller one, and every other"
                        + " scored object among its nearest of the sample. Tells how far the map can be trusted. Where there is a"
                        + " map of the model, its fit stays: only new and changed objects are placed, no other moves.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae map --workspace survey --out pictures",
            "  galaxy-vae map --workspace survey --all --set map.neighbors=50 --set map.fitted_objects=50000",
            "",
            "The settings of map count where it is fitted: for the first time, or with --all."
        })
final class MapJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(names = "--all", description = "Fits again and places all anew, also where there is a map of the model.")
    private boolean all;

    @Option(
            names = "--out",
            paramLabel = "DIR_OR_URI",
            description =
                    "Directory for map.png, the map drawn with an object's image in each of its pieces; made where"
                            + " there is none. Default: no picture.")
    @Nullable
    private String out;

    @Override
    public Integer call() throws Exception {
        MapRequest request = new MapRequest(model.modelId, all, out);
        return StageRunner.update("map", options, context -> MapStage.run(context, request));
    }
}
