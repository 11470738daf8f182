package org.galaxyvae.pixel.format;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** DecodedPicture files made in memory. */
public final class TestPictures {
    private TestPictures() {}

    /** A picture of noise over a blob, different for each seed. */
    public static BufferedImage galaxy(int width, int height, long seed) {
        java.util.Random random = new java.util.Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double tilt = random.nextDouble();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x - width / 2.0) / width;
                double dy = (y - height / 2.0) / height * (1 + tilt);
                int light = (int) (200 * Math.exp(-30 * (dx * dx + dy * dy))) + random.nextInt(20);
                image.setRGB(x, y, (light << 16) | ((light * 3 / 4) << 8) | (light / 2));
            }
        }
        return image;
    }

    /** The bytes of an image as {@code jpeg} or {@code png}. */
    public static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Cannot write " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A small JPEG of its own. */
    public static byte[] jpeg(long seed) {
        return file(galaxy(80, 64, seed), "jpeg");
    }
}
