package org.galaxyvae.pixel.morphology;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.SortedValues;

/**
 * The background of a picture, by the median and the median absolute deviation of its border.
 *
 * @param level its median
 * @param deviation the median absolute deviation from it
 */
public record Sky(double level, double deviation) {
    /** Of the pixels less than {@code width} from the edge. */
    public static Sky ofBorder(double[] image, int size, int width) {
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
        double level = SortedValues.median(border);
        for (int i = 0; i < count; i++) {
            border[i] = Math.abs(border[i] - level);
        }
        return new Sky(level, SortedValues.median(border));
    }

    /** The median of the pixels less than {@code width} from the edge; of levels from 0 to 255. */
    static double levelOfBorder(int[] band, int size, int width) {
        int[] count = new int[256];
        for (int y = 0; y < size; y++) {
            boolean whole = y < width || y >= size - width;
            for (int x = 0; x < size; x++) {
                if (whole || x < width || x >= size - width) {
                    count[band[y * size + x]]++;
                }
            }
        }
        int pixels = Arrays.stream(count).sum();
        return (ranked(count, (pixels - 1) / 2) + ranked(count, pixels / 2)) / 2.0;
    }

    private static int ranked(int[] count, int rank) {
        int level = 0;
        for (int below = count[0]; below <= rank; below += count[level]) {
            level++;
        }
        return level;
    }
}
