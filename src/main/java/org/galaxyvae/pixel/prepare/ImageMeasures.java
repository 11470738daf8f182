package org.galaxyvae.pixel.prepare;

import org.galaxyvae.pixel.morphology.Morphology;
import org.galaxyvae.pixel.morphology.Quality;
import org.galaxyvae.pixel.morphology.QualityContext;

/**
 * What is measured on a prepared image.
 *
 * @param quality of its closeup
 * @param morphology of what there is to look at
 */
public record ImageMeasures(Quality quality, Morphology morphology) {
    /** Measures; a pure function of the prepared image. */
    public static ImageMeasures of(Prepared prepared, Preparation preparation) {
        int channels = preparation.bands().count();
        QualityContext context = new QualityContext(
                prepared.invalidShare(), prepared.sourceBands(), prepared.sourceWidth(), prepared.sourceHeight());
        return new ImageMeasures(
                Quality.of(prepared.closeup(), prepared.closeupSize(), channels, context),
                Morphology.of(prepared.display(), preparation.sizePixels(), channels));
    }
}
