package org.galaxyvae.pixel.morphology;

/**
 * Where an image has no grain at all, as only what was drawn or filled in has.
 *
 * <p>A pixel is flat where the levels of its 3 x 3 neighborhood span at most 2 in every band, and sharp where they span at least
 * 96 in one; the outermost pixels count as those beside them.
 *
 * @param graphics share of flat pixels, times the share of sharp ones among the others: text on a page has both, and no
 *     galaxy has either, or the other, alone
 * @param blankEdge widest run of rows or columns from an edge of the frame, of which nine tenths are flat and equally
 *     bright, as a share of the side; 0 where that is the whole frame
 */
record Flatness(double graphics, double blankEdge) {
    private static final int FLAT_SPAN = 2;
    private static final int SHARP_SPAN = 96;
    private static final double BLANK = 0.9;

    static Flatness of(Planes planes, Scratch scratch) {
        int size = planes.size();
        int[] span = new int[size * size];
        for (int[] band : planes.bands()) {
            widen(span, band, size, scratch);
        }
        Border.repeat(span, size);
        int flat = 0;
        int sharp = 0;
        int[] rows = new int[size];
        int[] columns = new int[size];
        for (int y = 0; y < size; y++) {
            int row = 0;
            for (int x = 0; x < size; x++) {
                int here = span[y * size + x];
                int one = here <= FLAT_SPAN ? 1 : 0;
                row += one;
                columns[x] += one;
                sharp += here >= SHARP_SPAN ? 1 : 0;
            }
            rows[y] = row;
            flat += row;
        }
        double others = span.length - flat;
        double graphics = others == 0 ? 0 : flat / (double) span.length * sharp / others;
        return new Flatness(graphics, Math.max(blank(rows), blank(columns)));
    }

    /** Raises each span to that of the band's 3 x 3 neighborhood. */
    private static void widen(int[] span, int[] band, int size, Scratch scratch) {
        int[] above = scratch.neighbors(0, band, -size);
        int[] below = scratch.neighbors(1, band, size);
        int[] low = scratch.array(2);
        int[] high = scratch.array(3);
        for (int i = 0; i < low.length; i++) {
            low[i] = Branchless.min(Branchless.min(above[i], band[i]), below[i]);
        }
        for (int i = 0; i < high.length; i++) {
            high[i] = Branchless.max(Branchless.max(above[i], band[i]), below[i]);
        }
        int[] lowLeft = scratch.neighbors(4, low, -1);
        int[] lowRight = scratch.neighbors(5, low, 1);
        int[] highLeft = scratch.neighbors(6, high, -1);
        int[] highRight = scratch.neighbors(7, high, 1);
        int[] most = scratch.array(8);
        int[] least = scratch.array(9);
        for (int i = 0; i < most.length; i++) {
            most[i] = Branchless.max(Branchless.max(highLeft[i], high[i]), highRight[i]);
        }
        for (int i = 0; i < least.length; i++) {
            least[i] = Branchless.min(Branchless.min(lowLeft[i], low[i]), lowRight[i]);
        }
        for (int i = 0; i < span.length; i++) {
            span[i] = Branchless.max(span[i], most[i] - least[i]);
        }
    }

    private static double blank(int[] flat) {
        int size = flat.length;
        int first = 0;
        while (first < size && flat[first] >= BLANK * size) {
            first++;
        }
        int last = 0;
        while (last < size && flat[size - 1 - last] >= BLANK * size) {
            last++;
        }
        return first == size ? 0 : Math.max(first, last) / (double) size;
    }
}
