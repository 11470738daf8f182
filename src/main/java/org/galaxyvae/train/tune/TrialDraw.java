package org.galaxyvae.train.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.galaxyvae.base.config.Dimension;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Which configurations are tried: a pure function of the space and the seed.
 *
 * <p>A configuration maps the searched keys, in the space's order, to values. The values of a key that takes whole numbers
 * are whole.
 */
final class TrialDraw {
    /** Draws that hit known configurations before a random search gives up looking for new ones. */
    private static final int MISSES_MOST = 1000;

    private TrialDraw() {}

    /**
     * The configurations of a search, all different, trial 0 first; fewer than {@code tune.trials} where the space has no
     * more.
     *
     * @param whole whether a key takes whole numbers only
     */
    static List<Map<String, Object>> configurations(
            Settings.Tune tune, long seed, java.util.function.Predicate<String> whole) {
        if (tune.search().equals("grid")) {
            return grid(tune.space(), whole);
        }
        Set<Map<String, Object>> drawn = new LinkedHashSet<>();
        int misses = 0;
        for (long draw = 0; drawn.size() < tune.trials() && misses < MISSES_MOST; draw++) {
            misses = drawn.add(random(tune.space(), seed, draw, whole)) ? 0 : misses + 1;
        }
        return List.copyOf(drawn);
    }

    /** Each key from a stream of its own: a key more in the space leaves the others' values as they were. */
    private static Map<String, Object> random(
            Map<String, Dimension> space, long seed, long draw, java.util.function.Predicate<String> whole) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        space.forEach((key, dimension) -> {
            CounterRandom random = CounterRandom.of(seed, "trial", draw, key);
            List<Object> values = dimension.values();
            configuration.put(
                    key,
                    values == null
                            ? between(dimension, random.nextDouble(), whole.test(key))
                            : values.get(random.nextInt(values.size())));
        });
        return configuration;
    }

    /** Every combination; the last key changes first. */
    private static List<Map<String, Object>> grid(
            Map<String, Dimension> space, java.util.function.Predicate<String> whole) {
        List<Map<String, Object>> grid = List.of(Map.of());
        for (Map.Entry<String, Dimension> entry : space.entrySet()) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> shorter : grid) {
                for (Object value : points(entry.getValue(), whole.test(entry.getKey()))) {
                    Map<String, Object> configuration = new LinkedHashMap<>(shorter);
                    configuration.put(entry.getKey(), value);
                    longer.add(configuration);
                }
            }
            grid = longer;
        }
        return grid;
    }

    private static Set<Object> points(Dimension dimension, boolean whole) {
        List<Object> values = dimension.values();
        if (values != null) {
            return new LinkedHashSet<>(values);
        }
        int points = Objects.requireNonNull(dimension.points(), "points");
        Set<Object> distinct = new LinkedHashSet<>();
        for (int i = 0; i < points; i++) {
            distinct.add(between(dimension, i / (points - 1.0), whole));
        }
        return distinct;
    }

    /**
     * A value of the interval.
     *
     * @param share of the way, 0 to 1
     */
    private static Object between(Dimension dimension, double share, boolean whole) {
        double from = Objects.requireNonNull(dimension.from(), "from");
        double to = Objects.requireNonNull(dimension.to(), "to");
        double value = dimension.logarithmic() ? from * StrictMath.pow(to / from, share) : from + (to - from) * share;
        // rounding must not leave the interval
        double inside = Math.max(from, Math.min(to, value));
        if (whole) {
            return Math.round(inside);
        }
        return inside;
    }
}
