package org.galaxyvae.pixel.morphology;

/**
 * Center and shape of the light in a segment; light below the sky counts as none.
 *
 * @param flux sum of the light, gray levels
 * @param x column of the light's center, pixels; the middle of the first pixel is 0
 * @param y its row
 * @param ellipticity 1 - b / a of the ellipse with the light's second moments (Bertin and Arnouts 1996, A&amp;AS 117, 393, as
 *     SExtractor's A_IMAGE and B_IMAGE), each pixel spread over its own square, so that one pixel is round
 */
record Moments(double flux, double x, double y, double ellipticity) {
    /** Variance of a pixel's own square along one side. */
    static final double PIXEL_VARIANCE = 1 / 12.0;

    static Moments of(Light image) {
        int size = image.size();
        double middle = (size - 1) / 2.0; // sums about it are as exact for a turned frame
        double flux = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int pixel : image.segment()) {
            double light = Math.max(0, image.above(pixel));
            double dx = pixel % size - middle;
            double dy = Math.floorDiv(pixel, size) - middle;
            flux += light;
            x += light * dx;
            y += light * dy;
            xx += light * dx * dx;
            yy += light * dy * dy;
            xy += light * dx * dy;
        }
        if (flux == 0) {
            return new Moments(0, middle, middle, 0);
        }
        x /= flux;
        y /= flux;
        double varianceX = Math.max(0, xx / flux - x * x) + PIXEL_VARIANCE;
        double varianceY = Math.max(0, yy / flux - y * y) + PIXEL_VARIANCE;
        double mean = (varianceX + varianceY) / 2;
        double spread = Math.min(mean, Math.hypot((varianceX - varianceY) / 2, xy / flux - x * y));
        return new Moments(flux, middle + x, middle + y, 1 - Math.sqrt(Math.max(0, mean - spread) / (mean + spread)));
    }
}
