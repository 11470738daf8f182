package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.galaxyvae.base.vocabulary.Evidence;

/** Numbers of objects by name of the score, all in the order of the objects; NaN where an object has none. */
final class ScoreColumns {
    /** What {@code scores} has of every object: the two sums, then all evidences. */
    static final List<String> PUBLISHED = Stream.concat(
                    Stream.of("anomaly_score", "network_score"), Evidence.columns().stream())
            .toList();

    private final List<String> objectIds;
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    /** No columns yet. */
    ScoreColumns(List<String> objectIds) {
        this.objectIds = List.copyOf(objectIds);
    }

    List<String> objectIds() {
        return objectIds;
    }

    Set<String> names() {
        return columns.keySet();
    }

    double[] column(String name) {
        double[] column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("No score " + name + ", expected one of " + names());
        }
        return column;
    }

    boolean has(String name) {
        return columns.containsKey(name);
    }

    /** Adds or replaces a column. */
    void put(String name, double[] values) {
        if (values.length != objectIds.size()) {
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + values.length + " numbers, expected " + objectIds.size());
        }
        columns.put(name, values);
    }

    /** Adds a column of what the function gives for each id; NaN for none. */
    void put(String name, ToDoubleFunction<String> values) {
        put(name, objectIds.stream().mapToDouble(values).toArray());
    }

    /** These objects alone, in the order given. */
    ScoreColumns only(int[] places) {
        ScoreColumns chosen =
                new ScoreColumns(Arrays.stream(places).mapToObj(objectIds::get).toList());
        columns.forEach((name, values) -> chosen.put(
                name, Arrays.stream(places).mapToDouble(place -> values[place]).toArray()));
        return chosen;
    }

    /** These columns without those that have no number for any object. */
    ScoreColumns withoutEmpty() {
        ScoreColumns kept = new ScoreColumns(objectIds);
        columns.forEach((name, values) -> {
            if (!Arrays.stream(values).allMatch(Double::isNaN)) {
                kept.put(name, values);
            }
        });
        return kept;
    }

    /** Takes out the columns that have no number for some object; one line each says so. */
    List<String> removeIncomplete() {
        List<String> notes = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (String name : List.copyOf(names())) {
            double[] values = column(name);
            long without = Arrays.stream(values).filter(Double::isNaN).count();
            if (without == values.length) {
                empty.add(name);
                columns.remove(name);
            } else if (without > 0) {
                int first = 0;
                while (!Double.isNaN(values[first])) {
                    first++;
                }
                notes.add(String.format(
                        java.util.Locale.ROOT,
                        "%s is left out: %,d of %,d objects have no number, the first %s",
                        name,
                        without,
                        values.length,
                        objectIds.get(first)));
                columns.remove(name);
            }
        }
        if (!empty.isEmpty()) {
            notes.add("no object has a number for " + String.join(", ", empty));
        }
        return notes;
    }
}
