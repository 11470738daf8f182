package org.galaxyvae.pixel.inject;

import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.galaxyvae.pixel.format.JpegEncoder;

/**
 * JPEG as the SDSS image server writes it: the standard's example tables halved (quality 75 of libjpeg), color at half the
 * resolution. Java's encoder does the same at 0.75.
 */
final class SurveyJpeg {
    private static final int CHANNELS = Enlargement.CHANNELS;
    private static final float QUALITY = 0.75F;

    private SurveyJpeg() {}

    /**
     * What is left of a picture once it has been a file.
     *
     * @param planes red, green, blue, row-major; beyond 0 and 255 clipped
     * @return uint8 [row, column, channel]
     */
    static byte[] through(float[][] planes, int side) {
        try {
            return decoded(encoded(planes, side), side);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] encoded(float[][] planes, int side) throws IOException {
        try (JpegEncoder encoder = new JpegEncoder(QUALITY)) {
            return encoder.encode(planes, side);
        }
    }

    private static byte[] decoded(byte[] file, int side) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, true, true);
            // blue, green, red as the decoder leaves them, sRGB already: asking the image for colors took most of the
            // time
            byte[] decoded = ((DataBufferByte) reader.read(0).getRaster().getDataBuffer()).getData();
            byte[] pixels = new byte[side * side * CHANNELS];
            for (int at = 0; at < pixels.length; at += CHANNELS) {
                pixels[at] = decoded[at + 2];
                pixels[at + 1] = decoded[at + 1];
                pixels[at + 2] = decoded[at];
            }
            return pixels;
        } finally {
            reader.dispose();
        }
    }
}
