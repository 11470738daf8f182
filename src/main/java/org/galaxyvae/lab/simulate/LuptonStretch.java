package org.galaxyvae.lab.simulate;

/**
 * The asinh stretch of Lupton et al. 2004 (PASP 116, 133), which keeps the color of bright sources.
 *
 * <p>With weighted bands g', r', i' and I their mean: f(I) = asinh(slope softening I) / softening, and each channel is
 * band' f(I) / I; a pixel with a channel above 1 is divided by its largest. f(I) / I is read from a table over the bits of
 * I, so that no transcendental function is called for a pixel.
 */
final class LuptonStretch {
    private static final int SHIFT = 14;
    private static final int LEAST = Float.floatToIntBits(0x1.0p-14F) >>> SHIFT;
    private static final int MOST = Float.floatToIntBits(0x1.0p14F) >>> SHIFT;

    /** The stretch of the survey's finding charts, fitted to them. Below the constants, which its table is built from. */
    static final LuptonStretch FINDING_CHART = new LuptonStretch(0.85, 5.0, 1.95, 1.27, 1.1);

    private final float gWeight;
    private final float rWeight;
    private final float iWeight;
    private final float slope;
    private final float[] table = new float[MOST - LEAST + 2];

    /**
     * @param slope brightness (0 to 1) a weighted nanomaggy has where the sky is dark
     * @param softening how soon the stretch turns from linear to logarithmic
     * @param gWeight weight of g, and so on: they set what is white
     */
    LuptonStretch(double slope, double softening, double gWeight, double rWeight, double iWeight) {
        if (!(slope > 0 && softening > 0)) {
            throw new IllegalArgumentException(
                    "Invalid stretch: slope " + slope + ", softening " + softening + ", expected both above 0");
        }
        this.slope = (float) slope;
        this.gWeight = (float) gWeight;
        this.rWeight = (float) rWeight;
        this.iWeight = (float) iWeight;
        for (int k = 0; k < table.length; k++) {
            double intensity = Float.intBitsToFloat((k + LEAST) << SHIFT);
            table[k] = (float) (asinh(slope * softening * intensity) / softening / intensity);
        }
    }

    /**
     * The picture of a frame.
     *
     * @return three planes red, green, blue (from i, r, g), row-major [row, column], 0 to 255
     */
    float[][] picture(FluxFrame frame) {
        float[] g = frame.plane(Band.G);
        float[] r = frame.plane(Band.R);
        float[] i = frame.plane(Band.I);
        float[][] picture = new float[3][g.length];
        for (int k = 0; k < g.length; k++) {
            float red = i[k] * iWeight;
            float green = r[k] * rWeight;
            float blue = g[k] * gWeight;
            float factor = factor((red + green + blue) / 3);
            red = Math.max(0, red * factor);
            green = Math.max(0, green * factor);
            blue = Math.max(0, blue * factor);
            float scale = 255 / Math.max(1, Math.max(red, Math.max(green, blue)));
            picture[0][k] = red * scale;
            picture[1][k] = green * scale;
            picture[2][k] = blue * scale;
        }
        return picture;
    }

    /** f(I) / I. */
    float factor(float intensity) {
        int bits = Float.floatToIntBits(intensity);
        int knot = (bits >>> SHIFT) - LEAST;
        if (intensity <= 0 || knot < 0) {
            return slope;
        }
        if (knot >= table.length - 1) {
            return table[table.length - 1] * Float.intBitsToFloat(MOST << SHIFT) / intensity;
        }
        float fraction = (bits & ((1 << SHIFT) - 1)) * (1.0F / (1 << SHIFT));
        return table[knot] + fraction * (table[knot + 1] - table[knot]);
    }

    private static double asinh(double x) {
        return StrictMath.log(x + Math.sqrt(x * x + 1));
    }
}
