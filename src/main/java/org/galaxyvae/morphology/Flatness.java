package org.galaxyvae.morphology;

/**
 * Where an image has no grain at all, as only what was drawn or filled in has.
 *
 * <p>A pixel is flat where the levels of its 3 x 3 neighborhood span at most 2 in every band, and sharp where they span at least
 * 96 in one; the outermost pixels are looked at with the neighbors they have.
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

    static Flatness of(Planes planes) {
        int size = planes.size();
        int[] span = new int[size * size];
        for (int[] band : planes.bands()) {
            widen(span, band, size);
        }
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
    private static void widen(int[] span, int[] band, int size) {
        int[] low = new int[band.length];
        int[] high = new int[band.length];
        for (int y = 0; y < size; y++) {
            int above = Math.max(0, y - 1) * size;
            int here = y * size;
            int below = Math.min(size - 1, y + 1) * size;
            for (int x = 0; x < size; x++) {
                low[here + x] = Math.min(Math.min(band[above + x], band[here + x]), band[below + x]);
            }
            for (int x = 0; x < size; x++) {
                high[here + x] = Math.max(Math.max(band[above + x], band[here + x]), band[below + x]);
            }
        }
        for (int y = 0; y < size; y++) {
            int at = y * size;
            int last = at + size - 1;
            span[at] = Math.max(span[at], Math.max(high[at], high[at + 1]) - Math.min(low[at], low[at + 1]));
            for (int i = at + 1; i < last; i++) {
                int most = Math.max(Math.max(high[i - 1], high[i]), high[i + 1]);
                int least = Math.min(Math.min(low[i - 1], low[i]), low[i + 1]);
                span[i] = Math.max(span[i], most - least);
            }
            span[last] =
                    Math.max(span[last], Math.max(high[last - 1], high[last]) - Math.min(low[last - 1], low[last]));
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
