package org.galaxyvae.pixel.prepare;

/**
 * What a preparation makes of a frame.
 *
 * @param pixels the tensor, row-major [row, column, channel], unsigned bytes or little-endian floats
 * @param display the same as unsigned bytes to look at and measure; the very array of the pixels where those are bytes
 * @param closeup the same window as closeupSize × closeupSize × channels unsigned bytes
 * @param closeupSize side of the closeup, pixels
 * @param invalidShare share of the window without a valid sample, 0 to 1: masked, not a number or beyond the frame
 * @param sourceWidth of the frame, pixels
 * @param sourceHeight of the frame, pixels
 * @param sourceBands bands of the frame
 * @param raDeg of the frame's center, degrees; NaN where unknown
 * @param decDeg the same
 * @param pixelScaleArcsec of the frame, or what the hint says; NaN where unknown
 */
public record Prepared(
        byte[] pixels,
        byte[] display,
        byte[] closeup,
        int closeupSize,
        double invalidShare,
        int sourceWidth,
        int sourceHeight,
        int sourceBands,
        double raDeg,
        double decDeg,
        double pixelScaleArcsec) {}
