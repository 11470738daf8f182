package org.galaxyvae.survey.fetch;

import java.net.URI;
import java.time.Duration;
import org.galaxyvae.base.config.RequestException;

/**
 * What is fetched and how politely.
 *
 * @param url the service's address, up to the question mark
 * @param fits FITS in place of JPEG
 * @param sizePixels a side
 * @param scaleArcsec arcsec a pixel, where {@code radii} is 0
 * @param radii the frame's side in radii of the catalog, 0: the same scale for all
 * @param layer of the Legacy Surveys' viewer
 * @param bands of a FITS cutout
 * @param parallel requests at a time
 * @param requestsPerS over all of them
 * @param attempts at one object, retries among them
 * @param firstWait before the first retry; each next is twice as long, up to {@link Backoff#LONGEST}
 * @param connectTimeout for the connection
 * @param timeout for one whole request, to its last byte
 * @param seed of the waits' jitter
 */
public record FetchOptions(
        Survey survey,
        String url,
        boolean fits,
        int sizePixels,
        double scaleArcsec,
        double radii,
        String layer,
        String bands,
        int parallel,
        double requestsPerS,
        int attempts,
        Duration firstWait,
        Duration connectTimeout,
        Duration timeout,
        long seed) {

    public FetchOptions {
        require(
                isHttp(url),
                "Invalid --url " + url
                        + ", expected such as https://skyserver.sdss.org/dr17/SkyServerWS/ImgCutout/getjpeg");
        require(!fits || survey == Survey.LEGACY, "Invalid --format fits, expected jpg: SDSS gives no other cutouts");
        require(
                sizePixels >= survey.smallestPixels() && sizePixels <= survey.largestPixels(),
                "Invalid --size " + sizePixels + ", expected " + survey.smallestPixels() + " to "
                        + survey.largestPixels() + " pixels for " + survey.label());
        require(scaleArcsec >= 0.01 && scaleArcsec <= 60, "Invalid --scale " + scaleArcsec + ", expected 0.01 to 60");
        require(radii == 0 || (radii >= 0.5 && radii <= 100), "Invalid --radii " + radii + ", expected 0.5 to 100");
        require(layer.matches("[A-Za-z0-9._-]+"), "Invalid --layer " + layer + ", expected such as ls-dr10");
        require(bands.matches("[a-zA-Z0-9]{1,10}"), "Invalid --bands " + bands + ", expected such as grz");
        require(parallel >= 1 && parallel <= 64, "Invalid --parallel " + parallel + ", expected 1 to 64");
        require(
                requestsPerS > 0 && requestsPerS <= 1000,
                "Invalid --requests-per-s " + requestsPerS + ", expected above 0 and at most 1000");
        require(attempts >= 1 && attempts <= 20, "Invalid --attempts " + attempts + ", expected 1 to 20");
        require(timeout.toMillis() > 0, "Invalid --timeout-s, expected at least 1");
    }

    /** The cutouts' extension, without a dot. */
    String extension() {
        return fits ? "fits" : "jpg";
    }

    /** What makes two downloads into one folder the same. */
    String identity() {
        return "survey " + survey.label() + "\nurl " + url + "\nformat " + extension() + "\nsize_pixels " + sizePixels
                + "\nscale_arcsec " + scaleArcsec + "\nradii " + radii + "\nlayer " + layer + "\nbands " + bands + "\n";
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new RequestException(message);
        }
    }
}
