package org.galaxyvae.image;

import org.galaxyvae.sky.Hashes;

/**
 * How a picture becomes a tensor: central crop, area-average, 8 bits a band.
 *
 * @param cropFraction central part of the shorter side that is kept, 0.05 to 1
 * @param sizePixels side of the square result
 */
public record Preparation(double cropFraction, int sizePixels) {
    /** Raised whenever the code makes other pixels from the same file. */
    private static final int CODE_VERSION = 1;

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
}
