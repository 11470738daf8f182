package org.galaxyvae.model.evidence;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was fitted, as arrays by name, for a file. */
public record FittedArrays(Map<String, double[]> doubles, Map<String, float[]> floats) {
    /** None yet. */
    static FittedArrays empty() {
        return new FittedArrays(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * The array of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    double[] doubles(String name) {
        return present(name, doubles.get(name));
    }

    /**
     * The array of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    float[] floats(String name) {
        return present(name, floats.get(name));
    }

    private static <T> T present(String name, @org.jspecify.annotations.Nullable T array) {
        if (array == null) {
            throw new IllegalArgumentException("Invalid references: no array " + name);
        }
        return array;
    }
}
