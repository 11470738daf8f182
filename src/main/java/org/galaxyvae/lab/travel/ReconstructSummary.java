package org.galaxyvae.lab.travel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What was decoded.
 *
 * @param objects in the rows
 * @param kept of them, those that a killed run had decoded
 * @param rows folder of Parquet files
 * @param sheet picture of images and reconstructions; null with --all
 */
record ReconstructSummary(
        String modelId,
        long objects,
        long kept,
        String rows,
        @Nullable String sheet,
        double imagesPerS) implements Summary {
    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%,d objects decoded by model %s, %.0f a second", objects - kept, modelId, imagesPerS));
        if (kept > 0) {
            lines.add(String.format(Locale.ROOT, "%,d more were there from a run that was killed", kept));
        }
        lines.add("rows   " + rows);
        if (sheet != null) {
            lines.add("sheet  " + sheet);
        }
        return lines;
    }
}
