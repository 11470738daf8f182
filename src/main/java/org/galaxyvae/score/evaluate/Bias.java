package org.galaxyvae.score.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.galaxyvae.pixel.maths.Order;

/**
 * Whether a score follows a plain property such as size or brightness: then "anomalous" means big and bright.
 *
 * @param score its name
 * @param property column of {@code catalog} or {@code morphology}
 * @param correlation of the two, over the measured objects that have the property
 * @param topMean the property's mean over the first 100 objects by the score (a tenth, where there are fewer than 1,000)
 * @param restMean its mean over all others
 */
record Bias(
        String score,
        String property,
        RankCorrelation correlation,
        @JsonProperty("top_mean") double topMean,
        @JsonProperty("rest_mean") double restMean) {
    private static final int TOP = 100;

    /** Every score against every property; a property is NaN where an object does not have it. */
    static List<Bias> all(ScoreColumns scores, ScoreColumns properties) {
        Map<String, double[]> complete = new HashMap<>();
        for (String property : properties.names()) {
            double[] values = properties.column(property);
            if (Arrays.stream(values).noneMatch(Double::isNaN)) {
                complete.put(property, new Order(values, false).ranks());
            }
        }
        List<Bias> biases = new ArrayList<>();
        for (String score : scores.names()) {
            double[] values = scores.column(score);
            double[] ranks = new Order(values, false).ranks();
            int[] order = new Order(values, true).places();
            for (String property : properties.names()) {
                double[] known = complete.get(property);
                biases.add(of(
                        score,
                        order,
                        property,
                        properties.column(property),
                        known == null
                                ? RankCorrelation.of(values, properties.column(property))
                                : RankCorrelation.ofRanks(ranks, known)));
            }
        }
        return biases;
    }

    private static Bias of(String score, int[] order, String property, double[] values, RankCorrelation correlation) {
        int top = Math.min(TOP, (order.length + 9) / 10);
        double topSum = 0;
        double restSum = 0;
        int inTop = 0;
        int inRest = 0;
        for (int i = 0; i < order.length; i++) {
            double value = values[order[i]];
            if (Double.isNaN(value)) {
                continue;
            }
            if (i < top) {
                topSum += value;
                inTop++;
            } else {
                restSum += value;
                inRest++;
            }
        }
        return new Bias(score, property, correlation, topSum / inTop, restSum / inRest);
    }
}
