package org.galaxyvae.network;

import java.util.LinkedHashMap;
import java.util.Map;

/** The flat vector of parameters by name, for files. */
public final class NamedParameters {
    /**
     * One parameter.
     *
     * @param values row-major
     */
    public record Values(int[] shape, float[] values) {}

    private NamedParameters() {}

    /** Cuts the vector into its parameters, in the layout's order. */
    public static Map<String, Values> split(Architecture architecture, float[] flat) {
        ParameterLayout layout = new ParameterLayout(architecture);
        Map<String, Values> named = new LinkedHashMap<>();
        for (ParameterLayout.Parameter parameter : layout.all()) {
            named.put(parameter.name(), new Values(parameter.shape(), layout.slice(flat, parameter.name())));
        }
        return named;
    }

    /**
     * The inverse of {@link #split}.
     *
     * @throws IllegalArgumentException where a parameter is missing or has another number of values
     */
    public static float[] join(Architecture architecture, Map<String, float[]> named) {
        ParameterLayout layout = new ParameterLayout(architecture);
        float[] flat = new float[layout.length()];
        for (ParameterLayout.Parameter parameter : layout.all()) {
            float[] values = named.get(parameter.name());
            if (values == null || values.length != parameter.length()) {
                throw new IllegalArgumentException("Invalid weights: parameter " + parameter.name() + " has "
                        + (values == null ? "no" : values.length) + " values, expected " + parameter.length());
            }
            System.arraycopy(values, 0, flat, parameter.offset(), values.length);
        }
        return flat;
    }
}
