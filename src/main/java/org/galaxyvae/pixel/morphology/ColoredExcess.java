package org.galaxyvae.pixel.morphology;

/** Where one band alone stands out of its neighborhood. */
final class ColoredExcess {
    private ColoredExcess() {}

    /**
     * The largest of the bands' residuals minus the second largest, none counting below 0, one a pixel; of one band the
     * residual itself. Residuals: {@link MedianResidual}.
     */
    static int[] of(Planes planes, Scratch scratch) {
        int size = planes.size();
        int[] first = new int[size * size];
        int[] second = new int[size * size];
        for (int[] band : planes.bands()) {
            int[] residual = MedianResidual.of(band, size, scratch);
            for (int i = 0; i < second.length; i++) {
                second[i] = Branchless.max(second[i], Branchless.min(first[i], residual[i]));
            }
            for (int i = 0; i < first.length; i++) {
                first[i] = Branchless.max(first[i], residual[i]);
            }
        }
        for (int i = 0; i < first.length; i++) {
            first[i] -= second[i];
        }
        return first;
    }
}
