package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.show.sheet.TopRequest;
import org.galaxyvae.show.sheet.TopStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the most anomalous objects. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the most anomalous objects: top.csv, and top.png with image, reconstruction and residual"
                + " (4 x, gray where both agree) of each; above 100 objects top-001.png and so on.",
        footer = {"", "Example:", "  galaxy-vae top --workspace survey --count 100 --out survey-top"})
final class TopJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--count",
            defaultValue = "100",
            paramLabel = "OBJECTS",
            description = "How many objects, 1 to 10000 (default 100).")
    private int count;

    @Option(
            names = "--by",
            defaultValue = "rank",
            paramLabel = "COLUMN",
            description = "Numeric column of scores, most anomalous first: descending, but for rank (default),"
                    + " reconstruction_rank, p_value, p_tail, fdr_q and reconstruction_log_prob.")
    private String by = "";

    @Option(names = "--new-only", description = "Leave out what a list of known objects has (galaxy-vae crossmatch).")
    private boolean newOnly;

    @Option(
            names = "--label-column",
            paramLabel = "COLUMN",
            description = "Column of the catalog to show beside; objects with a value other than none or false are"
                    + " counted.")
    @Nullable
    private String labelColumn;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR_OR_URI",
            description = "Directory for the files; made where there is none.")
    private String out = "";

    @Override
    public Integer call() throws Exception {
        TopRequest request = new TopRequest(model.modelId, by, count, newOnly, labelColumn, out);
        return StageRunner.read("top", options, context -> TopStage.run(context, request));
    }
}
