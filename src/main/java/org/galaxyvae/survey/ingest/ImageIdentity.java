package org.galaxyvae.survey.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What an image is called and where it stands: all that tells which object it shows.
 *
 * @param imagePath the path by which a catalog may name it
 * @param givenId the id that its source gives, or null
 * @param ownRaDeg J2000 degrees, as the image itself says; null where it does not, as its declination and scale
 */
record ImageIdentity(
        String sourceUri,
        String sourceFile,
        String imagePath,
        @Nullable String givenId,
        @Nullable Double ownRaDeg,
        @Nullable Double ownDecDeg,
        @Nullable Double ownPixelScaleArcsec) {}
