package org.galaxyvae.survey.source;

import java.io.Serializable;
import java.util.List;

/**
 * Where the catalog's objects are on the sky, and how large their cutouts.
 *
 * @param ids of the objects
 * @param places [object]: right ascension and declination, degrees, and side of the cutout, arcsec
 */
public record CutoutPositions(List<String> ids, double[][] places) implements Serializable {
    public CutoutPositions {
        if (ids.size() != places.length) {
            throw new IllegalArgumentException(
                    "Invalid positions: " + ids.size() + " ids, " + places.length + " places");
        }
    }
}
