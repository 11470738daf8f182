package org.galaxyvae.image;

import java.util.Arrays;

/**
 * The background of a picture.
 *
 * @param level its median
 * @param deviation the median absolute deviation from it
 */
record Sky(double level, double deviation) {
    /** Of the pixels less than {@code width} from the edge. */
    static Sky ofBorder(double[] image, int size, int width) {
        double[] border = new double[size * size];
        int count = 0;
        for (int y = 0; y < size; y++) {
            boolean whole = y < width || y >= size - width;
            for (int x = 0; x < size; x++) {
                if (whole || x < width || x >= size - width) {
                    border[count++] = image[y * size + x];
                }
            }
        }
        border = Arrays.copyOf(border, count);
        double level = median(border);
        for (int i = 0; i < count; i++) {
            border[i] = Math.abs(border[i] - level);
        }
        return new Sky(level, median(border));
    }

    /** Sorts the values. */
    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
