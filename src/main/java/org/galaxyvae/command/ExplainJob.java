package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.show.sheet.ExplainRequest;
import org.galaxyvae.show.sheet.ExplainStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells why objects stand out. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells why an object stands out, or that it does not: its evidences among the model's calibration"
                + " galaxies, its latents, where the reconstruction fails and the normal galaxies most like it; and"
                + " draws all that, explain-ID.png. Works for every scored object; changes nothing in the workspace.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae explain --workspace survey --id 587722981742084097",
            "  galaxy-vae explain --workspace survey --id a --id b --out why --label-column class",
            "  galaxy-vae explain --workspace survey --id a --set explain.neighbors=10 --json",
            "",
            "What each number means and when it misleads: docs/science.md. score keeps the same for the first"
                    + " explain.objects objects in the table explanations."
        })
final class ExplainJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(names = "--id", required = true, paramLabel = "OBJECT_ID", description = "The object; up to 100 of them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--label-column", paramLabel = "COLUMN", description = "Column of the catalog to show beside.")
    @Nullable
    private String labelColumn;

    @Option(
            names = "--out",
            defaultValue = ".",
            paramLabel = "DIR_OR_URI",
            description = "Directory for the figures; made where there is none. Default: the current one.")
    private String out = "";

    @Override
    public Integer call() throws Exception {
        ExplainRequest request = new ExplainRequest(model.modelId, ids, labelColumn, out);
        return StageRunner.read("explain", options, context -> ExplainStage.run(context, request));
    }
}
