package org.galaxyvae.base.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that one key takes in a search: an interval, or a list.
 *
 * @param from smallest value, null with a list
 * @param to largest value, null with a list
 * @param scale {@code linear} or {@code log}: equal differences or equal ratios are equally likely; null means linear
 * @param points of the interval in a grid, both ends included; null where only drawn from
 * @param values numbers, texts, true or false, or lists of numbers; null with an interval
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Dimension(
        @Nullable Double from,
        @Nullable Double to,
        @Nullable String scale,
        @Nullable Integer points,
        @Nullable List<Object> values) {
    /** Equal ratios are equally likely. */
    static final String LOG = "log";

    /** Equal differences are equally likely. */
    static final String LINEAR = "linear";

    public Dimension {
        values = values == null ? null : List.copyOf(values);
    }

    /** Whether equal ratios are equally likely. */
    public boolean logarithmic() {
        return LOG.equals(scale);
    }
}
