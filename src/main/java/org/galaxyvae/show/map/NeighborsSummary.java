package org.galaxyvae.show.map;

import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;

/**
 * How many neighbors were found.
 *
 * @param objects whose neighbors were sought, each among all others
 * @param count neighbors wanted of each
 * @param rows found, fewer than objects × count only where there are not so many
 * @param seconds of search and writing
 */
record NeighborsSummary(String modelId, long objects, int count, long rows, double seconds) implements Summary {
    /** Pairs of objects compared, million a second. */
    public double millionPairsPerS() {
        return objects / 1e6 * objects / seconds;
    }

    @Override
    public List<String> lines() {
        return List.of(
                "model " + modelId,
                String.format(
                        Locale.ROOT,
                        "%,d neighbors of %,d objects in %.0f s, exact: %,.0f million pairs a second",
                        rows,
                        objects,
                        seconds,
                        millionPairsPerS()));
    }
}
