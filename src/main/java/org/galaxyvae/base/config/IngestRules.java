package org.galaxyvae.base.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What the keys of {@code ingest} that say how tensors are made must be, beyond each one's range. */
final class IngestRules {
    private static final int BANDS_MOST = 5;
    private static final List<String> DTYPES = List.of("uint8", "float32");
    private static final List<String> FLUX_CELLS = List.of("sum", "mean");
    private static final List<String> FUNCTIONS = List.of("linear", "log", "asinh", "lupton");
    private static final List<String> FITS_IMAGES = List.of("first", "all");
    private static final List<String> LIMITS = List.of("sky", "percentile", "zscale", "fixed");

    private IngestRules() {}

    /** One line a problem. */
    static List<String> problems(Settings.Ingest ingest) {
        List<String> problems = new ArrayList<>();
        Settings.Stretch stretch = ingest.stretch();
        oneOf(problems, "ingest.dtype", ingest.dtype(), DTYPES);
        oneOf(problems, "ingest.flux_cells", ingest.fluxCells(), FLUX_CELLS);
        oneOf(problems, "ingest.stretch.function", stretch.function(), FUNCTIONS);
        oneOf(problems, "ingest.stretch.limits", stretch.limits(), LIMITS);
        oneOf(problems, "ingest.fits_images", ingest.fitsImages(), FITS_IMAGES);
        if (!ingest.bandPattern().isEmpty() && !isBandPattern(ingest.bandPattern())) {
            problems.add("Invalid ingest.band_pattern: " + ingest.bandPattern()
                    + ", expected a regular expression with a group (?<band>...)");
        }
        List<String> bands = ingest.bands();
        if (bands.isEmpty()
                || bands.size() > BANDS_MOST
                || bands.stream().anyMatch(String::isBlank)
                || new HashSet<>(bands).size() < bands.size()) {
            problems.add("Invalid ingest.bands: " + bands + ", expected 1 to " + BANDS_MOST + " different names");
        }
        int weights = ingest.bandWeights().size();
        if (weights != 0 && weights != bands.size()) {
            problems.add("Invalid ingest.band_weights: " + ingest.bandWeights()
                    + ", expected none or one for each of ingest.bands " + bands);
        }
        if (ingest.cropPixels() > 0 && ingest.cropRadii() > 0) {
            problems.add("Invalid ingest.crop_pixels: " + ingest.cropPixels() + " with crop_radii " + ingest.cropRadii()
                    + ", expected one of them to be 0");
        }
        if (stretch.limits().equals("fixed") && !(stretch.black() < stretch.white())) {
            problems.add("Invalid ingest.stretch.black: " + stretch.black() + ", expected less than white "
                    + stretch.white());
        }
        if (!(stretch.lowPercent() < stretch.highPercent())) {
            problems.add("Invalid ingest.stretch.low_percent: " + stretch.lowPercent()
                    + ", expected less than high_percent " + stretch.highPercent());
        }
        return problems;
    }

    private static boolean isBandPattern(String pattern) {
        try {
            return Pattern.compile(pattern).pattern().contains("(?<band>");
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void oneOf(List<String> problems, String key, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            problems.add("Invalid " + key + ": " + value + ", expected " + String.join(" or ", allowed));
        }
    }
}
