package org.galaxyvae.lab.simulate;

import java.util.EnumMap;
import java.util.Objects;

/**
 * One field of sky in the camera's own pixels: a square plane of flux a band, row-major [row, column], nanomaggies a pixel.
 *
 * <p>Mutable on purpose: a field is painted source by source. Pixel (x, y) is centered on (x, y).
 */
final class FluxFrame {
    /** The camera's pixel, arcsec (Gunn et al. 1998). */
    static final double PIXEL_ARCSEC = 0.396;

    private static final double REACH_SIGMAS = 4;
    /** Fainter halos drown in the sky. */
    private static final double HALO_FROM_NANOMAGGIES = 50;

    private final int sizePixels;
    private final EnumMap<Band, float[]> planes = new EnumMap<>(Band.class);

    FluxFrame(int sizePixels) {
        if (sizePixels < 1) {
            throw new IllegalArgumentException("Invalid frame size: " + sizePixels + ", expected at least 1 pixel");
        }
        this.sizePixels = sizePixels;
        for (Band band : Band.values()) {
            planes.put(band, new float[sizePixels * sizePixels]);
        }
    }

    int sizePixels() {
        return sizePixels;
    }

    /** The middle of the frame on either axis, pixels. */
    double center() {
        return (sizePixels - 1) / 2.0;
    }

    /** The live plane of a band, row-major [row, column], nanomaggies. */
    float[] plane(Band band) {
        return Objects.requireNonNull(planes.get(band));
    }

    /** Adds a point source at (x, y), blurred. */
    void addStar(double x, double y, BandFlux flux, Seeing seeing) {
        addBlob(x, y, 0, flux, seeing);
        if (flux.r() > HALO_FROM_NANOMAGGIES) {
            for (Band band : Band.values()) {
                double sigma = Seeing.HALO_RATIO * seeing.coreSigmaPixels(band);
                addGaussian(band, x, y, sigma, Seeing.HALO_SHARE * flux.in(band));
            }
        }
    }

    /**
     * Adds a round Gaussian source, blurred; Gaussians convolve analytically, so this needs no stamp.
     *
     * @param sigmaPixels standard deviation before the seeing; 0 is a star
     */
    void addBlob(double x, double y, double sigmaPixels, BandFlux flux, Seeing seeing) {
        for (Band band : Band.values()) {
            double core = seeing.coreSigmaPixels(band);
            double wing = core * Seeing.WING_RATIO;
            double blobSquared = sigmaPixels * sigmaPixels;
            double total = flux.in(band);
            addGaussian(band, x, y, Math.sqrt(blobSquared + core * core), (1 - Seeing.WING_SHARE) * total);
            addGaussian(band, x, y, Math.sqrt(blobSquared + wing * wing), Seeing.WING_SHARE * total);
        }
    }

    /** Adds a square stamp whose pixel (0, 0) falls on (left, top); what falls outside is dropped. */
    void addStamp(Band band, float[] stamp, int stampSize, int left, int top) {
        float[] plane = plane(band);
        int fromX = Math.max(0, -left);
        int toX = Math.min(stampSize, sizePixels - left);
        for (int y = Math.max(0, -top); y < Math.min(stampSize, sizePixels - top); y++) {
            int target = (y + top) * sizePixels + left;
            for (int x = fromX; x < toX; x++) {
                plane[target + x] += stamp[y * stampSize + x];
            }
        }
    }

    private void addGaussian(Band band, double x, double y, double sigma, double flux) {
        int left = Math.max(0, (int) Math.ceil(x - REACH_SIGMAS * sigma));
        int right = Math.min(sizePixels - 1, (int) Math.floor(x + REACH_SIGMAS * sigma));
        int top = Math.max(0, (int) Math.ceil(y - REACH_SIGMAS * sigma));
        int bottom = Math.min(sizePixels - 1, (int) Math.floor(y + REACH_SIGMAS * sigma));
        if (left > right || top > bottom) {
            return;
        }
        double peak = flux / (2 * Math.PI * sigma * sigma);
        float[] across = gaussian(left, right, x, sigma, 1);
        float[] down = gaussian(top, bottom, y, sigma, peak);
        float[] plane = plane(band);
        for (int row = top; row <= bottom; row++) {
            float weight = down[row - top];
            int target = row * sizePixels + left;
            for (int k = 0; k < across.length; k++) {
                plane[target + k] += weight * across[k];
            }
        }
    }

    private static float[] gaussian(int from, int to, double center, double sigma, double peak) {
        float[] values = new float[to - from + 1];
        for (int k = from; k <= to; k++) {
            double t = (k - center) / sigma;
            values[k - from] = (float) (peak * StrictMath.exp(-0.5 * t * t));
        }
        return values;
    }
}
