package org.galaxyvae.base.row;

import org.galaxyvae.pixel.Column;
import org.galaxyvae.pixel.morphology.Quality;

/** A row of {@code quality}. What is wrong with an image, as values and flags. */
public record QualityRow(
        @Column(required = true, meaning = "as in `tensors`")
        String preparationId,

        @Column(required = true, meaning = "as in `tensors`")
        String objectId,

        @Column(meaning = "of the tensor's pixels; measured again only when it changes")
        String contentHash,

        @Embedded Quality quality) {}
