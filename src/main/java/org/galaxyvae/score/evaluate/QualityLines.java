package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.TextTable;

/** Measures for people. */
final class QualityLines {
    private static final int FEW = 30;

    private QualityLines() {}

    static void add(List<String> lines, PositivesQuality quality, long negatives) {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d positives; p: of a difference in AUC to %s",
                quality.name(),
                quality.positives(),
                PositivesQuality.REFERENCE));
        List<List<String>> rows = new ArrayList<>();
        for (ScoreQuality score : quality.scores()) {
            rows.add(List.of(
                    score.name(),
                    interval(score.auc(), score.aucLow(), score.aucHigh()),
                    against(quality, score.name()),
                    interval(score.averagePrecision(), score.averagePrecisionLow(), score.averagePrecisionHigh()),
                    interval(score.recallAt100(), score.recallAt100Low(), score.recallAt100High()),
                    number(score.precisionAt100()),
                    number(score.recallAt1Percent()),
                    number(score.recallAt5Percent())));
        }
        lines.addAll(TextTable.lines(
                List.of(
                        "score",
                        "AUC [95%]",
                        "p",
                        "average precision [95%]",
                        "recall@100 [95%]",
                        "prec.@100",
                        "rec.@1%",
                        "rec.@5%"),
                rows));
        if (!quality.networkAgainstPca().isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.lines(
                    List.of("difference", "of", "AUC [95%]", "p", "average precision [95%]", "p"),
                    quality.networkAgainstPca().stream()
                            .map(pair -> List.of(
                                    pair.score(),
                                    "- " + pair.against(),
                                    signed(pair.auc()),
                                    number(pair.auc().p()),
                                    signed(pair.averagePrecision()),
                                    number(pair.averagePrecision().p())))
                            .toList()));
        }
        if (Math.min(quality.positives(), negatives) < FEW) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Only %,d %s: each moves these numbers, and the intervals are too narrow.",
                    Math.min(quality.positives(), negatives),
                    quality.positives() <= negatives ? "positives" : "negatives"));
        }
        long objects = quality.positives() + negatives;
        if (objects < Ranking.CUT) {
            lines.add(String.format(Locale.ROOT, "Only %,d objects: the first 100 are all.", objects));
        }
    }

    private static String against(PositivesQuality quality, String score) {
        return quality.comparisons().stream()
                .filter(comparison -> comparison.score().equals(score))
                .map(comparison -> number(comparison.auc().p()))
                .findFirst()
                .orElse("");
    }

    private static String signed(ScoreComparison.Difference difference) {
        return String.format(
                Locale.ROOT, "%+.3f [%+.3f, %+.3f]", difference.difference(), difference.low(), difference.high());
    }

    static String interval(double value, double low, double high) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, low, high);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
