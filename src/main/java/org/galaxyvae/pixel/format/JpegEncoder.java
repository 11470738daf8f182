package org.galaxyvae.pixel.format;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures as JPEG. One instance a thread; close it. */
public final class JpegEncoder implements AutoCloseable {
    private final ImageWriter writer;
    private final ImageWriteParam parameters;

    /**
     * Opens an encoder.
     *
     * @param quality of the JDK's encoder, 0 to 1
     */
    public JpegEncoder(float quality) {
        // Small pictures: the disk cache would cost more than the picture.
        ImageIO.setUseCache(false);
        writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
    }

    /**
     * The bytes of a JPEG file.
     *
     * @param picture red, green, blue, each row-major [row, column]; beyond 0 and 255 clipped
     * @param sizePixels side of the square
     */
    public byte[] encode(float[][] picture, int sizePixels) throws IOException {
        BufferedImage image = new BufferedImage(sizePixels, sizePixels, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int k = 0; k < rgb.length; k++) {
            rgb[k] = level(picture[0][k]) << 16 | level(picture[1][k]) << 8 | level(picture[2][k]);
        }
        return encode(image);
    }

    /** The JPEG file of a picture whose colors are bytes already. */
    public byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        writer.dispose();
    }

    private static int level(float value) {
        return Math.min(255, Math.max(0, (int) (value + 0.5F)));
    }
}
