package org.galaxyvae.show.report;

import java.util.Arrays;
import java.util.Locale;
import org.galaxyvae.pixel.morphology.QualityFlag;

/** What a quality flag says of an image. */
final class FlagWords {
    private FlagWords() {}

    /** In a few words; a name that is no flag stays as it is. */
    static String of(String label) {
        return Arrays.stream(QualityFlag.values())
                .filter(flag -> flag.name().toLowerCase(Locale.ROOT).equals(label))
                .findFirst()
                .map(FlagWords::of)
                .orElse(label);
    }

    private static String of(QualityFlag flag) {
        return switch (flag) {
            case EMPTY -> "nothing to see";
            case INVALID -> "pixels without a value";
            case SATURATED -> "burnt out, as by a bright star";
            case MISSING -> "a part of the frame is missing";
            case OFF_CENTER -> "off center";
            case CROWDED -> "crowded field";
            case LOST_BAND -> "a band is dark";
            case GRAY -> "no color";
            case DUPLICATE -> "another object has the same pixels";
            case GRAPHICS -> "drawn or text, no photograph";
            case TRAIL -> "a straight trail in one band";
            case HOT_PIXELS -> "hot pixels";
            case COLORED_PIXELS -> "hot pixels in one band";
        };
    }
}
