package org.galaxyvae.pixel.format;

import java.util.List;

/**
 * What a picture's bytes say before anything is decoded.
 *
 * @param width pixels
 * @param height pixels
 * @param samples values a pixel as stored; fewer than 3 are gray, a fourth is opacity but in a four-color JPEG
 * @param inverted whether a four-color JPEG counts paper rather than ink, as Adobe's programs write it
 * @param color what the decoder leaves to do
 */
record PictureHeader(int width, int height, int samples, boolean inverted, Color color) {
    /** How stored values become red, green and blue. */
    enum Color {
        /** The decoder does it. */
        DECODED,
        /** Cyan, magenta, yellow, black. */
        CMYK,
        /** Luma, two chromas, black. */
        YCCK
    }

    List<String> bands() {
        return samples < 3 ? List.of(Frame.GRAY) : Frame.COLORS;
    }

    /** Refuses what is too large or has no pixels. */
    PictureHeader checked(ImageFormat format, int maxMegapixels) throws RejectedImageException {
        if (width < 1 || height < 1) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, format + " of " + width + " x " + height + " pixels");
        }
        Frames.requireSize(width, height, maxMegapixels);
        return this;
    }
}
