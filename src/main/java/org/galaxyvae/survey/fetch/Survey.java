package org.galaxyvae.survey.fetch;

import java.net.URI;
import java.util.Locale;

/** A service that cuts pictures out of a survey. */
public enum Survey {
    /** SDSS SkyServer, ImgCutout getjpeg: color JPEG of g, r and i. */
    SDSS("https://skyserver.sdss.org/dr17/SkyServerWS/ImgCutout/getjpeg", 0.396127, 424, 64, 2048),
    /** The viewer of the DESI Legacy Imaging Surveys: color JPEG, or FITS of the bands in nanomaggies. */
    LEGACY("https://www.legacysurvey.org/viewer/cutout", 0.262, 256, 16, 3000);

    private final String url;
    private final double scaleArcsec;
    private final int sizePixels;
    private final int smallestPixels;
    private final int largestPixels;

    Survey(String url, double scaleArcsec, int sizePixels, int smallestPixels, int largestPixels) {
        this.url = url;
        this.scaleArcsec = scaleArcsec;
        this.sizePixels = sizePixels;
        this.smallestPixels = smallestPixels;
        this.largestPixels = largestPixels;
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service's address, up to the question mark. */
    public String url(boolean fits) {
        return this == LEGACY ? url + (fits ? ".fits" : ".jpg") : url;
    }

    /** Arcsec a pixel of the survey's own frames. */
    public double scaleArcsec() {
        return scaleArcsec;
    }

    /** Pixels a side where nothing else is asked for. */
    public int sizePixels() {
        return sizePixels;
    }

    /** The least that the service gives, pixels a side. */
    int smallestPixels() {
        return smallestPixels;
    }

    /** The most that the service gives, pixels a side. */
    int largestPixels() {
        return largestPixels;
    }

    /** The address of one cutout. */
    URI cutout(FetchOptions options, double raDeg, double decDeg, double scale) {
        String position = String.format(Locale.ROOT, "?ra=%.7f&dec=%.7f", raDeg, decDeg);
        int size = options.sizePixels();
        String rest = this == SDSS
                ? String.format(Locale.ROOT, "&scale=%.6f&width=%d&height=%d", scale, size, size)
                : String.format(Locale.ROOT, "&pixscale=%.6f&size=%d&layer=%s", scale, size, options.layer())
                        + (options.fits() ? "&bands=" + options.bands() : "");
        return URI.create(options.url() + position + rest);
    }
}
