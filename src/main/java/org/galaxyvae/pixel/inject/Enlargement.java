package org.galaxyvae.pixel.inject;

import java.util.Arrays;

/**
 * A prepared image as a picture of about {@link #ABOUT_PIXELS} pixels a side, and back by area-averaging.
 *
 * <p>Enlarging is the quadratic spline whose integral over each pixel is the pixel's value (histopolation: Schoenberg 1973,
 * as de Boor 1978, chapter VIII, uses it), so that averaging gives the image back but for rounding, and nothing in the
 * enlarged image is sharper than its pixels were. One tridiagonal system a line finds it, which is where iterated
 * back-projection would end.
 *
 * @param size side of the prepared image, pixels
 * @param factor whole number of fine pixels a pixel
 */
record Enlargement(int size, int factor) {
    static final int CHANNELS = 3;
    private static final int ABOUT_PIXELS = 256;

    static Enlargement of(int size) {
        return new Enlargement(size, Math.max(1, Math.round(ABOUT_PIXELS / (float) size)));
    }

    /** Side of the enlarged picture, pixels. */
    int side() {
        return size * factor;
    }

    /**
     * The enlarged bands.
     *
     * @param image uint8 [row, column, channel], size × size × 3
     * @return three planes, row-major, about 0 to 255: beside steep edges a little beyond
     */
    float[][] enlarge(byte[] image) {
        float[][] planes = new float[CHANNELS][];
        float[] narrow = new float[size * size];
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = image[i * CHANNELS + c] & 0xFF;
            }
            planes[c] = factor == 1 ? narrow.clone() : enlarged(narrow);
        }
        return planes;
    }

    /** Rows first, as the second step then runs along memory: the lines of an image's columns are whole rows. */
    private float[] enlarged(float[] plane) {
        float[] tall = lengthened(plane, size);
        int side = side();
        float[] turned = new float[tall.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < size; column++) {
                turned[column * side + row] = tall[row * size + column];
            }
        }
        float[] wide = lengthened(turned, side);
        float[] back = new float[wide.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                back[row * side + column] = wide[column * side + row];
            }
        }
        return back;
    }

    /**
     * Splines down the columns.
     *
     * @param plane {@code size} rows of {@code width}
     * @return {@code side} rows of {@code width}
     */
    private float[] lengthened(float[] plane, int width) {
        float[] knots = solved(plane, width);
        float[] fine = new float[side() * width];
        for (int part = 0; part < factor; part++) {
            double from = (double) part / factor;
            double to = (part + 1.0) / factor;
            // means over the part of the three quadratic B-splines that reach into the pixel
            float before = (float) (factor * (cube(1 - from) - cube(1 - to)) / 6);
            float after = (float) (factor * (cube(to) - cube(from)) / 6);
            float own = 1 - before - after;
            for (int row = 0; row < size; row++) {
                int up = Math.max(0, row - 1) * width;
                int here = row * width;
                int down = Math.min(size - 1, row + 1) * width;
                int into = (row * factor + part) * width;
                for (int x = 0; x < width; x++) {
                    fine[into + x] = before * knots[up + x] + own * knots[here + x] + after * knots[down + x];
                }
            }
        }
        return fine;
    }

    /** Thomas's algorithm for (knot before + 4 knot + knot after) / 6 = value, mirrored at both ends. */
    private float[] solved(float[] plane, int width) {
        float[] knots = new float[plane.length];
        float[] ratio = new float[size];
        for (int row = 0; row < size; row++) {
            float diagonal = row == 0 || row == size - 1 ? 5 : 4;
            float pivot = 1 / (diagonal - (row == 0 ? 0 : ratio[row - 1]));
            ratio[row] = pivot;
            int here = row * width;
            int up = Math.max(0, row - 1) * width;
            float previous = row == 0 ? 0 : 1;
            for (int x = 0; x < width; x++) {
                knots[here + x] = (6 * plane[here + x] - previous * knots[up + x]) * pivot;
            }
        }
        for (int row = size - 2; row >= 0; row--) {
            int here = row * width;
            for (int x = 0; x < width; x++) {
                knots[here + x] -= ratio[row] * knots[here + width + x];
            }
        }
        return knots;
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /**
     * The prepared image of an enlarged one.
     *
     * @param fine uint8 [row, column, channel], side × side × 3
     */
    byte[] average(byte[] fine) {
        byte[] image = new byte[size * size * CHANNELS];
        int[] sums = new int[size * CHANNELS];
        int area = factor * factor;
        int stride = side() * CHANNELS;
        for (int row = 0; row < size; row++) {
            Arrays.fill(sums, area / 2);
            for (int part = 0; part < factor; part++) {
                int at = (row * factor + part) * stride;
                for (int column = 0; column < size; column++) {
                    for (int k = 0; k < factor; k++) {
                        sums[column * CHANNELS] += fine[at++] & 0xFF;
                        sums[column * CHANNELS + 1] += fine[at++] & 0xFF;
                        sums[column * CHANNELS + 2] += fine[at++] & 0xFF;
                    }
                }
            }
            for (int i = 0; i < sums.length; i++) {
                image[row * sums.length + i] = (byte) (sums[i] / area);
            }
        }
        return image;
    }
}
