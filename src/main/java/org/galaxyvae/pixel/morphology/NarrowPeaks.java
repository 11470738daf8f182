package org.galaxyvae.pixel.morphology;

/**
 * Pixels sharper than any light that came through a telescope: by how much each exceeds the third brightest of its eight
 * neighbors. A star is wider than that; a hot pixel with one or two hot neighbors is not. After the idea of telling cosmic rays
 * by their edges (van Dokkum 2001, PASP 113, 1420). The frame's outermost pixels do not count.
 *
 * @param hot mean of the three largest excesses in any band
 * @param colored mean of the three largest differences between a pixel's largest excess and that of its next band; of one
 *     band the same as hot
 */
record NarrowPeaks(double hot, double colored) {
    private static final int COUNTED = 3;

    static NarrowPeaks of(Planes planes, Scratch scratch) {
        int[] first = new int[planes.sum().length];
        int[] second = new int[first.length];
        for (int[] band : planes.bands()) {
            int[] excess = excess(band, planes.size(), scratch);
            for (int i = 0; i < second.length; i++) {
                second[i] = Branchless.max(second[i], Branchless.min(first[i], excess[i]));
            }
            for (int i = 0; i < first.length; i++) {
                first[i] = Branchless.max(first[i], excess[i]);
            }
        }
        double hot = meanOfLargest(first);
        for (int i = 0; i < first.length; i++) {
            first[i] -= second[i];
        }
        return new NarrowPeaks(hot, meanOfLargest(first));
    }

    /** Level minus the third of the neighbors; each row's triples are sorted once. One of the scratch arrays. */
    private static int[] excess(int[] band, int size, Scratch scratch) {
        int[] left = scratch.neighbors(0, band, -1);
        int[] right = scratch.neighbors(1, band, 1);
        int[] high = scratch.array(2);
        int[] middle = scratch.array(3);
        int[] low = scratch.array(4);
        for (int i = 0; i < high.length; i++) {
            high[i] = Branchless.max(Branchless.max(left[i], band[i]), right[i]);
        }
        for (int i = 0; i < low.length; i++) {
            low[i] = Branchless.min(Branchless.min(left[i], band[i]), right[i]);
        }
        for (int i = 0; i < middle.length; i++) {
            middle[i] = left[i] + band[i] + right[i] - high[i] - low[i];
        }
        int[] highAbove = scratch.neighbors(5, high, -size);
        int[] highBelow = scratch.neighbors(6, high, size);
        int[] middleAbove = scratch.neighbors(7, middle, -size);
        int[] middleBelow = scratch.neighbors(8, middle, size);
        int[] lowAbove = scratch.neighbors(9, low, -size);
        int[] lowBelow = scratch.neighbors(10, low, size);
        int[] second = scratch.array(11); // of the six above and below
        int[] third = scratch.array(12);
        for (int i = 0; i < second.length; i++) {
            second[i] = Branchless.max(
                    Branchless.min(highAbove[i], highBelow[i]), Branchless.max(middleAbove[i], middleBelow[i]));
        }
        for (int i = 0; i < third.length; i++) {
            third[i] = Branchless.max(
                    Branchless.min(middleAbove[i], highBelow[i]), Branchless.min(highAbove[i], middleBelow[i]));
        }
        for (int i = 0; i < third.length; i++) {
            third[i] = Branchless.max(third[i], Branchless.max(lowAbove[i], lowBelow[i]));
        }
        // the two beside make the second or the first of the six the third of all
        for (int i = 0; i < third.length; i++) {
            third[i] = Branchless.max(third[i], Branchless.min(second[i], Branchless.max(left[i], right[i])));
        }
        for (int i = 0; i < second.length; i++) {
            second[i] = Branchless.min(Branchless.max(highAbove[i], highBelow[i]), Branchless.min(left[i], right[i]));
        }
        for (int i = 0; i < third.length; i++) {
            third[i] = band[i] - Branchless.max(third[i], second[i]);
        }
        Border.clear(third, size, 1);
        return third;
    }

    private static double meanOfLargest(int[] excesses) {
        int[] largest = new int[COUNTED]; // in rising order
        for (int excess : excesses) {
            if (excess > largest[0]) {
                int at = 0;
                while (at + 1 < COUNTED && excess > largest[at + 1]) {
                    largest[at] = largest[at + 1];
                    at++;
                }
                largest[at] = excess;
            }
        }
        double sum = 0;
        for (int excess : largest) {
            sum += excess;
        }
        return sum / COUNTED;
    }
}
