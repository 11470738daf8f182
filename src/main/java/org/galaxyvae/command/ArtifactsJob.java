package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.label.artifact.ArtifactRequest;
import org.galaxyvae.label.artifact.ArtifactStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells artifacts from discoveries. */
@Command(
        name = "artifacts",
        aliases = "artefacts",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says of every scored object how likely it is an artifact of camera, sky or server and not an odd"
                + " galaxy, and of which kind: table artefacts. Learned from artifacts and oddities drawn into"
                + " images that the model was not trained on.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae artifacts --workspace survey --out artifacts",
            "  galaxy-vae artifacts --workspace survey --set artifacts.planted_objects=200",
            "",
            "Then, for instance:",
            "  galaxy-vae sql --workspace survey -e \"SELECT s.rank, s.object_id FROM latest_scores s JOIN artefacts a",
            "    USING (model_id, object_id) WHERE a.artefact_probability < 0.5 ORDER BY s.rank LIMIT 20\""
        })
final class ArtifactsJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--out",
            paramLabel = "DIR_OR_URI",
            description = "Folder for sheets of the likeliest: artefacts.png, artefacts-KIND.png,"
                    + " artefacts-clusters.png (of residual maps).")
    private @Nullable String out;

    @Option(
            names = "--count",
            defaultValue = "100",
            paramLabel = "OBJECTS",
            description = "How many each but the last one shows, 1 to 1000 (default 100).")
    private int count;

    @Override
    public Integer call() throws Exception {
        ArtifactRequest request = new ArtifactRequest(model.modelId, count, out);
        return StageRunner.update("artifacts", options, context -> ArtifactStage.run(context, request));
    }
}
