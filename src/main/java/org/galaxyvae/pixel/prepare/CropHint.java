package org.galaxyvae.pixel.prepare;

/**
 * What is known of an object beside its frame.
 *
 * @param radiusArcsec the catalog's radius; NaN where unknown
 * @param pixelScaleArcsec side of a pixel, in place of the frame's own; NaN: the frame's
 * @param centerX where the object is, in frame pixels from the left edge, so that the first pixel's center is 0.5; NaN: the
 *     frame's center
 * @param centerY the same from the top edge
 */
public record CropHint(double radiusArcsec, double pixelScaleArcsec, double centerX, double centerY) {
    /** Nothing is known. */
    public static final CropHint NONE = new CropHint(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** A radius and a scale about the frame's center. */
    public static CropHint of(double radiusArcsec, double pixelScaleArcsec) {
        return new CropHint(radiusArcsec, pixelScaleArcsec, Double.NaN, Double.NaN);
    }
}
