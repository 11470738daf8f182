package org.galaxyvae.pixel.inject;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * What goes wrong between the sky and the file. Lengths are shares of the frame's side; where things are does not depend on
 * the strength.
 */
final class InjectedFaults {
    private static final int CHANNELS = Enlargement.CHANNELS;

    private final float[][] planes;
    private final int side;
    private final InjectionStrength strength;
    private final CounterRandom random;

    /**
     * @param planes stretched, three of side × side; changed
     */
    InjectedFaults(float[][] planes, int side, InjectionStrength strength, CounterRandom random) {
        this.planes = planes;
        this.side = side;
        this.strength = strength;
        this.random = random;
    }

    /**
     * A line in one band, since the bands are exposed one after the other; half of them begin inside the frame, where the
     * exposure did.
     */
    void trail(InjectedLight light) {
        double sigma = side * random.between(0.008, 0.02);
        int band = random.nextInt(CHANNELS);
        double angle = random.between(0, 2 * Math.PI);
        double offset = side * random.between(-0.2, 0.2);
        double begin = random.nextInt(2) == 0 ? -side : side * random.between(-0.35, 0);
        double peak = strength.of(22, 90, 1200);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double middle = (side - 1) / 2.0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double along = (column - middle) * cos + (row - middle) * sin - begin;
                double across = (row - middle) * cos - (column - middle) * sin - offset;
                if (Math.abs(across) < 4 * sigma && along > -4 * sigma) {
                    double end = along < 0 ? InjectedLight.bell(along, sigma) : 1;
                    light.add(row, column, band, peak * end * InjectedLight.bell(across, sigma));
                }
            }
        }
    }

    /** Hits and tracks about as wide as the camera's pixel, of which the middle of a cutout holds 80 to 170 a side. */
    void cosmicRays(InjectedLight light) {
        double pixel = side / random.between(80, 170);
        int count = (int) strength.of(3, 6, 14);
        double peak = strength.of(180, 450, 2500);
        for (int k = 0; k < count; k++) {
            double x = side * random.between(0.08, 0.92);
            double y = side * random.between(0.08, 0.92);
            double angle = random.between(0, 2 * Math.PI);
            double length = random.nextDouble();
            int band = random.nextInt(CHANNELS);
            double[] color = new double[CHANNELS];
            color[band] = peak * random.between(0.4, 1);
            // most come nearly upright into the chip and leave a short track
            int steps = 1 + (int) (length * length * length * strength.of(6, 12, 24));
            for (int step = 0; step < steps; step++) {
                light.spot(
                        x + step * pixel * StrictMath.cos(angle),
                        y + step * pixel * StrictMath.sin(angle),
                        Math.max(0.4, 0.5 * pixel),
                        color);
            }
        }
    }

    /**
     * Weak and medium: one band misses the others by a little; strong: green is exchanged with the band that differs more from
     * it. Red and blue exchanged would look like another galaxy; green or magenta ones there are none.
     */
    void channels() {
        if (strength == InjectionStrength.STRONG) {
            int with = difference(planes[1], planes[0]) > difference(planes[1], planes[2]) ? 0 : 2;
            float[] green = planes[1];
            planes[1] = planes[with];
            planes[with] = green;
            return;
        }
        int band = random.nextInt(CHANNELS);
        double angle = random.between(0, 2 * Math.PI);
        double distance = side * strength.of(0.012, 0.035, 0);
        planes[band] = shifted(planes[band], distance * StrictMath.cos(angle), distance * StrictMath.sin(angle));
    }

    private static double difference(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum;
    }

    /** Bilinear; the edge's pixels go on beyond it. */
    private float[] shifted(float[] plane, double right, double down) {
        float[] shifted = new float[plane.length];
        int wholeX = (int) Math.floor(right);
        int wholeY = (int) Math.floor(down);
        float x = (float) (right - wholeX);
        float y = (float) (down - wholeY);
        for (int row = 0; row < side; row++) {
            int near = inside(row - wholeY) * side;
            int far = inside(row - wholeY - 1) * side;
            for (int column = 0; column < side; column++) {
                int here = inside(column - wholeX);
                int left = inside(column - wholeX - 1);
                shifted[row * side + column] = (1 - y) * ((1 - x) * plane[near + here] + x * plane[near + left])
                        + y * ((1 - x) * plane[far + here] + x * plane[far + left]);
            }
        }
        return shifted;
    }

    private int inside(int place) {
        return Math.max(0, Math.min(side - 1, place));
    }

    /** From one side on there is nothing. */
    void missing() {
        int from = random.nextInt(4);
        int lost = (int) Math.round(side * strength.of(0.15, 1 / 3.0, 0.5));
        int begin = from % 2 == 0 ? 0 : side - lost;
        for (float[] plane : planes) {
            for (int row = 0; row < side; row++) {
                if (from >= 2) {
                    Arrays.fill(plane, row * side + begin, row * side + begin + lost, 0);
                } else if (row >= begin && row < begin + lost) {
                    Arrays.fill(plane, row * side, (row + 1) * side, 0);
                }
            }
        }
    }

    /** Gaussian noise of its own in each band and camera pixel, over rows: the readout is disturbed for a while. */
    void noise() {
        int pixel = Math.max(1, (int) Math.round(side / random.between(60, 120)));
        int rows = (int) (side * random.between(0.25, 0.5));
        int begin = (int) ((side - rows) * random.nextDouble());
        double sigma = strength.of(10, 25, 70);
        int across = (side + pixel - 1) / pixel;
        float[] noise = new float[across];
        for (float[] plane : planes) {
            for (int row = begin; row < begin + rows; row++) {
                if ((row - begin) % pixel == 0) {
                    for (int i = 0; i < across; i++) {
                        noise[i] = (float) (sigma * random.nextGaussian());
                    }
                }
                for (int column = 0; column < side; column++) {
                    plane[row * side + column] += noise[column / pixel];
                }
            }
        }
    }
}
