package org.galaxyvae.lab.simulate;

/**
 * Resamples a square plane to another grid about the same center: Catmull-Rom where the new grid is finer, which keeps the
 * native noise and makes it smooth, and the same filter widened where it is coarser, which averages.
 */
final class Resampling {
    private final int fromSize;
    private final int toSize;
    private final int taps;
    private final int[] first;
    private final float[] weights;

    /**
     * @param fromSize side of the source, pixels
     * @param toSize side of the result, pixels
     * @param step source pixels a result pixel covers
     */
    Resampling(int fromSize, int toSize, double step) {
        if (fromSize < 1 || toSize < 1 || !(step > 0)) {
            throw new IllegalArgumentException("Invalid resampling: " + fromSize + " to " + toSize + " pixels by "
                    + step + ", expected all above 0");
        }
        this.fromSize = fromSize;
        this.toSize = toSize;
        double width = Math.max(1, step);
        this.taps = (int) Math.ceil(4 * width);
        this.first = new int[toSize];
        this.weights = new float[toSize * taps];
        for (int k = 0; k < toSize; k++) {
            double place = (k + 0.5 - toSize / 2.0) * step + fromSize / 2.0 - 0.5;
            first[k] = (int) Math.floor(place - 2 * width) + 1;
            double sum = 0;
            for (int t = 0; t < taps; t++) {
                sum += catmullRom((first[k] + t - place) / width);
            }
            for (int t = 0; t < taps; t++) {
                weights[k * taps + t] = (float) (catmullRom((first[k] + t - place) / width) / sum);
            }
        }
    }

    /** The resampled plane, row-major [row, column]; beyond its edge the source repeats its last pixel. */
    float[] of(float[] plane) {
        float[] wide = new float[fromSize * toSize];
        for (int y = 0; y < fromSize; y++) {
            for (int k = 0; k < toSize; k++) {
                float sum = 0;
                for (int t = 0; t < taps; t++) {
                    sum += weights[k * taps + t] * plane[y * fromSize + clamp(first[k] + t)];
                }
                wide[y * toSize + k] = sum;
            }
        }
        float[] result = new float[toSize * toSize];
        for (int k = 0; k < toSize; k++) {
            for (int t = 0; t < taps; t++) {
                float weight = weights[k * taps + t];
                int source = clamp(first[k] + t) * toSize;
                int target = k * toSize;
                for (int x = 0; x < toSize; x++) {
                    result[target + x] += weight * wide[source + x];
                }
            }
        }
        return result;
    }

    private int clamp(int k) {
        return Math.min(fromSize - 1, Math.max(0, k));
    }

    private static double catmullRom(double t) {
        double a = Math.abs(t);
        if (a >= 2) {
            return 0;
        }
        return a < 1 ? (1.5 * a - 2.5) * a * a + 1 : ((-0.5 * a + 2.5) * a - 4) * a + 2;
    }
}
