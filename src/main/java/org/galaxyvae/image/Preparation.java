package org.galaxyvae.image;

import java.awt.Rectangle;
import java.io.Serializable;
import java.util.Locale;
import org.galaxyvae.sky.Hashes;

/**
 * How a picture becomes a tensor: central crop, area-average, 8 bits a band.
 *
 * <p>The crop is a square about the picture's exact center whose side is a fraction of the shorter side; neither its edges
 * nor those of the result's pixels need to meet those of the picture's.
 *
 * @param cropFraction central part of the shorter side that is kept, 0.05 to 1
 * @param sizePixels side of the square result
 */
public record Preparation(double cropFraction, int sizePixels) implements Serializable {
    /** Raised whenever the code makes other pixels from the same file. */
    private static final int CODE_VERSION = 1;

    /** Crops with fewer source pixels a side hold nothing to learn from. */
    public static final int SMALLEST_CROP_PIXELS = 16;

    /** Bands of every tensor, in order. */
    public static final String BANDS = "red,green,blue";

    /** The number of bands. */
    public static final int CHANNELS = 3;

    /** 16 hex digits that change when any pixel might. */
    public String id() {
        String text = "crop=" + cropFraction + ";size=" + sizePixels + ";bands=" + BANDS
                + ";stretch=none;dtype=uint8;resize=area;version=" + CODE_VERSION;
        return Hashes.sha256(text, 16);
    }

    /**
     * The tensor of one picture: row-major [row, column, channel], unsigned bytes. Gray feeds all three bands, alpha is
     * dropped, 16 bits are scaled to 8.
     *
     * @param file all bytes of a JPEG or PNG
     * @param maxMegapixels larger pictures are refused before they are decoded
     * @throws RejectedImageException where no tensor can be made of it
     */
    public byte[] apply(byte[] file, int maxMegapixels) throws RejectedImageException {
        double[] window = new double[3];
        DecodedPicture picture = Decoder.decode(file, maxMegapixels, (width, height) -> {
            double side = cropFraction * Math.min(width, height);
            if (side < SMALLEST_CROP_PIXELS) {
                throw new RejectedImageException(
                        RejectReason.TOO_SMALL,
                        String.format(
                                Locale.ROOT,
                                "%d x %d pixels, the crop of %.1f is under %d pixels",
                                width,
                                height,
                                side,
                                SMALLEST_CROP_PIXELS));
            }
            double left = (width - side) / 2;
            double top = (height - side) / 2;
            int x = (int) Math.floor(left);
            int y = (int) Math.floor(top);
            window[0] = left - x;
            window[1] = top - y;
            window[2] = side;
            return new Rectangle(x, y, (int) Math.ceil(left + side) - x, (int) Math.ceil(top + side) - y);
        });
        return average(picture, window[0], window[1], window[2]);
    }

    private byte[] average(DecodedPicture picture, double left, double top, double side) {
        int width = picture.region().width;
        AreaAverage columns = new AreaAverage(left, side, sizePixels, width);
        AreaAverage rows = new AreaAverage(top, side, sizePixels, picture.region().height);
        byte[] pixels = new byte[sizePixels * sizePixels * CHANNELS];
        float[] source = new float[width * CHANNELS];
        double[] narrow = new double[sizePixels * CHANNELS];
        int narrowed = -1;
        for (int row = 0; row < sizePixels; row++) {
            double[] sums = new double[sizePixels * CHANNELS];
            double[] weights = rows.weights(row);
            for (int i = 0; i < weights.length; i++) {
                if (rows.first(row) + i != narrowed) { // a source row on an edge serves two rows
                    narrowed = rows.first(row) + i;
                    picture.row(narrowed, source);
                    average(source, columns, narrow);
                }
                for (int j = 0; j < sums.length; j++) {
                    sums[j] += weights[i] * narrow[j];
                }
            }
            for (int j = 0; j < sums.length; j++) {
                pixels[row * sums.length + j] = (byte) (int) Math.floor(sums[j] + 0.5);
            }
        }
        return pixels;
    }

    private void average(float[] source, AreaAverage columns, double[] into) {
        for (int column = 0; column < sizePixels; column++) {
            double[] weights = columns.weights(column);
            int at = columns.first(column) * CHANNELS;
            double red = 0;
            double green = 0;
            double blue = 0;
            for (double weight : weights) {
                red += weight * source[at];
                green += weight * source[at + 1];
                blue += weight * source[at + 2];
                at += CHANNELS;
            }
            into[column * CHANNELS] = red;
            into[column * CHANNELS + 1] = green;
            into[column * CHANNELS + 2] = blue;
        }
    }
}
