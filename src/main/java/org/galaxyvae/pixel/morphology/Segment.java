package org.galaxyvae.pixel.morphology;

import java.util.Arrays;

/** The connected bright pixels of an object. */
final class Segment {
    private Segment() {}

    /**
     * The pixels above the threshold that connect, by their sides, to the brightest pixel near the center.
     *
     * @param near how far from the center that pixel may be, pixels in each direction
     * @return indices into the image; empty where that pixel is not above the threshold
     */
    static int[] around(double[] image, int size, double threshold, int near) {
        int seed = size / 2 * size + size / 2;
        for (int y = size / 2 - near; y < size / 2 + near; y++) {
            for (int x = size / 2 - near; x < size / 2 + near; x++) {
                if (image[y * size + x] > image[seed]) {
                    seed = y * size + x;
                }
            }
        }
        if (image[seed] <= threshold) {
            return new int[0];
        }
        int[] found = new int[image.length];
        return Arrays.copyOf(found, flood(image, size, threshold, seed, new boolean[image.length], found));
    }

    /**
     * Finds the pixels above the threshold that connect, by their sides, to the first one.
     *
     * @param seen which pixels were found before; the new ones are added
     * @param found receives the pixels
     * @return their number
     */
    static int flood(double[] image, int size, double threshold, int first, boolean[] seen, int[] found) {
        int count = 0;
        found[count++] = first;
        seen[first] = true;
        for (int next = 0; next < count; next++) { // a queue: what was found is visited in turn
            int pixel = found[next];
            int x = pixel % size;
            for (int side = 0; side < 4; side++) {
                int neighbor = switch (side) {
                    case 0 -> x > 0 ? pixel - 1 : pixel;
                    case 1 -> x < size - 1 ? pixel + 1 : pixel;
                    case 2 -> pixel - size;
                    default -> pixel + size;
                };
                if (neighbor >= 0 && neighbor < image.length && !seen[neighbor] && image[neighbor] > threshold) {
                    seen[neighbor] = true;
                    found[count++] = neighbor;
                }
            }
        }
        return count;
    }
}
