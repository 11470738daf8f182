package org.galaxyvae.pixel.morphology;

import java.util.Arrays;

/** The outermost pixels, which a loop over the whole image fills with what it met across the edge. */
final class Border {
    private Border() {}

    /** Sets the outermost rows and columns to 0. */
    static void clear(int[] image, int size, int width) {
        Arrays.fill(image, 0, width * size, 0);
        for (int y = width; y < size - width; y++) {
            Arrays.fill(image, y * size, y * size + width, 0);
            Arrays.fill(image, (y + 1) * size - width, (y + 1) * size, 0);
        }
        Arrays.fill(image, (size - width) * size, size * size, 0);
    }

    /** Gives the outermost rows and columns the values of those beside them. */
    static void repeat(int[] image, int size) {
        for (int y = 1; y < size - 1; y++) {
            image[y * size] = image[y * size + 1];
            image[(y + 1) * size - 1] = image[(y + 1) * size - 2];
        }
        System.arraycopy(image, size, image, 0, size);
        System.arraycopy(image, (size - 2) * size, image, (size - 1) * size, size);
    }
}
