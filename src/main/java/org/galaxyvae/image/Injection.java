package org.galaxyvae.image;

import org.galaxyvae.morphology.Sky;
import org.galaxyvae.sky.CounterRandom;

/**
 * Anomalies drawn into prepared images, to measure what a network finds without labels.
 *
 * <p>Lengths are shares of the frame's side, for a frame that is the galaxy's middle; brightness is in steps of 8 bits of
 * the stretched image. Light is added after the decoding, so it is sharper than what a camera and JPEG would make of it:
 * good for comparing networks on the same images, no promise of what is found in the sky.
 *
 * @param kind what is drawn
 * @param strong the easier of two strengths
 */
public record Injection(InjectedKind kind, boolean strong) {
    private static final int CHANNELS = 3;

    /**
     * The image with the anomaly; a pure function of its arguments.
     *
     * @param image uint8 [row, column, channel], square, three bands; unchanged
     * @param other another galaxy's image of the same shape, for a blend
     * @param seed the run's
     * @param objectId of the image
     */
    public byte[] into(byte[] image, byte[] other, long seed, String objectId) {
        int size = (int) Math.round(Math.sqrt(image.length / (double) CHANNELS));
        if (image.length != size * size * CHANNELS || other.length != image.length) {
            throw new IllegalArgumentException("Invalid image: " + image.length + " and " + other.length
                    + " bytes, expected two squares of " + CHANNELS + " bands");
        }
        CounterRandom random = CounterRandom.of(seed, "injection " + kind.label(strong), 0, objectId);
        return switch (kind) {
            case BLEND -> blend(image, other, size, random);
            case TRAIL -> trail(image, size, random);
            case STAR -> star(image, size, random);
            case RING -> ring(image, size, random);
            case CHANNELS -> channels(image);
            case MISSING -> missing(image, size, random);
        };
    }

    /** The other galaxy above its sky, moved aside; faded to nothing at its own frame's edge, which would show as a line. */
    private byte[] blend(byte[] image, byte[] other, int size, CounterRandom random) {
        double angle = random.between(0, 2 * Math.PI);
        double distance = size * random.between(0.15, 0.28);
        int right = (int) Math.round(distance * StrictMath.cos(angle));
        int down = (int) Math.round(distance * StrictMath.sin(angle));
        double share = strong ? 1 : 0.35;
        double[] sky = new double[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            double[] plane = new double[size * size];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = other[i * CHANNELS + c] & 0xFF;
            }
            sky[c] = Sky.ofBorder(plane, size, Math.max(1, size / 16)).level();
        }
        return painted(image, size, (row, column, channel) -> {
            int y = row - down;
            int x = column - right;
            if (y < 0 || y >= size || x < 0 || x >= size) {
                return 0;
            }
            double radius = StrictMath.hypot(y - (size - 1) / 2.0, x - (size - 1) / 2.0) / size;
            double window =
                    radius > 0.5 ? 0 : radius < 0.3 ? 1 : 0.5 + 0.5 * StrictMath.cos(Math.PI * (radius - 0.3) / 0.2);
            double light = (other[(y * size + x) * CHANNELS + channel] & 0xFF) - sky[channel];
            return share * window * Math.max(0, light);
        });
    }

    private byte[] trail(byte[] image, int size, CounterRandom random) {
        int band = random.nextInt(CHANNELS);
        double angle = random.between(0, Math.PI);
        double offset = size * random.between(-0.15, 0.15);
        double sigma = Math.max(0.6, 0.0085 * size);
        double peak = strong ? 200 : 60;
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        return painted(image, size, (row, column, channel) -> {
            double across = (column - (size - 1) / 2.0) * sine - (row - (size - 1) / 2.0) * cosine - offset;
            return channel == band ? peak * gaussian(across, sigma) : 0;
        });
    }

    /** The core's light far above 255 is what burns it out. */
    private byte[] star(byte[] image, int size, CounterRandom random) {
        double angle = random.between(0, 2 * Math.PI);
        double distance = size * random.between(0.12, 0.38);
        double x = (size - 1) / 2.0 + distance * StrictMath.cos(angle);
        double y = (size - 1) / 2.0 + distance * StrictMath.sin(angle);
        double turn = random.between(0, Math.PI / 2);
        double core = size * (strong ? 0.038 : 0.0165);
        double length = size * (strong ? 0.18 : 0.07);
        double width = Math.max(0.5, 0.2 * core);
        return painted(image, size, (row, column, channel) -> {
            double along = (column - x) * StrictMath.cos(turn) + (row - y) * StrictMath.sin(turn);
            double across = (row - y) * StrictMath.cos(turn) - (column - x) * StrictMath.sin(turn);
            double spikes = gaussian(across, width) * StrictMath.exp(-Math.abs(along) / length)
                    + gaussian(along, width) * StrictMath.exp(-Math.abs(across) / length);
            double halo = StrictMath.exp(-StrictMath.hypot(along, across) / (3 * core));
            return 600 * gaussian(StrictMath.hypot(along, across), core) + 160 * spikes + 50 * halo;
        });
    }

    private byte[] ring(byte[] image, int size, CounterRandom random) {
        double radius = size * random.between(0.12, 0.28);
        double sigma = size * random.between(0.02, 0.03);
        double axes = random.between(0.6, 1);
        double turn = random.between(0, Math.PI);
        double peak = strong ? 50 : 15;
        return painted(image, size, (row, column, channel) -> {
            double dx = column - (size - 1) / 2.0;
            double dy = row - (size - 1) / 2.0;
            double along = dx * StrictMath.cos(turn) + dy * StrictMath.sin(turn);
            double across = (dy * StrictMath.cos(turn) - dx * StrictMath.sin(turn)) / axes;
            return peak * gaussian(StrictMath.hypot(along, across) - radius, sigma);
        });
    }

    private byte[] channels(byte[] image) {
        byte[] changed = image.clone();
        for (int at = 0; at < changed.length; at += CHANNELS) {
            if (strong) {
                changed[at + 1] = 0;
            } else {
                changed[at] = image[at + 2];
                changed[at + 2] = image[at];
            }
        }
        return changed;
    }

    private byte[] missing(byte[] image, int size, CounterRandom random) {
        int side = random.nextInt(4);
        int kept = size - (int) Math.round(size * (strong ? 1 / 2.0 : 1 / 3.0));
        byte[] changed = image.clone();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int from = side < 2 ? row : column;
                int place = side % 2 == 0 ? from : size - 1 - from;
                for (int c = 0; place >= kept && c < CHANNELS; c++) {
                    changed[(row * size + column) * CHANNELS + c] = 0;
                }
            }
        }
        return changed;
    }

    private static double gaussian(double distance, double sigma) {
        return StrictMath.exp(-distance * distance / (2 * sigma * sigma));
    }

    /** Light to add at a pixel, in steps of 8 bits. */
    private interface Light {
        double at(int row, int column, int channel);
    }

    private static byte[] painted(byte[] image, int size, Light light) {
        byte[] painted = new byte[image.length];
        int at = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                for (int c = 0; c < CHANNELS; c++) {
                    long level = Math.round((image[at] & 0xFF) + light.at(row, column, c));
                    painted[at++] = (byte) Math.max(0, Math.min(255, level));
                }
            }
        }
        return painted;
    }
}
