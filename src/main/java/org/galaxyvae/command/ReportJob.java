package org.galaxyvae.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.galaxyvae.show.report.ReportRequest;
import org.galaxyvae.show.report.ReportStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a page of a run. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Makes one HTML page of a published run: summary, galleries with image, reconstruction and residual,"
                        + " evidences, nearest normal galaxies, score histograms, learning and evaluation curves, map of the"
                        + " latent space, and buttons and keys to label what is shown. It needs no network and opens from disk.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae report --workspace survey",
            "  galaxy-vae report --workspace survey --top 200 --label-column class --out survey.html",
            "  galaxy-vae report --workspace survey --run 20260331T023000000-0000abcd",
            "",
            "Labels given on the page are saved as labels.csv; galaxy-vae label --file labels.csv keeps them."
        })
final class ReportJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Option(
            names = "--run",
            paramLabel = "RUN_ID",
            description = "The published run; default: the production model's last.")
    private @Nullable String runId;

    @Option(
            names = "--top",
            paramLabel = "OBJECTS",
            description = "How many of the first to show in full, 1 to 500; default: report.top.")
    private @Nullable Integer top;

    @Option(
            names = "--label-column",
            paramLabel = "COLUMN",
            description = "Column of the catalog to show beside, and to color the map by.")
    private @Nullable String labelColumn;

    @Option(
            names = "--out",
            paramLabel = "FILE_OR_URI",
            description = "The page; default: <workspace>/reports/<run_id>/report.html.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        Integer count = top;
        ReportRequest request = new ReportRequest(
                runId, count == null ? options.common.settings().report().top() : count, labelColumn, out);
        StageRunner.Stage stage = context -> ReportStage.run(context, request, Map.of());
        // elsewhere than in the workspace it needs no lock, as other commands that only read
        return out == null ? StageRunner.update("report", options, stage) : StageRunner.read("report", options, stage);
    }
}
