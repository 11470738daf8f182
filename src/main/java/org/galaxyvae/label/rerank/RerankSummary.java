package org.galaxyvae.label.rerank;

import static org.galaxyvae.base.row.ColumnNames.INTEREST;
import static org.galaxyvae.base.row.ColumnNames.INTEREST_RANK;
import static org.galaxyvae.base.row.ColumnNames.INTEREST_SD;
import static org.galaxyvae.base.row.ColumnNames.LABEL_NEXT_RANK;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * What the labels taught.
 *
 * @param objects ranked
 * @param labels last words that say whether an object is interesting
 * @param positives those that say it is
 * @param learner as in the table {@code interest}
 * @param weight of the learner against the anomaly rank, 0 to 0.85
 * @param auc of each learner on labels that it was not shown
 * @param first the most interesting objects
 * @param next what to label next
 * @param files of the page
 */
record RerankSummary(
        String modelId,
        long objects,
        int labels,
        int positives,
        String learner,
        double weight,
        Map<String, Double> auc,
        List<Ranked> first,
        List<Ranked> next,
        List<String> files)
        implements Summary {
    static final int TOLD = 10;

    /** One object. */
    public record Ranked(
            String objectId,
            double interest,
            double interestSd,
            long interestRank,
            @Nullable Long labelNextRank) {
        static Ranked of(Row row) {
            return new Ranked(
                    row.getAs(OBJECT_ID),
                    row.<Double>getAs(INTEREST),
                    row.<Double>getAs(INTEREST_SD),
                    row.<Long>getAs(INTEREST_RANK),
                    row.getAs(LABEL_NEXT_RANK));
        }
    }

    public RerankSummary {
        auc = Map.copyOf(auc);
        first = List.copyOf(first);
        next = List.copyOf(next);
        files = List.copyOf(files);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Ranked %,d objects of model %s by %,d labels, %,d of them positive: %s, weight %.2f",
                objects,
                modelId,
                labels,
                positives,
                learner,
                weight));
        if (weight == 0) {
            lines.add("Too few labels of either kind to learn from: the anomaly rank stays");
        }
        new TreeMap<>(auc)
                .forEach((name, value) ->
                        lines.add(String.format(Locale.ROOT, "AUC on labels not shown: %s %.3f", name, value)));
        lines.add("");
        lines.add("Most interesting:");
        lines.addAll(table(first));
        lines.add("");
        lines.add("Label next (interest × uncertainty):");
        lines.addAll(table(next));
        files.forEach(lines::add);
        return lines;
    }

    private static List<String> table(List<Ranked> ranked) {
        return TextTable.lines(
                List.of("interest_rank", "object_id", "interest", "sd"),
                ranked.stream()
                        .map(one -> Arrays.asList(
                                Long.toString(one.interestRank()),
                                one.objectId(),
                                String.format(Locale.ROOT, "%.3f", one.interest()),
                                String.format(Locale.ROOT, "%.3f", one.interestSd())))
                        .toList());
    }
}
