package org.galaxyvae.pixel.morphology;

/**
 * Smoothing by 1 4 6 4 1 both ways, sigma of one pixel; beyond the edge the image goes on as its last pixel. Whole numbers: a
 * turned or flipped image has exactly the turned or flipped result.
 */
final class BinomialBlur {
    /** The result's steps for each step of the image. */
    static final int SCALE = 256;

    private BinomialBlur() {}

    static int[] of(int[] image, int size) {
        int[] across = new int[image.length];
        int[] row = new int[size + 4];
        for (int y = 0; y < size; y++) {
            System.arraycopy(image, y * size, row, 2, size);
            row[0] = row[1] = row[2];
            row[size + 2] = row[size + 3] = row[size + 1];
            for (int x = 0; x < size; x++) {
                across[y * size + x] = row[x] + row[x + 4] + 4 * (row[x + 1] + row[x + 3]) + 6 * row[x + 2];
            }
        }
        int[] both = new int[image.length];
        for (int y = 0; y < size; y++) {
            int far = Math.max(0, y - 2) * size;
            int near = Math.max(0, y - 1) * size;
            int here = y * size;
            int next = Math.min(size - 1, y + 1) * size;
            int last = Math.min(size - 1, y + 2) * size;
            for (int x = 0; x < size; x++) {
                both[here + x] = across[far + x]
                        + across[last + x]
                        + 4 * (across[near + x] + across[next + x])
                        + 6 * across[here + x];
            }
        }
        return both;
    }
}
