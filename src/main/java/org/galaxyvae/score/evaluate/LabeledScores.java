package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Scored objects that have a label, on the driver.
 *
 * @param labels in the order of the columns' objects, which is that of their ids
 * @param fitted whether the model was trained on the object, or also where it was calibrated with it
 * @param columns their scores
 */
record LabeledScores(List<String> labels, List<Boolean> fitted, ScoreColumns columns) {
    /** One object as it comes. */
    private record Scored(String objectId, String label, boolean fitted, double[] scores) {}

    LabeledScores {
        labels = List.copyOf(labels);
        fitted = List.copyOf(fitted);
    }

    /**
     * Joins the scores of one model with labels.
     *
     * @param names columns of {@code scores}
     * @param fittedOn what counts as fitted, boolean columns of {@code scores}
     * @param most objects at most; of more, those whose ids have the smallest hashes
     */
    static LabeledScores collect(
            Dataset<Row> scores, Labels labels, List<String> names, List<String> fittedOn, long most) {
        Column[] columns = Stream.concat(
                        Stream.of(
                                col(OBJECT_ID),
                                col("label"),
                                fittedOn.stream()
                                        .map(name -> functions.coalesce(col(name), functions.lit(false)))
                                        .reduce(functions.lit(false), Column::or)),
                        names.stream().map(functions::col))
                .toArray(Column[]::new);
        Dataset<Row> joined = scores.join(labels.rows(), OBJECT_ID).select(columns);
        if (labels.count() > most) {
            joined = joined.orderBy(functions.xxhash64(col(OBJECT_ID)), col(OBJECT_ID))
                    .limit((int) most);
        }
        // row by row: collected at once, boxed numbers would take the driver ten times the memory
        List<Scored> objects = new ArrayList<>();
        Map<String, String> interned = new HashMap<>();
        for (Iterator<Row> rows = joined.toLocalIterator(); rows.hasNext(); ) {
            Row row = rows.next();
            double[] values = new double[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.isNullAt(i + 3) ? Double.NaN : row.getDouble(i + 3);
            }
            String label = interned.computeIfAbsent(row.getString(1), text -> text);
            objects.add(new Scored(row.getString(0), label, row.getBoolean(2), values));
        }
        // here and not in Spark, whose order of text is another one beyond the basic plane
        objects.sort(Comparator.comparing(Scored::objectId));
        ScoreColumns found =
                new ScoreColumns(objects.stream().map(Scored::objectId).toList());
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            found.put(
                    names.get(i),
                    objects.stream()
                            .mapToDouble(object -> object.scores()[column])
                            .toArray());
        }
        return new LabeledScores(
                objects.stream().map(Scored::label).toList(),
                objects.stream().map(Scored::fitted).toList(),
                found);
    }

    int size() {
        return labels.size();
    }

    long fittedCount() {
        return fitted.stream().filter(Boolean::booleanValue).count();
    }

    /** Those that nothing was fitted on. */
    LabeledScores unseen() {
        return only(IntStream.range(0, size()).filter(i -> !fitted.get(i)).toArray());
    }

    /** Those without any of these labels. */
    LabeledScores without(List<String> others) {
        return only(IntStream.range(0, size())
                .filter(i -> !others.contains(labels.get(i)))
                .toArray());
    }

    private LabeledScores only(int[] places) {
        return new LabeledScores(
                IntStream.of(places).mapToObj(labels::get).toList(),
                IntStream.of(places).mapToObj(fitted::get).toList(),
                columns.only(places));
    }

    /** How many have one of these labels. */
    long count(List<String> wanted) {
        return labels.stream().filter(wanted::contains).count();
    }

    /** The objects with those of these labels as the ones to be found. */
    LabeledObjects objects(List<String> positive) {
        boolean[] flags = new boolean[size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = positive.contains(labels.get(i));
        }
        return new LabeledObjects(columns.objectIds(), flags);
    }
}
