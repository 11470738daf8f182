package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.label.rerank.RerankRequest;
import org.galaxyvae.label.rerank.RerankStage;
import org.galaxyvae.label.rerank.TrialRequest;
import org.galaxyvae.label.rerank.TrialStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets labels teach the ranking. */
@Command(
        name = "rerank",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Learns from the labels what is interesting and ranks every scored object by it: table interest. With"
                        + " --out also what to label next: label-next.png to look at, label-next.csv to fill in and give"
                        + " to galaxy-vae label. --simulate-labels measures on a catalog column what labels would gain.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae rerank --workspace survey --out next",
            "  galaxy-vae rerank --workspace survey --set rerank.learner=forest",
            "  galaxy-vae rerank --workspace survey --simulate-labels --label-column gz1_class --positive merger"
        })
final class RerankJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(names = "--out", paramLabel = "DIR_OR_URI", description = "Folder for the page of what to label next.")
    private @Nullable String out;

    @Option(
            names = "--count",
            defaultValue = "50",
            paramLabel = "OBJECTS",
            description = "How many objects the page shows, 1 to 1000 (default 50).")
    private int count;

    @Option(names = "--simulate-labels", description = "Measure what labels gain; writes nothing.")
    private boolean simulate;

    @Option(names = "--label-column", paramLabel = "COLUMN", description = "With it: column of the catalog.")
    private String labelColumn = "";

    @Option(names = "--positive", split = ",", paramLabel = "VALUE", description = "With it: what is looked for.")
    private List<String> positive = new ArrayList<>();

    @Option(
            names = "--pool",
            defaultValue = "untrained",
            paramLabel = "POOL",
            description = "With it: test: objects that the model was neither trained on nor calibrated with; untrained"
                    + " (default); all.")
    private String pool = "";

    @Option(
            names = "--seeds",
            defaultValue = "5",
            paramLabel = "N",
            description = "With it: how often each learner plays, 1 to 100 (default 5).")
    private int seeds;

    @Override
    public Integer call() throws Exception {
        if (simulate) {
            TrialRequest trial = new TrialRequest(model.modelId, labelColumn, positive, pool, seeds);
            return StageRunner.read("rerank", options, context -> TrialStage.run(context, trial));
        }
        if (!labelColumn.isEmpty() || !positive.isEmpty()) {
            throw new RequestException("Invalid --label-column or --positive: only --simulate-labels takes them");
        }
        RerankRequest request = new RerankRequest(model.modelId, count, out);
        return StageRunner.update("rerank", options, context -> RerankStage.run(context, request));
    }
}
