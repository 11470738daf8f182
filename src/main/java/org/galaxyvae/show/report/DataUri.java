package org.galaxyvae.show.report;

import java.util.Base64;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.format.JpegEncoder;

/**
 * Pictures inside the page.
 *
 * @param lossless PNG, as a JPEG's blocks look like artifacts where they are few pixels; false where a page of many or large
 *     pictures would get too long
 */
record DataUri(boolean lossless, JpegEncoder jpeg) implements AutoCloseable {
    /** Beyond so many bytes of pixels PNG makes the page too long. */
    private static final long MOST_LOSSLESS_BYTES = 9_000_000;

    private static final float QUALITY = 0.92f;

    /** For that many pixels. */
    static DataUri forPixels(long pixels) {
        return new DataUri(3 * pixels <= MOST_LOSSLESS_BYTES, new JpegEncoder(QUALITY));
    }

    /** To be looked at closely. */
    String of(Picture picture) {
        return lossless ? "data:image/png;base64," + base64(picture.png()) : small(picture);
    }

    /** To stand beside something. */
    String small(Picture picture) {
        return "data:image/jpeg;base64," + base64(picture.jpeg(jpeg));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        jpeg.close();
    }
}
