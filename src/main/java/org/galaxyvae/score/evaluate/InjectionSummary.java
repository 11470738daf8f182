package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.galaxyvae.base.run.TextTable;
import org.galaxyvae.base.vocabulary.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What was measured on injected anomalies.
 *
 * @param objects held-out images, each with every anomaly and without
 * @param objectsHash 16 hex digits; equal where the same was drawn into the same objects
 * @param qualities by kind, strength and score
 * @param sheet the picture of each, or null where none was asked for
 */
public record InjectionSummary(
        long objects,
        String objectsHash,
        List<InjectedQuality> qualities,
        @Nullable String sheet) {
    private static final List<String> STRENGTHS = List.of("weak", "medium", "strong");
    private static final List<String> SHOWN =
            List.of("anomaly_score", "network_score", "networkless_score", "pca_score");

    public InjectionSummary {
        qualities = List.copyOf(qualities);
    }

    /**
     * The single evidence that finds a kind best.
     *
     * @param auc mean over the strengths
     */
    public record Best(String kind, String evidence, double auc) {}

    /** One for each kind. */
    List<Best> bestEvidences() {
        Set<String> evidences = Evidence.columns().stream().collect(Collectors.toSet());
        return kinds().stream()
                .map(kind -> qualities.stream()
                        .filter(one -> one.kind().equals(kind) && evidences.contains(one.score()))
                        .map(InjectedQuality::score)
                        .distinct()
                        .map(evidence -> new Best(kind, evidence, meanAuc(kind, evidence)))
                        .max(Comparator.comparingDouble(Best::auc))
                        .orElseThrow())
                .toList();
    }

    /** Mean AUC of a score over the strengths of a kind. */
    double meanAuc(String kind, String score) {
        return qualities.stream()
                .filter(one -> one.kind().equals(kind) && one.score().equals(score))
                .mapToDouble(InjectedQuality::auc)
                .average()
                .orElse(Double.NaN);
    }

    private List<String> kinds() {
        return qualities.stream().map(InjectedQuality::kind).distinct().toList();
    }

    /** AUCs weak, medium, strong of a score. */
    private String aucs(String kind, String score, boolean recall) {
        return STRENGTHS.stream()
                .flatMap(strength -> qualities.stream()
                        .filter(one -> one.kind().equals(kind)
                                && one.strength().equals(strength)
                                && one.score().equals(score)))
                .map(one -> String.format(Locale.ROOT, "%.2f", recall ? one.recallAt5Percent() : one.auc()))
                .collect(Collectors.joining(" "));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d held-out images with every anomaly against the same untouched; AUC weak, medium, strong",
                objects));
        lines.add("");
        List<Best> bests = bestEvidences();
        List<List<String>> rows = new ArrayList<>();
        for (Best best : bests) {
            List<String> row = new ArrayList<>(List.of(best.kind()));
            SHOWN.forEach(score -> row.add(aucs(best.kind(), score, false)));
            row.add(aucs(best.kind(), PositivesQuality.REFERENCE, true));
            row.add(best.evidence());
            row.add(aucs(best.kind(), best.evidence(), false));
            rows.add(row);
        }
        List<String> mean = new ArrayList<>(List.of("mean of all"));
        SHOWN.forEach(score -> mean.add(mean(score)));
        mean.addAll(List.of("", "", ""));
        rows.add(mean);
        List<String> header = new ArrayList<>(List.of("kind"));
        header.addAll(SHOWN);
        header.addAll(List.of("recall at 5%", "best evidence", "its AUC"));
        lines.addAll(TextTable.lines(header, rows));
        if (sheet != null) {
            lines.add("");
            lines.add("pictures in " + sheet);
        }
        return lines;
    }

    private String mean(String score) {
        return String.format(
                Locale.ROOT,
                "%.3f",
                kinds().stream()
                        .mapToDouble(kind -> meanAuc(kind, score))
                        .average()
                        .orElse(Double.NaN));
    }
}
