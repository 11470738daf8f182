package org.galaxyvae.pixel.morphology;

/**
 * How much an object differs from itself turned by 180 degrees: large for mergers, trails, blends and bright neighbors.
 *
 * <p>After Conselice (2003, ApJS 147, 1, equation 1), on the object's own segment:
 *
 * <pre>A = min over centers of ( sum |I - I180| - B ) / sum |I|,   B = n 2 s / sqrt(pi)</pre>
 *
 * I is the mean of the bands minus the background inside the segment and 0 outside; I180 is I turned about the center; n counts
 * the pixels where I or I180 lies in the segment; s is the sky's noise, and 2 s / sqrt(pi) the mean difference that two pixels
 * of pure Gaussian noise have, in place of Conselice's blank region, which a small crop need not have. The sum of I ignores its
 * sign. Centers are tried in half pixels around the frame's center, where the survey's astrometry has put the object.
 *
 * <p>Background, noise and segment are those of {@link Light}. All lengths are shares of the side.
 *
 * <p>Misleads: blind to symmetric oddities (rings, lost bands); an edge of the frame inside the segment counts as asymmetry.
 */
final class SegmentedAsymmetry {
    /** Mean difference of two pixels of pure noise, in standard deviations. */
    static final double NOISE_DIFFERENCE = 2 / Math.sqrt(Math.PI);

    private SegmentedAsymmetry() {}

    /**
     * The asymmetry: about 0 for a smooth galaxy, at most 2; 0 where nothing stands out of the background. Finite for every
     * image; negative where the border varies more than the object does.
     *
     * @param pixels row-major [row, column, channel], unsigned bytes, any number of channels
     * @param size the side, pixels
     */
    public static double of(byte[] pixels, int size) {
        int channels = pixels.length / (size * size);
        if (channels < 1 || pixels.length != size * size * channels) {
            throw new IllegalArgumentException(
                    "Invalid pixels: " + pixels.length + " bytes, expected a multiple of " + size + " x " + size);
        }
        return of(Light.of(Planes.of(pixels, size, channels).gray(), size));
    }

    static double of(Light image) {
        int size = image.size();
        int[] segment = image.segment();
        double[] light = new double[size * size];
        boolean[] inside = new boolean[light.length];
        double total = 0;
        for (int pixel : segment) {
            inside[pixel] = true;
            light[pixel] = image.above(pixel);
            total += Math.abs(light[pixel]);
        }
        if (total == 0) {
            return 0;
        }
        double noise = NOISE_DIFFERENCE * image.noise();
        int reach = Math.max(1, size / 32); // half pixels
        double least = Double.POSITIVE_INFINITY;
        for (int y = size - 1 - reach; y <= size - 1 + reach; y++) {
            for (int x = size - 1 - reach; x <= size - 1 + reach; x++) {
                least = Math.min(least, difference(segment, inside, light, size, x, y, noise));
            }
        }
        return least / total;
    }

    /** Turns about (x, y) / 2; a segment's pixel that falls outside the segment counts twice: here, and where it falls. */
    private static double difference(
            int[] segment, boolean[] inside, double[] light, int size, int x, int y, double noise) {
        double sum = 0;
        for (int pixel : segment) {
            int column = x - pixel % size;
            int row = y - pixel / size;
            int turned = row * size + column;
            if (column >= 0 && row >= 0 && column < size && row < size && inside[turned]) {
                sum += Math.abs(light[pixel] - light[turned]) - noise;
            } else {
                sum += 2 * (Math.abs(light[pixel]) - noise);
            }
        }
        return sum;
    }
}
