package org.galaxyvae.pixel.maths;

import java.util.List;

/** Levels of 8 bits as numbers in [0, 1], and back. */
public final class UnitLevels {
    private static final float WHITE = 255;

    private UnitLevels() {}

    /** Of one unsigned byte. */
    public static float of(byte level) {
        return (level & 0xFF) / WHITE;
    }

    /** Of all unsigned bytes of an image. */
    public static float[] of(byte[] levels) {
        return of(List.of(levels), levels.length);
    }

    /**
     * Of images, one behind the other.
     *
     * @param images unsigned bytes, each of that length
     * @throws IllegalArgumentException where one has another length
     */
    public static float[] of(List<byte[]> images, int length) {
        float[] values = new float[Math.multiplyExact(images.size(), length)];
        int at = 0;
        for (byte[] image : images) {
            if (image.length != length) {
                throw new IllegalArgumentException("Invalid image: " + image.length + " bytes, expected " + length);
            }
            for (byte level : image) {
                values[at++] = of(level);
            }
        }
        return values;
    }

    /** The nearest unsigned byte; what is outside of [0, 1] becomes its end, what is no number 0. */
    public static byte byteOf(float value) {
        return (byte) Math.round(WHITE * Math.max(0, Math.min(1, value)));
    }

    /** The nearest unsigned byte of each. */
    public static byte[] bytesOf(float[] values) {
        byte[] levels = new byte[values.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = byteOf(values[i]);
        }
        return levels;
    }
}
