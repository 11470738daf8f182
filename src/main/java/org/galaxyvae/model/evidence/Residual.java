package org.galaxyvae.model.evidence;

import org.galaxyvae.pixel.maths.UnitLevels;

/**
 * What the network did not reproduce: image minus mean reconstruction.
 *
 * @param values [row, column, channel], in [-1, 1]
 */
public record Residual(int height, int width, int channels, float[] values) {
    private static final double HALF = 0.25;

    public Residual {
        if (values.length != height * width * channels) {
            throw new IllegalArgumentException("Invalid residual: " + values.length + " values, expected " + height
                    + " × " + width + " × " + channels);
        }
    }

    /**
     * Subtracts.
     *
     * @param pixels uint8, [row, column, channel]
     * @param reconstruction as many values in [0, 1]
     */
    public static Residual of(byte[] pixels, float[] reconstruction, int height, int width, int channels) {
        if (pixels.length != reconstruction.length) {
            throw new IllegalArgumentException(
                    "Invalid reconstruction: " + reconstruction.length + " values, expected " + pixels.length);
        }
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = UnitLevels.of(pixels[i]) - reconstruction[i];
        }
        return new Residual(height, width, channels, values);
    }

    /** IEEE 754 binary16, little-endian, [row, column, channel]. */
    public byte[] float16() {
        return Float16.bytes(values);
    }

    /**
     * Mean over the channels of each pixel in units of the noise, [row, column].
     *
     * @param noiseSigma standard deviation, one a channel, in the unit of the values
     */
    public double[] sigmas(double[] noiseSigma) {
        double[] sigmas = new double[height * width];
        for (int i = 0; i < values.length; i++) {
            sigmas[i / channels] += values[i] / noiseSigma[i % channels] / channels;
        }
        return sigmas;
    }

    /** Mean square over the channels of each pixel, [row, column]. */
    public double[] energy() {
        double[] energy = new double[height * width];
        for (int i = 0; i < values.length; i++) {
            energy[i / channels] += (double) values[i] * values[i] / channels;
        }
        return energy;
    }

    /**
     * Where the energy lies. Lengths are shares of the frame's side.
     *
     * @param row center of mass from the frame's center, down positive, in (-0.5, 0.5)
     * @param column the same, right positive
     * @param extent root mean square distance from that center; 0.41 where the energy is the same all over the frame
     * @param centralShare share of the energy in the central half of the side, a quarter of the frame; 0.25 where it is the
     *     same all over
     */
    public record Place(double row, double column, double extent, double centralShare) {
        /** How far the center of mass lies from the frame's center. */
        public double offset() {
            return Math.hypot(row, column);
        }
    }

    /** Where the energy lies; all 0 where there is none. */
    public Place place() {
        double[] energy = energy();
        double sum = 0;
        double rows = 0;
        double columns = 0;
        double squares = 0;
        double central = 0;
        for (int i = 0; i < energy.length; i++) {
            double row = (Math.floorDiv(i, width) + 0.5) / height - 0.5;
            double column = (i % width + 0.5) / width - 0.5;
            sum += energy[i];
            rows += energy[i] * row;
            columns += energy[i] * column;
            squares += energy[i] * (row * row + column * column);
            central += Math.abs(row) < HALF && Math.abs(column) < HALF ? energy[i] : 0;
        }
        if (!(sum > 0)) {
            return new Place(0, 0, 0, 0);
        }
        double row = rows / sum;
        double column = columns / sum;
        double variance = squares / sum - row * row - column * column;
        return new Place(row, column, Math.sqrt(Math.max(0, variance)), central / sum);
    }
}
