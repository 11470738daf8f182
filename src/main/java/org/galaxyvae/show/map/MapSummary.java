package org.galaxyvae.show.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * What was mapped and how far it can be trusted.
 *
 * @param fresh whether it was fitted now; else the fit that stood was used
 * @param objects rows of the map
 * @param fitted how many of them the fit has
 * @param placed rows that were written anew: all of a fresh map, else new and changed objects
 * @param removed rows of objects that are gone, or whose pixels changed
 * @param seconds of fitting, placing and writing
 * @param quality of {@code fitted} and {@code placed} objects; of t-SNE and of principal components on (the same) fitted ones
 * @param picture where it was drawn, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MapSummary(
        String modelId,
        boolean fresh,
        long objects,
        int fitted,
        long placed,
        long removed,
        double seconds,
        Map<String, MapQuality> quality,
        @Nullable String picture)
        implements Summary {
    public MapSummary {
        quality = Collections.unmodifiableMap(new LinkedHashMap<>(quality));
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId);
        String did = fresh
                ? String.format(Locale.ROOT, "fitted on %,d of them", fitted)
                : String.format(
                        Locale.ROOT,
                        "the fit on %,d of them stands, %,d placed, %,d rows removed",
                        fitted,
                        placed,
                        removed);
        lines.add(String.format(Locale.ROOT, "%,d objects on the map in %.0f s: %s", objects, seconds, did));
        lines.add("");
        lines.addAll(TextTable.lines(
                List.of("projection", "objects", "neighbors", "trustworthiness", "overlap"),
                quality.entrySet().stream()
                        .map(entry -> cells(entry.getKey(), entry.getValue()))
                        .toList()));
        if (picture != null) {
            lines.add("");
            lines.add(picture);
        }
        return lines;
    }

    private static List<String> cells(String name, MapQuality quality) {
        return List.of(
                name,
                Integer.toString(quality.objects()),
                Integer.toString(quality.neighbors()),
                String.format(Locale.ROOT, "%.4f", quality.trustworthiness()),
                String.format(Locale.ROOT, "%.4f", quality.overlap()));
    }
}
