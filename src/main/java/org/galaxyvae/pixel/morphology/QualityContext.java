package org.galaxyvae.pixel.morphology;

/**
 * What an image's closeup does not tell about its source.
 *
 * @param invalidShare share of the crop that was NaN, masked or out of the frame, 0 to 1
 * @param sourceBands bands of the source: 1 for gray
 * @param sourceWidth of the whole source, pixels
 * @param sourceHeight of the whole source, pixels
 */
public record QualityContext(double invalidShare, int sourceBands, int sourceWidth, int sourceHeight) {
    public QualityContext {
        if (!(invalidShare >= 0 && invalidShare <= 1) || sourceBands < 1 || sourceWidth < 1 || sourceHeight < 1) {
            throw new IllegalArgumentException("Invalid context: share " + invalidShare + ", " + sourceBands
                    + " bands, " + sourceWidth + " x " + sourceHeight + " pixels, expected 0 to 1, and at least 1");
        }
    }
}
