package org.galaxyvae.show.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.galaxyvae.base.run.TextTable;
import org.galaxyvae.model.evidence.Explanation;
import org.galaxyvae.model.evidence.Residual;
import org.galaxyvae.model.evidence.Words;
import org.galaxyvae.model.neighbor.Neighbor;
import org.jspecify.annotations.Nullable;

/**
 * One object with all that is known of why it stands out.
 *
 * @param label null without a label column, or where the catalog has none
 * @param qualityFlags null where the quality table does not have the object
 * @param residual null where there is no image to compare
 * @param note what is missing and why, or null
 * @param figure the picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplainedObject(
        String objectId,
        long rank,
        double anomalyScore,
        @JsonProperty("p_value") double pValue,
        @JsonProperty("p_tail") @Nullable Double pTail,
        @Nullable Double fdrQ,
        boolean trainedOn,
        @Nullable Double raDeg,
        @Nullable Double decDeg,
        @Nullable String label,
        @Nullable List<String> qualityFlags,
        String summary,
        List<Clue> evidences,
        List<Explanation.LatentOffset> latentDimensions,
        Residual.@Nullable Place residual,
        List<Neighbor> neighbors,
        @Nullable String note,
        String figure) {
    private static final int BAR_CHARACTERS = 24;
    private static final double BAR_DECADES = 4;

    /**
     * One evidence by the name of its column.
     *
     * @param depth nats; see {@link Explanation.Clue}
     */
    public record Clue(String evidence, double value, double percentile, double depth, boolean member, double share) {
        static Clue of(Explanation.Clue clue) {
            return new Clue(
                    clue.evidence().column(),
                    clue.value(),
                    clue.percentile(),
                    clue.depth(),
                    clue.member(),
                    clue.share());
        }

        /** A member's part of the score, in percent; empty for others. */
        String shareText() {
            return member ? String.format(Locale.ROOT, "%.0f%%", 100 * share) : "";
        }
    }

    /** This object with the place of its figure. */
    ExplainedObject withFigure(String path) {
        return new ExplainedObject(
                objectId,
                rank,
                anomalyScore,
                pValue,
                pTail,
                fdrQ,
                trainedOn,
                raDeg,
                decDeg,
                label,
                qualityFlags,
                summary,
                evidences,
                latentDimensions,
                residual,
                neighbors,
                note,
                path);
    }

    /** For people. */
    List<String> lines(long objects) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s, rank %,d of %,d", objectId, rank, objects));
        lines.add(summary);
        lines.add("");
        facts().forEach((name, value) -> lines.add(String.format(Locale.ROOT, "%-15s%s", name, value)));
        lines.add("");
        lines.addAll(TextTable.lines(
                List.of("evidence", "value", "percentile", "0     90    99    99.9  99.99", "share of the score"),
                evidences.stream()
                        .map(clue -> Arrays.asList(
                                clue.evidence(),
                                String.format(Locale.ROOT, "%.5g", clue.value()),
                                Words.percentile(clue.depth()),
                                bar(clue),
                                clue.shareText()))
                        .toList()));
        lines.add("");
        if (neighbors.isEmpty()) {
            lines.add("no normal object to compare with");
        } else {
            lines.addAll(TextTable.lines(
                    List.of("nearest normal object", "distance", "score"),
                    neighbors.stream()
                            .map(neighbor -> Arrays.asList(
                                    neighbor.objectId(),
                                    String.format(Locale.ROOT, "%.3f", neighbor.distance()),
                                    String.format(Locale.ROOT, "%.2f", neighbor.anomalyScore())))
                            .toList()));
        }
        lines.add("");
        lines.add("figure: " + figure);
        return lines;
    }

    /** Members are drawn full; four decades of the tail are the whole bar. */
    private static String bar(Clue clue) {
        double decades = Math.min(BAR_DECADES, clue.depth() / Math.log(10));
        return (clue.member() ? "#" : "-").repeat((int) Math.round(BAR_CHARACTERS * decades / BAR_DECADES));
    }

    /** What stands beside the evidences, by its name. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("score", String.format(Locale.ROOT, "%.2f", anomalyScore));
        facts.put(
                "p_value",
                String.format(
                        Locale.ROOT, "%.2g%s", pValue, trainedOn ? ", optimistic: the model was trained on it" : ""));
        if (pTail != null && fdrQ != null) {
            facts.put("p_tail", String.format(Locale.ROOT, "%.2g, fdr_q %.2g, extrapolated", pTail, fdrQ));
        }
        if (raDeg != null && decDeg != null) {
            facts.put("position", String.format(Locale.ROOT, "%.5f %+.5f deg", raDeg, decDeg));
        }
        if (label != null) {
            facts.put("label", label);
        }
        if (qualityFlags != null) {
            facts.put("quality flags", qualityFlags.isEmpty() ? "none" : String.join(", ", qualityFlags));
        }
        if (!latentDimensions.isEmpty()) {
            facts.put(
                    "latents",
                    latentDimensions.stream()
                            .map(offset -> String.format(Locale.ROOT, "%d: %+.1f", offset.dimension(), offset.sigmas()))
                            .collect(Collectors.joining(", ", "", " sigma")));
        }
        if (residual != null) {
            facts.put(
                    "residual",
                    String.format(
                            Locale.ROOT,
                            "%s, extent %.2f, %.0f%% in the central half",
                            Words.of(residual),
                            residual.extent(),
                            100 * residual.centralShare()));
        }
        if (note != null) {
            facts.put("note", note);
        }
        return facts;
    }
}
