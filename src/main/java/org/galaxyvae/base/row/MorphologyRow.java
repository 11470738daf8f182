package org.galaxyvae.base.row;

import org.galaxyvae.pixel.Column;
import org.galaxyvae.pixel.morphology.Morphology;

/** A row of {@code morphology}. The classical shape of what an image shows. */
public record MorphologyRow(
        @Column(required = true, meaning = "as in `tensors`")
        String preparationId,

        @Column(required = true, meaning = "as in `tensors`")
        String objectId,

        @Column(meaning = "of the pixels it came from") String contentHash,
        @Embedded Morphology morphology) {}
