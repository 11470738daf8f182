package org.galaxyvae.pixel.draw;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.galaxyvae.pixel.format.Bands;
import org.galaxyvae.pixel.format.JpegEncoder;
import org.galaxyvae.pixel.prepare.AreaAverage;

/**
 * Pixels to be looked at: 8 bits a channel, row-major [row, column, channel]. Three channels are red, green and blue, and one is
 * gray; two are red and blue with their mean as green, more are their first, middle and last.
 */
public final class Picture {
    private static final int GRAY = 128;
    private static final int COLORS = 3;

    private final int height;
    private final int width;
    private final byte[] rgb;

    /** A picture of height × width × 1 to 5 bytes. */
    public Picture(int height, int width, byte[] pixels) {
        int channels = height < 1 || width < 1 ? 0 : pixels.length / (height * width);
        if (channels < 1 || channels > Bands.MOST || pixels.length != height * width * channels) {
            throw new IllegalArgumentException("Invalid picture: " + pixels.length + " bytes, expected " + height
                    + " × " + width + " × 1 to " + Bands.MOST);
        }
        this.height = height;
        this.width = width;
        this.rgb = channels == COLORS ? pixels.clone() : colors(pixels, channels);
    }

    private static byte[] colors(byte[] pixels, int channels) {
        byte[] rgb = new byte[pixels.length / channels * COLORS];
        for (int from = 0, to = 0; from < pixels.length; from += channels, to += COLORS) {
            int first = pixels[from] & 0xFF;
            int last = pixels[from + channels - 1] & 0xFF;
            rgb[to] = (byte) first;
            rgb[to + 1] = channels < COLORS ? (byte) ((first + last + 1) / 2) : pixels[from + channels / 2];
            rgb[to + 2] = (byte) last;
        }
        return rgb;
    }

    /**
     * This minus the other, band by band: gray where both agree, brighter where this one is.
     *
     * @param gain differences are multiplied by it, then clipped
     */
    public Picture minus(Picture other, double gain) {
        if (other.height != height || other.width != width) {
            throw new IllegalArgumentException("Cannot subtract a picture of " + other.height + " × " + other.width
                    + " pixels, expected " + height + " × " + width);
        }
        byte[] difference = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            long level = Math.round(GRAY + gain * ((rgb[i] & 0xFF) - (other.rgb[i] & 0xFF)));
            difference[i] = (byte) Math.max(0, Math.min(255, level));
        }
        return new Picture(height, width, difference);
    }

    /** Other pixels of the same size. */
    public Picture sameSize(byte[] other) {
        return new Picture(height, width, other);
    }

    /** The band's value, 0 to 255. */
    public int level(int row, int column, int channel) {
        return rgb[(row * width + column) * COLORS + channel] & 0xFF;
    }

    /** This picture area-averaged to so many pixels a side. */
    public Picture reduced(int side) {
        AreaAverage rows = new AreaAverage(0, height, side, height);
        AreaAverage columns = new AreaAverage(0, width, side, width);
        byte[] small = new byte[side * side * COLORS];
        for (int i = 0; i < small.length; i++) {
            int row = Math.floorDiv(i, side * COLORS);
            int column = Math.floorMod(Math.floorDiv(i, COLORS), side);
            double[] down = rows.weights(row);
            double[] across = columns.weights(column);
            double level = 0;
            for (int r = 0; r < down.length; r++) {
                for (int c = 0; c < across.length; c++) {
                    level += down[r] * across[c] * level(rows.first(row) + r, columns.first(column) + c, i % COLORS);
                }
            }
            small[i] = (byte) Math.round(level);
        }
        return new Picture(side, side, small);
    }

    /** Red, green, blue, row-major [row, column, channel]. */
    public byte[] rgb() {
        return rgb.clone();
    }

    /** The bytes of a PNG file. */
    public byte[] png() {
        return ContactSheet.encoded(toImage());
    }

    /** The bytes of a JPEG file: a fifth of a PNG's, for what is only looked at beside something else. */
    public byte[] jpeg(JpegEncoder encoder) {
        try {
            return encoder.encode(toImage());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode a picture", e);
        }
    }

    BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                image.setRGB(
                        column, row, level(row, column, 0) << 16 | level(row, column, 1) << 8 | level(row, column, 2));
            }
        }
        return image;
    }
}
