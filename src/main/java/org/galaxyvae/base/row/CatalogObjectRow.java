package org.galaxyvae.base.row;

import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** A row of {@code catalog}. The catalog's own columns; the schema is the least it has, the user's columns follow. */
public record CatalogObjectRow(
        @Column(required = true, meaning = "as in `tensors`")
        String objectId,

        @Column(unit = "deg", meaning = "J2000") @Nullable Double raDeg,
        @Column(unit = "deg", meaning = "J2000") @Nullable Double decDeg) {}
