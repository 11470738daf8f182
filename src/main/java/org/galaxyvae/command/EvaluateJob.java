package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.score.evaluate.EvaluateRequest;
import org.galaxyvae.score.evaluate.EvaluateStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the scores against labels and on injected anomalies. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Measures how well each score finds the objects with certain labels, beside baselines that need no"
                        + " network: ROC-AUC, average precision, precision and recall at cuts, with 95%% intervals and a paired"
                        + " test; and on anomalies drawn into held-out images.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae evaluate --workspace survey --label-column kind --positive merger,ring",
            "  galaxy-vae evaluate --workspace survey --labels votes.csv --label-column kind --positive merger",
            "  galaxy-vae evaluate --workspace survey --inject --out injected",
            "",
            "Objects without a label are left out. The numbers go to the tables evaluations, comparisons, biases,",
            "curves and injections."
        })
final class EvaluateJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "CSV, Parquet, FITS or VOTable with ids (column ingest.catalog.id) and labels; default: the"
                    + " catalog.")
    private @Nullable String labels;

    @Option(names = "--label-column", paramLabel = "COLUMN", description = "Column of the file or of the catalog.")
    private @Nullable String labelColumn;

    @Option(
            names = "--positive",
            split = ",",
            paramLabel = "VALUE",
            description = "Its values that are to be found; where there are several, also measured one by one.")
    private List<String> positive = new ArrayList<>();

    @Option(
            names = "--split",
            defaultValue = "test",
            paramLabel = "SPLIT",
            description =
                    "test: objects that the model was neither trained on nor calibrated with (default); untrained:"
                            + " those it was not trained on; all: every labeled object.")
    private String split = "";

    @Option(
            names = "--inject",
            description = "Draw anomalies of eleven kinds into held-out images and measure how well they are found;"
                    + " needs no labels.")
    private boolean inject;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "With --inject: write a picture of each kind and strength there.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        EvaluateRequest request = new EvaluateRequest(model.modelId, labels, labelColumn, positive, split, inject, out);
        return StageRunner.update("evaluate", options, context -> EvaluateStage.run(context, request));
    }
}
