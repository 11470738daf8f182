package org.galaxyvae.evaluate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.table.InvalidDataException;

/**
 * Scored objects that have a label, on the driver: ids, labels and nine numbers an object.
 *
 * @param objects in the order of their ids
 */
record ScoredLabels(List<Scored> objects) {
    /** The columns of {@code scores} that are measured, in the order reported. */
    static final List<String> EVIDENCES = List.of(
            "anomaly_score",
            "network_score",
            "reconstruction_nll",
            "mse",
            "central_mse",
            "kl",
            "negative_elbo",
            "mahalanobis",
            "asymmetry");

    /** One object; {@code evidences} in the order of {@link #EVIDENCES}, NaN where there is none. */
    record Scored(String objectId, String label, boolean trainedOn, List<Double> evidences) {
        Scored {
            evidences = List.copyOf(evidences);
        }
    }

    ScoredLabels {
        objects = List.copyOf(objects);
    }

    /** Joins the scores of one model with labels, see {@link Labels}. */
    static ScoredLabels collect(Dataset<Row> scores, Dataset<Row> labels) {
        Column[] columns = Stream.concat(
                        Stream.of("object_id", "label", "trained_on").map(functions::col),
                        EVIDENCES.stream().map(functions::col))
                .toArray(Column[]::new);
        return new ScoredLabels(scores.join(labels, "object_id").select(columns).collectAsList().stream()
                .map(ScoredLabels::fromRow)
                // here and not in Spark, whose order of text is another one beyond the basic plane
                .sorted(Comparator.comparing(Scored::objectId))
                .toList());
    }

    private static Scored fromRow(Row row) {
        List<Double> evidences = IntStream.range(3, row.size())
                .mapToObj(i -> row.isNullAt(i) ? Double.NaN : row.getDouble(i))
                .toList();
        return new Scored(row.getString(0), row.getString(1), !row.isNullAt(2) && row.getBoolean(2), evidences);
    }

    /** Those the model was not trained on. */
    ScoredLabels untrained() {
        return new ScoredLabels(
                objects.stream().filter(object -> !object.trainedOn()).toList());
    }

    /** Those without any of these labels. */
    ScoredLabels without(List<String> labels) {
        return new ScoredLabels(objects.stream()
                .filter(object -> !labels.contains(object.label()))
                .toList());
    }

    int size() {
        return objects.size();
    }

    long trainedOn() {
        return objects.stream().filter(Scored::trainedOn).count();
    }

    /** How many have one of these labels. */
    long count(List<String> labels) {
        return objects.stream()
                .filter(object -> labels.contains(object.label()))
                .count();
    }

    /**
     * The quality of every evidence.
     *
     * @throws InvalidDataException where an object has no number for one
     */
    List<EvidenceQuality> measure(List<String> positive, int resamples, long seed) {
        Map<String, double[]> evidences = new LinkedHashMap<>();
        for (int i = 0; i < EVIDENCES.size(); i++) {
            evidences.put(EVIDENCES.get(i), column(i));
        }
        boolean[] flags = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            flags[i] = positive.contains(objects.get(i).label());
        }
        LabeledObjects labeled =
                new LabeledObjects(objects.stream().map(Scored::objectId).toList(), flags);
        return EvidenceQuality.measure(labeled, evidences, resamples, seed);
    }

    private double[] column(int evidence) {
        return objects.stream()
                .mapToDouble(object -> {
                    double value = object.evidences().get(evidence);
                    if (Double.isNaN(value)) {
                        throw new InvalidDataException("Cannot evaluate " + EVIDENCES.get(evidence) + ": object "
                                + object.objectId() + " has none in scores, expected a number");
                    }
                    return value;
                })
                .toArray();
    }
}
