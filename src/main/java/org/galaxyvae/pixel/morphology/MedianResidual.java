package org.galaxyvae.pixel.morphology;

/**
 * What stands out of the 5 x 5 neighborhood: the image minus its separable median (Narendra 1981, IEEE PAMI 3, 20), the median
 * of five along the columns of the medians of five along the rows. The two outermost rows and columns have no such
 * neighborhood, and the residual 0.
 */
final class MedianResidual {
    private MedianResidual() {}

    /** Level minus median, one a pixel; one of the scratch arrays. */
    static int[] of(int[] image, int size, Scratch scratch) {
        int[] medians = medians(medians(image, 1, scratch, 6), size, scratch, 7);
        int[] residual = scratch.array(6);
        for (int i = 0; i < residual.length; i++) {
            residual[i] = image[i] - medians[i];
        }
        Border.clear(residual, size, 2);
        return residual;
    }

    /** Medians of each value, the two before and the two after it. */
    private static int[] medians(int[] image, int stride, Scratch scratch, int into) {
        int[] a = scratch.neighbors(0, image, -2 * stride);
        int[] b = scratch.neighbors(1, image, -stride);
        int[] c = scratch.neighbors(2, image, stride);
        int[] d = scratch.neighbors(3, image, 2 * stride);
        int[] low = scratch.array(4);
        int[] high = scratch.array(5);
        int[] median = scratch.array(into);
        for (int i = 0; i < low.length; i++) {
            low[i] = Branchless.max(Branchless.min(a[i], b[i]), Branchless.min(c[i], d[i]));
        }
        for (int i = 0; i < high.length; i++) {
            high[i] = Branchless.min(Branchless.max(a[i], b[i]), Branchless.max(c[i], d[i]));
        }
        // the median of low, high and the pixel itself; low and high need not be in order
        for (int i = 0; i < median.length; i++) {
            median[i] = Branchless.min(Branchless.max(low[i], high[i]), image[i]);
        }
        for (int i = 0; i < median.length; i++) {
            median[i] = Branchless.max(Branchless.min(low[i], high[i]), median[i]);
        }
        return median;
    }
}
