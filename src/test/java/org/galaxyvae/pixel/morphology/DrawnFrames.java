package org.galaxyvae.pixel.morphology;

import java.util.Random;

/** Images to measure: 8 bits, interleaved bands. */
final class DrawnFrames {
    private DrawnFrames() {}

    /** The level of one band at one place. */
    interface Painter {
        double level(int row, int column, int channel);
    }

    static byte[] painted(int size, int channels, Painter painter) {
        byte[] pixels = new byte[size * size * channels];
        for (int at = 0; at < pixels.length; at++) {
            int pixel = Math.floorDiv(at, channels);
            double level = painter.level(Math.floorDiv(pixel, size), pixel % size, at % channels);
            pixels[at] = (byte) (int) Math.round(Math.max(0, Math.min(255, level)));
        }
        return pixels;
    }

    /** A reddish galaxy of that peak, longer than wide, with a companion, over a sky with grain. */
    static byte[] galaxy(int size, double peak, long seed) {
        Random random = new Random(seed);
        double middle = (size - 1) / 2.0;
        double scale = 64.0 / size;
        return painted(size, 3, (row, column, channel) -> {
            double x = scale * (column - middle);
            double y = scale * (row - middle);
            double light = peak * Math.exp(-(x * x / 80 + y * y / 30 + x * y / 90))
                    + 0.7 * peak * Math.exp(-((x - 11) * (x - 11) + (y + 7) * (y + 7)) / 10);
            return 12 + 2 * random.nextGaussian() + light * (1.1 - 0.15 * channel);
        });
    }

    static byte[] flipped(byte[] pixels, int size, int channels) {
        return painted(
                size,
                channels,
                (row, column, channel) -> level(pixels, size, channels, row, size - 1 - column, channel));
    }

    static byte[] quarterTurned(byte[] pixels, int size, int channels) {
        return painted(
                size,
                channels,
                (row, column, channel) -> level(pixels, size, channels, size - 1 - column, row, channel));
    }

    private static int level(byte[] pixels, int size, int channels, int row, int column, int channel) {
        return pixels[(row * size + column) * channels + channel] & 0xFF;
    }
}
