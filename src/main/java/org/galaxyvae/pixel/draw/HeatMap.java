package org.galaxyvae.pixel.draw;

import java.util.Arrays;

/** Weights as colors: black where there is none, over red and yellow to white at the largest. */
public final class HeatMap {
    private HeatMap() {}

    /**
     * Colors each weight by its share of the largest.
     *
     * @param weights [row, column], not negative
     */
    public static Picture of(int height, int width, double[] weights) {
        double largest = Arrays.stream(weights).max().orElse(0);
        byte[] rgb = new byte[3 * weights.length];
        for (int i = 0; i < weights.length; i++) {
            double share = largest > 0 ? weights[i] / largest : 0;
            for (int channel = 0; channel < 3; channel++) {
                double level = Math.max(0, Math.min(1, 3 * share - channel));
                rgb[3 * i + channel] = (byte) Math.round(255 * level);
            }
        }
        return new Picture(height, width, rgb);
    }
}
