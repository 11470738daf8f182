package org.galaxyvae.pixel.prepare;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.galaxyvae.pixel.format.Bands;
import org.galaxyvae.pixel.maths.SortedValues;

/**
 * From light to what is looked at: x = (light - black) / (white - black) band by band, then a function with f(0) = 0 and f(1) = 1.
 *
 * @param function its shape
 * @param range how black and white are found
 * @param black light that becomes 0, where the range is fixed
 * @param white light that becomes 255, where the range is fixed
 * @param lowPercent percentile that becomes 0, where the range is percentiles
 * @param highPercent percentile that becomes 255, where the range is percentiles or the sky's
 * @param zscaleContrast of the zscale range
 * @param softening Q: how far from linear; where the range is the sky's, Q for a white of 20 deviations, and in proportion more
 *     where white is further away, so that the noise looks alike below faint and bright objects
 */
public record Stretch(
        Function function,
        Range range,
        double black,
        double white,
        double lowPercent,
        double highPercent,
        double zscaleContrast,
        double softening)
        implements Serializable {
    /** Above the sky in its deviations: less is all noise. */
    private static final double FAINTEST_WHITE = 20;

    /** Below the sky in its deviations: some of the noise is seen, as dark gray. */
    private static final double BLACK_BELOW_SKY = 0.5;

    private static final double CLIPPED_SIGMAS = 3;

    /** Good pictures of most surveys' galaxies, whatever their unit. */
    public static final Stretch DEFAULT = new Stretch(Function.LUPTON, Range.SKY, 0, 1, 1, 99.7, 0.25, 5);

    /** The shape. */
    public enum Function {
        /** f(x) = x. */
        LINEAR,
        /** f(x) = log(1 + Q x) / log(1 + Q). */
        LOG,
        /** f(x) = asinh(Q x) / asinh(Q). */
        ASINH,
        /**
         * Three bands by the asinh of their mean, so that colors stay what they are (Lupton et al. 2004, PASP 116, 133, eqs. 1 to 3);
         * other numbers of bands each by asinh.
         */
        LUPTON
    }

    /** How black and white are found. */
    public enum Range {
        /** Given. */
        FIXED,
        /** Percentiles of each band. */
        PERCENTILE,
        /** {@link Zscale} of each band. */
        ZSCALE,
        /**
         * Each band in deviations of its sky, from a little below it to the geometric mean of what the band itself and the band that
         * stands out most reach at a percentile. By their own reach alone all objects would be white, by a common one most green, since
         * that band is the deepest of most surveys.
         */
        SKY
    }

    /**
     * Black and white of each channel.
     *
     * @param softening Q between them
     */
    record Limits(double[] black, double[] white, double softening) {}

    /**
     * Black and white for some cells.
     *
     * @param light as [cell, channel], NaN where there is none
     */
    Limits limits(double[] light, int channels) {
        double[] blacks = new double[channels];
        double[] whites = new double[channels];
        if (range == Range.SKY) {
            return ofSky(light, blacks, whites);
        }
        for (int channel = 0; channel < channels; channel++) {
            double[] sorted = sorted(light, channels, channel);
            double[] zscale = range == Range.ZSCALE ? Zscale.of(sorted, zscaleContrast) : new double[] {black, white};
            boolean percent = range == Range.PERCENTILE;
            blacks[channel] = percent ? percentile(sorted, lowPercent) : zscale[0];
            whites[channel] = percent ? percentile(sorted, highPercent) : zscale[1];
        }
        return new Limits(blacks, whites, softening);
    }

    private Limits ofSky(double[] light, double[] blacks, double[] whites) {
        int channels = blacks.length;
        double[] deviations = new double[channels];
        double[] reaches = new double[channels];
        double reach = FAINTEST_WHITE;
        for (int channel = 0; channel < channels; channel++) {
            double[] sorted = sorted(light, channels, channel);
            double[] sky = CentralSource.clipped(sorted, CLIPPED_SIGMAS);
            double above = percentile(sorted, highPercent) - sky[0];
            blacks[channel] = sky[0];
            deviations[channel] =
                    sky[1] > 0 ? sky[1] : above / FAINTEST_WHITE; // a sky without noise was masked or made
            reaches[channel] = sky[1] > 0 ? Math.max(FAINTEST_WHITE, above / sky[1]) : FAINTEST_WHITE;
            reach = Math.max(reach, reaches[channel]);
        }
        for (int channel = 0; channel < channels; channel++) {
            whites[channel] = blacks[channel] + Math.sqrt(reach * reaches[channel]) * deviations[channel];
            blacks[channel] -= BLACK_BELOW_SKY * deviations[channel];
        }
        return new Limits(blacks, whites, softening * reach / FAINTEST_WHITE);
    }

    private static double[] sorted(double[] light, int channels, int channel) {
        double[] values = new double[light.length / channels];
        int count = 0;
        for (int i = channel; i < light.length; i += channels) {
            if (!Double.isNaN(light[i])) {
                values[count++] = light[i];
            }
        }
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Linear between the two nearest ranks; 0 of nothing. */
    static double percentile(double[] sorted, double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        return SortedValues.quantile(sorted, percent / 100);
    }

    /** Cells as unsigned bytes; NaN is black. */
    byte[] levels(double[] light, Limits limits, Bands bands) {
        int channels = bands.count();
        byte[] levels = new byte[light.length];
        double[] x = new double[channels];
        for (int cell = 0; cell < light.length; cell += channels) {
            for (int c = 0; c < channels; c++) {
                double span = limits.white[c] - limits.black[c];
                double value = span > 0 ? (light[cell + c] - limits.black[c]) / span : 0;
                x[c] = Double.isNaN(value) ? 0 : bands.weight(c) * value;
            }
            if (function == Function.LUPTON && channels == 3) {
                lupton(x, limits.softening);
            } else {
                for (int c = 0; c < channels; c++) {
                    x[c] = curve(x[c], limits.softening);
                }
            }
            for (int c = 0; c < channels; c++) {
                levels[cell + c] = (byte) (int) Math.floor(255 * Math.max(0, Math.min(1, x[c])) + 0.5);
            }
        }
        return levels;
    }

    /** All by the factor f(I) / I of their mean I; where one exceeds 1 all by its inverse, since clipping would change the color. */
    private void lupton(double[] x, double q) {
        double mean = (x[0] + x[1] + x[2]) / 3;
        double factor = mean > 0 ? curve(mean, q) / mean : 0;
        double largest = Math.max(x[0], Math.max(x[1], x[2])) * factor;
        for (int c = 0; c < 3; c++) {
            x[c] *= largest > 1 ? factor / largest : factor;
        }
    }

    private double curve(double x, double q) {
        if (x <= 0) {
            return 0;
        }
        return switch (function) {
            case LINEAR -> x;
            case LOG -> StrictMath.log1p(q * x) / StrictMath.log1p(q);
            case ASINH, LUPTON -> asinh(q * x) / asinh(q);
        };
    }

    private static double asinh(double x) {
        return StrictMath.log(x + StrictMath.sqrt(x * x + 1));
    }

    /** For the preparation's id: everything that changes a pixel. */
    String id() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%s,%s,%s,%s",
                function,
                range,
                black,
                white,
                lowPercent,
                highPercent,
                zscaleContrast,
                softening);
    }
}
