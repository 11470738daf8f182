package org.galaxyvae.pixel.morphology;

/**
 * Whether there is one object, and in the middle. Looked at on a frame of at most 64 to 127 pixels: coarser frames have less noise.
 *
 * @param offset distance from the frame's center to the summit that the light rises to from there, as a share of the side; where
 *     that summit does not stand out, to that of the brightest pixel less than an eighth of the side away; else to the
 *     frame's brightest; 1 where nothing stands out
 * @param sources number of separate sources, {@link Sources}
 */
record Centering(double offset, int sources) {
    private static final int COARSE = 64;

    /** Steps of the ascent, pixels each way: small dips of noise are stepped over. */
    private static final int STRIDE = 2;

    static Centering of(Planes planes) {
        int factor = Math.max(1, planes.size() / COARSE);
        int size = planes.size() / factor;
        Light light = Light.of(coarse(planes, size, factor), size);
        int middle = size / 2 * size + size / 2;
        for (int start : new int[] {
            middle, brightest(light.smooth(), size, middle, size / 8), brightest(light.smooth(), size, middle, size)
        }) {
            int summit = summit(light.smooth(), size, start);
            if (light.smooth()[summit] > light.threshold()) {
                double x = summit % size - (size - 1) / 2.0;
                double y = Math.floorDiv(summit, size) - (size - 1) / 2.0;
                return new Centering(Math.hypot(x, y) / size, Sources.count(light));
            }
        }
        return new Centering(1, 0);
    }

    private static int summit(double[] image, int size, int start) {
        int here = start;
        int next = brightest(image, size, here, STRIDE);
        while (image[next] > image[here]) {
            here = next;
            next = brightest(image, size, here, STRIDE);
        }
        return here;
    }

    /** The brightest pixel at most so far from the middle, in each direction. */
    private static int brightest(double[] image, int size, int middle, int reach) {
        int found = middle;
        int row = Math.floorDiv(middle, size);
        int column = middle % size;
        for (int y = Math.max(0, row - reach); y <= Math.min(size - 1, row + reach); y++) {
            for (int x = Math.max(0, column - reach); x <= Math.min(size - 1, column + reach); x++) {
                if (image[y * size + x] > image[found]) {
                    found = y * size + x;
                }
            }
        }
        return found;
    }

    /** The gray image, factor x factor pixels averaged to one; what is left over at the far edges is not looked at. */
    private static double[] coarse(Planes planes, int size, int factor) {
        int[] sum = planes.sum();
        double[] gray = new double[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int cell = 0;
                for (int row = y * factor; row < (y + 1) * factor; row++) {
                    for (int column = x * factor; column < (x + 1) * factor; column++) {
                        cell += sum[row * planes.size() + column];
                    }
                }
                gray[y * size + x] = cell / (double) (planes.channels() * factor * factor);
            }
        }
        return gray;
    }
}
