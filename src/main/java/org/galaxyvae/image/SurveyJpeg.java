package org.galaxyvae.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

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
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = level(planes[0][i]) << 16 | level(planes[1][i]) << 8 | level(planes[2][i]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static int level(float value) {
        return Math.min(255, Math.max(0, (int) (value + 0.5F)));
    }

    private static byte[] decoded(byte[] file, int side) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, true, true);
            BufferedImage image = reader.read(0);
            byte[] pixels = new byte[side * side * CHANNELS];
            int[] row = new int[side];
            int at = 0;
            for (int y = 0; y < side; y++) {
                image.getRGB(0, y, side, 1, row, 0, side);
                for (int rgb : row) {
                    pixels[at++] = (byte) (rgb >> 16);
                    pixels[at++] = (byte) (rgb >> 8);
                    pixels[at++] = (byte) rgb;
                }
            }
            return pixels;
        } finally {
            reader.dispose();
        }
    }
}
