package org.galaxyvae.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.evaluate.EvaluateStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the evidences against labels. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures how well each evidence finds the objects with certain labels: ROC-AUC with its 95%%"
                + " interval, average precision, precision and recall at cuts.",
        footer = {
            "",
            "Example:",
            "  galaxy-vae evaluate --workspace survey --label-column kind --positive merger,ring",
            "",
            "Labels are a column of the catalog; objects without a value count as unlabeled. The numbers go to the",
            "table evaluations."
        })
final class EvaluateJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--label-column",
            required = true,
            paramLabel = "COLUMN",
            description = "Column of the catalog, in lower_snake_case.")
    private String labelColumn = "";

    @Option(
            names = "--positive",
            required = true,
            split = ",",
            paramLabel = "VALUE",
            description = "Its values that are to be found; also measured one by one.")
    private List<String> positive = new ArrayList<>();

    @Option(
            names = "--split",
            defaultValue = "test",
            paramLabel = "SPLIT",
            description = "test: objects the model was not trained on (default); all: every labeled object.")
    private String split = "";

    @Override
    public Integer call() throws Exception {
        return StageRunner.update(
                "evaluate",
                options,
                context -> EvaluateStage.run(context, model.modelId, labelColumn, positive, split));
    }
}
