package org.galaxyvae.model.evidence;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.galaxyvae.pixel.format.JpegEncoder;
import org.galaxyvae.pixel.morphology.Morphology;

/**
 * How hard an image is to reconstruct, whatever the network: how much light it has, how steep it is, how long it is when
 * compressed, how noisy its sky.
 */
final class Complexity {
    /** Regressors of {@link #of}. */
    static final int REGRESSORS = 7;

    private static final float JPEG_QUALITY = 0.9f;
    /** Gray levels; keeps logarithms of what may be nothing finite and small differences among them small. */
    private static final double LEVEL = 0.1;

    private Complexity() {}

    /**
     * The regressors: natural logs of the light under the central weight, the light of the frame, the gradient energy, the
     * length as a JPEG of quality 0.9, the sky's noise, the highest gray level, and the largest standard deviation of a band.
     *
     * @param pixels uint8, [row, column, channel]
     * @param weights of the central error, one a pixel, sum 1
     * @param morphology of the same image
     */
    static double[] of(byte[] pixels, int size, int channels, double[] weights, Morphology morphology) {
        double sky = morphology.backgroundLevel();
        double central = 0;
        double total = 0;
        double highest = 0;
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        for (int pixel = 0; pixel < size * size; pixel++) {
            int gray = 0;
            for (int c = 0; c < channels; c++) {
                int level = pixels[pixel * channels + c] & 0xFF;
                gray += level;
                sums[c] += level;
                squares[c] += (long) level * level;
            }
            double light = gray / (double) channels;
            central += weights[pixel] * light;
            total += light / ((double) size * size);
            highest = Math.max(highest, light);
        }
        double deviation = 0;
        for (int c = 0; c < channels; c++) {
            double mean = sums[c] / ((double) size * size);
            deviation = Math.max(deviation, Math.sqrt(Math.max(0, squares[c] / ((double) size * size) - mean * mean)));
        }
        return new double[] {
            Math.log(LEVEL + Math.max(0, central - sky)),
            Math.log(LEVEL + Math.max(0, total - sky)),
            Math.log(10) * morphology.logGradientEnergy(),
            Math.log(compressedLength(pixels, size, channels)),
            Math.log(LEVEL + morphology.backgroundNoise()),
            Math.log(LEVEL + highest),
            Math.log(LEVEL + deviation)
        };
    }

    /** Bytes of a JPEG of three bands, or of one of each band where there are more or fewer. */
    static int compressedLength(byte[] pixels, int size, int channels) {
        if (channels == 3) {
            byte[] reversed = new byte[pixels.length];
            for (int at = 0; at < pixels.length; at += 3) {
                reversed[at] = pixels[at + 2];
                reversed[at + 1] = pixels[at + 1];
                reversed[at + 2] = pixels[at];
            }
            return jpegLength(reversed, size, BufferedImage.TYPE_3BYTE_BGR);
        }
        int length = 0;
        for (int c = 0; c < channels; c++) {
            byte[] plane = new byte[size * size];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = pixels[i * channels + c];
            }
            length += jpegLength(plane, size, BufferedImage.TYPE_BYTE_GRAY);
        }
        return length;
    }

    private static int jpegLength(byte[] levels, int size, int type) {
        BufferedImage image = new BufferedImage(size, size, type);
        System.arraycopy(levels, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, levels.length);
        try (JpegEncoder encoder = new JpegEncoder(JPEG_QUALITY)) {
            return encoder.encode(image).length;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compress an image in memory", e);
        }
    }
}
