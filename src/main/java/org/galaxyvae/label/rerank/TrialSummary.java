package org.galaxyvae.label.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;

/**
 * What simulated labels gained.
 *
 * @param pool objects to look at
 * @param wanted of them, what was looked for
 * @param gains one for each start, learner and number of labels
 */
record TrialSummary(
        String modelId, String labelColumn, List<String> positive, int pool, int wanted, int seeds, List<Gain> gains)
        implements Summary {
    /**
     * Wanted objects seen, means over the seeds.
     *
     * @param start the score that ranks before anything is learned
     * @param learner or {@code none}
     * @param labels given before the list is read down
     */
    public record Gain(String start, String learner, int labels, double in100Views, double in200Views) {}

    public TrialSummary {
        positive = List.copyOf(positive);
        gains = List.copyOf(gains);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s of %s: %,d of %,d objects; means of %d seeds",
                String.join(",", positive),
                labelColumn,
                wanted,
                pool,
                seeds));
        lines.addAll(TextTable.lines(
                List.of("start", "learner", "labels", "seen_in_100", "seen_in_200"),
                gains.stream()
                        .map(gain -> Arrays.asList(
                                gain.start(),
                                gain.learner(),
                                Integer.toString(gain.labels()),
                                String.format(Locale.ROOT, "%.1f", gain.in100Views()),
                                String.format(Locale.ROOT, "%.1f", gain.in200Views())))
                        .toList()));
        return lines;
    }
}
