package org.galaxyvae.survey.fetch;

/**
 * Tells pictures of text from pictures of the sky.
 *
 * <p>Where SkyServer cannot make a cutout it sends a JPEG with white text on black and status 200. Text is bright or dark with little
 * between and has no color; a galaxy has far more pixels of medium brightness than bright ones, and bright ones with a color. On some
 * 4,500 real cutouts the nearest had 1.15 medium pixels for a bright one with 2 % of the bright ones gray, error pages below 0.6 with
 * all of them gray.
 */
final class ErrorPicture {
    private static final int DARK = 24;
    private static final int MEDIUM = 48;
    private static final int BRIGHT = 150;
    private static final int GRAY = 40;

    /** Pixels of a few letters. */
    private static final int FEWEST = 100;

    private static final int UNIFORM = 12;

    private ErrorPicture() {}

    /**
     * Whether the picture is light text on black.
     *
     * @param rgb one int a pixel, 0xRRGGBB
     */
    static boolean isText(int[] rgb) {
        int dark = 0;
        int medium = 0;
        int bright = 0;
        int gray = 0;
        for (int pixel : rgb) {
            int most = most(pixel);
            if (most <= DARK) {
                dark++;
            } else if (most > BRIGHT) {
                bright++;
                gray += most - least(pixel) <= GRAY ? 1 : 0;
            } else if (most > MEDIUM) {
                medium++;
            }
        }
        return dark >= 0.6 * rgb.length
                && bright >= FEWEST
                && bright <= 0.3 * rgb.length
                && medium <= 0.8 * bright
                && gray >= 0.9 * bright;
    }

    /** Whether the picture has one color all over, as outside of a survey's footprint. */
    static boolean isUniform(int[] rgb) {
        int[] low = {255, 255, 255};
        int[] high = {0, 0, 0};
        for (int pixel : rgb) {
            for (int band = 0; band < 3; band++) {
                int value = (pixel >> (8 * band)) & 0xFF;
                low[band] = Math.min(low[band], value);
                high[band] = Math.max(high[band], value);
            }
        }
        return high[0] - low[0] <= UNIFORM && high[1] - low[1] <= UNIFORM && high[2] - low[2] <= UNIFORM;
    }

    private static int most(int pixel) {
        return Math.max(pixel & 0xFF, Math.max((pixel >> 8) & 0xFF, (pixel >> 16) & 0xFF));
    }

    private static int least(int pixel) {
        return Math.min(pixel & 0xFF, Math.min((pixel >> 8) & 0xFF, (pixel >> 16) & 0xFF));
    }
}
