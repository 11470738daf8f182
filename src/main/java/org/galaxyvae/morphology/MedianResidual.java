package org.galaxyvae.morphology;

/**
 * What stands out of the 5 x 5 neighborhood: the image minus its separable median (Narendra 1981, IEEE PAMI 3, 20), the median
 * of five along the columns of the medians of five along the rows. Beyond the edge the image goes on as its last pixel.
 */
final class MedianResidual {
    private MedianResidual() {}

    /** Level minus median, one a pixel. */
    static int[] of(int[] image, int size) {
        int[] across = new int[image.length];
        int[] row = new int[size + 4];
        for (int y = 0; y < size; y++) {
            System.arraycopy(image, y * size, row, 2, size);
            row[0] = row[1] = row[2];
            row[size + 2] = row[size + 3] = row[size + 1];
            medians(row, 0, row, 1, row, 2, row, 3, row, 4, across, y * size, size);
        }
        int[] residual = new int[image.length];
        for (int y = 0; y < size; y++) {
            int far = Math.max(0, y - 2) * size;
            int near = Math.max(0, y - 1) * size;
            int next = Math.min(size - 1, y + 1) * size;
            int last = Math.min(size - 1, y + 2) * size;
            medians(across, far, across, near, across, y * size, across, next, across, last, residual, y * size, size);
        }
        for (int i = 0; i < residual.length; i++) {
            residual[i] = image[i] - residual[i];
        }
        return residual;
    }

    /** Minima and maxima only, so the loop vectorizes. */
    private static void medians(
            int[] a,
            int atA,
            int[] b,
            int atB,
            int[] c,
            int atC,
            int[] d,
            int atD,
            int[] e,
            int atE,
            int[] into,
            int at,
            int length) {
        for (int i = 0; i < length; i++) {
            int low = Math.max(Math.min(a[atA + i], b[atB + i]), Math.min(d[atD + i], e[atE + i]));
            int high = Math.min(Math.max(a[atA + i], b[atB + i]), Math.max(d[atD + i], e[atE + i]));
            int middle = c[atC + i];
            into[at + i] = Math.max(Math.min(low, high), Math.min(Math.max(low, high), middle));
        }
    }
}
