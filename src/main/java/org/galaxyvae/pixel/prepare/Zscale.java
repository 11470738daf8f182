package org.galaxyvae.pixel.prepare;

/**
 * The display range of IRAF's task {@code display}, its algorithm zscale (NOAO, help page of {@code images.tv.display}, "ZSCALE
 * ALGORITHM"): a straight line through the sorted pixels, I(i) = intercept + slope (i - midpoint), fitted with iterative rejection;
 * z1 = I(mid) + slope / contrast (1 - mid), z2 = I(mid) + slope / contrast (n - mid), never beyond the darkest and brightest
 * pixel, which stand where over half of the pixels were rejected. I(mid) is the median.
 */
final class Zscale {
    private static final int SAMPLES_MOST = 1000;
    private static final int ITERATIONS_MOST = 5;
    private static final double REJECTION_SIGMAS = 2.5;
    private static final double REJECTED_MOST = 0.5;
    private static final int FEWEST = 5;

    private Zscale() {}

    /** Black and white of sorted values. */
    static double[] of(double[] all, double contrast) {
        if (all.length == 0) {
            return new double[] {0, 0};
        }
        double[] sorted = sampled(all);
        int n = sorted.length;
        double[] range = {sorted[0], sorted[n - 1]};
        boolean[] rejected = new boolean[n];
        Line line = Line.through(sorted, rejected);
        int kept = n;
        for (int i = 0; i < ITERATIONS_MOST && n >= FEWEST; i++) {
            int before = kept;
            kept = reject(sorted, rejected, line);
            if (kept < Math.max(FEWEST, n * (1 - REJECTED_MOST))) {
                return range;
            }
            line = Line.through(sorted, rejected);
            if (kept == before) {
                break;
            }
        }
        double slope = contrast > 0 ? line.slope / contrast : line.slope;
        double median = Stretch.percentile(sorted, 50);
        double middle = (n - 1) / 2.0;
        return new double[] {
            Math.max(range[0], median - middle * slope), Math.min(range[1], median + (n - 1 - middle) * slope)
        };
    }

    private static double[] sampled(double[] sorted) {
        if (sorted.length <= SAMPLES_MOST) {
            return sorted;
        }
        double[] samples = new double[SAMPLES_MOST];
        for (int i = 0; i < SAMPLES_MOST; i++) {
            samples[i] = sorted[(int) ((long) i * (sorted.length - 1) / (SAMPLES_MOST - 1))];
        }
        return samples;
    }

    /** Rejects what is far from the line, and the neighbors of what is; how many stay. */
    private static int reject(double[] sorted, boolean[] rejected, Line line) {
        int n = sorted.length;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (!rejected[i]) {
                double residual = sorted[i] - line.at(i);
                squares += residual * residual;
                count++;
            }
        }
        double threshold = REJECTION_SIGMAS * Math.sqrt(squares / Math.max(1, count));
        int grow = Math.max(1, n / 100);
        boolean[] far = new boolean[n];
        for (int i = 0; i < n; i++) {
            far[i] = rejected[i] || Math.abs(sorted[i] - line.at(i)) > threshold;
        }
        int kept = 0;
        int nearest = -n; // the last one far, going up; then the same going down
        boolean[] next = far.clone();
        for (int i = 0; i < n; i++) {
            nearest = far[i] ? i : nearest;
            next[i] |= i - nearest < grow;
        }
        nearest = 2 * n;
        for (int i = n - 1; i >= 0; i--) {
            nearest = far[i] ? i : nearest;
            next[i] |= nearest - i < grow;
        }
        for (int i = 0; i < n; i++) {
            rejected[i] = next[i];
            kept += next[i] ? 0 : 1;
        }
        return kept;
    }

    /** value = intercept + slope × rank, the ranks from 0. */
    private record Line(double intercept, double slope) {
        /** Least squares through what is not rejected. */
        static Line through(double[] sorted, boolean[] rejected) {
            double count = 0;
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < sorted.length; i++) {
                if (!rejected[i]) {
                    count++;
                    sumX += i;
                    sumY += sorted[i];
                }
            }
            double meanX = sumX / Math.max(1, count);
            double meanY = sumY / Math.max(1, count);
            double xx = 0;
            double xy = 0;
            for (int i = 0; i < sorted.length; i++) {
                if (!rejected[i]) {
                    xx += (i - meanX) * (i - meanX);
                    xy += (i - meanX) * (sorted[i] - meanY);
                }
            }
            double slope = xx > 0 ? xy / xx : 0;
            return new Line(meanY - slope * meanX, slope);
        }

        double at(int rank) {
            return intercept + slope * rank;
        }
    }
}
