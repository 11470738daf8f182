package org.galaxyvae.pixel.draw;

/**
 * Signed values as colors: white where they are 0, over blue to dark blue where they are below, over red to dark red above
 * (ColorBrewer's RdBu, which the color-blind tell apart).
 */
public final class SignedMap {
    /** From the lowest to the highest, at equal distances. */
    private static final int[][] STOPS = {
        {5, 48, 97},
        {33, 102, 172},
        {67, 147, 195},
        {146, 197, 222},
        {209, 229, 240},
        {247, 247, 247},
        {253, 219, 199},
        {244, 165, 130},
        {214, 96, 77},
        {178, 24, 43},
        {103, 0, 31}
    };

    private SignedMap() {}

    /**
     * Colors each value.
     *
     * @param values [row, column]
     * @param limit positive; values beyond it or its negative have the last color
     */
    public static Picture of(int height, int width, double[] values, double limit) {
        byte[] rgb = new byte[3 * values.length];
        for (int i = 0; i < values.length; i++) {
            double place = (STOPS.length - 1) * (Math.max(-1, Math.min(1, values[i] / limit)) + 1) / 2;
            int below = Math.min(STOPS.length - 2, (int) place);
            for (int channel = 0; channel < 3; channel++) {
                double level =
                        STOPS[below][channel] + (place - below) * (STOPS[below + 1][channel] - STOPS[below][channel]);
                rgb[3 * i + channel] = (byte) Math.round(level);
            }
        }
        return new Picture(height, width, rgb);
    }

    /** The scale as a CSS gradient from left, the lowest, to right. */
    public static String cssGradient() {
        StringBuilder gradient = new StringBuilder("linear-gradient(to right");
        for (int[] stop : STOPS) {
            gradient.append(", rgb(")
                    .append(stop[0])
                    .append(' ')
                    .append(stop[1])
                    .append(' ')
                    .append(stop[2])
                    .append(')');
        }
        return gradient.append(')').toString();
    }
}
