package org.galaxyvae.travel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.stage.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What was decoded.
 *
 * @param rows folder of Parquet files
 * @param sheet picture of images and reconstructions; null with --all
 */
public record ReconstructSummary(
        String modelId, long objects, String rows, @Nullable String sheet, double imagesPerS) implements Summary {
    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%,d objects decoded by model %s, %.0f a second", objects, modelId, imagesPerS));
        lines.add("rows   " + rows);
        if (sheet != null) {
            lines.add("sheet  " + sheet);
        }
        return lines;
    }
}
