package org.galaxyvae.score.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.galaxyvae.base.run.TextTable;

/**
 * What was measured against labels.
 *
 * @param column the labels' column
 * @param positive its values that count as positive
 * @param split {@code test}, {@code untrained} or {@code all}
 * @param fittedHow what the objects that are counted apart were to the model
 * @param fittedOn labeled objects that the model was trained on or calibrated with; left out of {@code test}
 * @param unscored labels whose ids name no scored object
 * @param all all positives together
 * @param classes one positive value each, the other positives left out
 * @param objectsHash 16 hex digits; equal where the same objects are positive and the same are not
 * @param biases every score against every known property, over all measured objects
 * @param matchedTops of each score; empty where brightness and size are not known
 */
public record LabelEvaluationSummary(
        String column,
        List<String> positive,
        String split,
        String fittedHow,
        long negatives,
        @JsonProperty("fitted_on") long fittedOn,
        long unscored,
        PositivesQuality all,
        List<PositivesQuality> classes,
        String objectsHash,
        List<Bias> biases,
        @JsonProperty("matched_tops") List<MatchedTop> matchedTops) {
    public LabelEvaluationSummary {
        positive = List.copyOf(positive);
        classes = List.copyOf(classes);
        biases = List.copyOf(biases);
        matchedTops = List.copyOf(matchedTops);
    }

    /** The quality of one score for all positives together. */
    public ScoreQuality score(String name) {
        return all.scores().stream()
                .filter(score -> score.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No score " + name));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("label " + column + ", split " + split);
        lines.add(String.format(
                Locale.ROOT,
                "%,d positives, %,d negatives; %,d labeled objects were %s%s%s",
                all.positives(),
                negatives,
                fittedOn,
                fittedHow,
                split.equals(EvaluateRequest.ALL) ? " (included)" : " (left out)",
                unscored == 0 ? "" : String.format(Locale.ROOT, "; %,d labels name no scored object", unscored)));
        QualityLines.add(lines, all, negatives);
        classes.forEach(one -> QualityLines.add(lines, one, negatives));
        addBiases(lines);
        return lines;
    }

    private void addBiases(List<String> lines) {
        List<String> properties = biases.stream().map(Bias::property).distinct().toList();
        if (properties.isEmpty()) {
            return;
        }
        List<String> header = new ArrayList<>(List.of("rank correlation with"));
        header.addAll(properties);
        header.add("matched p@100");
        header.add("matched r@100");
        List<List<String>> rows = new ArrayList<>();
        for (ScoreQuality score : all.scores()) {
            List<String> row = new ArrayList<>(List.of(score.name()));
            biases.stream()
                    .filter(bias -> bias.score().equals(score.name()))
                    .map(bias -> QualityLines.number(bias.correlation().rho()))
                    .forEach(row::add);
            String precision = matchedTops.stream()
                    .filter(top -> top.score().equals(score.name()))
                    .map(top -> QualityLines.number(top.precision()) + " " + QualityLines.number(top.recall()))
                    .collect(Collectors.joining());
            row.add(precision.isEmpty() ? "" : precision.split(" ", -1)[0]);
            row.add(precision.isEmpty() ? "" : precision.split(" ", -1)[1]);
            rows.add(row);
        }
        lines.add("");
        lines.addAll(TextTable.lines(header, rows));
    }
}
