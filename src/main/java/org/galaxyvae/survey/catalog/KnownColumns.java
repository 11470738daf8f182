package org.galaxyvae.survey.catalog;

import java.util.List;
import org.galaxyvae.base.table.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a list of known objects stand, from 0.
 *
 * @param id -1 where the list has none
 */
record KnownColumns(int ra, int dec, int id) {
    // as SIMBAD, NED, VizieR, Gaia, SDSS and our own tables name them; decimal degrees before text
    private static final List<String> RA =
            List.of("ra", "ra_deg", "_RAJ2000", "RAJ2000", "ra_j2000", "RA_ICRS", "RAdeg", "ALPHA_J2000");
    private static final List<String> DEC =
            List.of("dec", "dec_deg", "_DEJ2000", "DEJ2000", "dec_j2000", "DE_ICRS", "DEdeg", "DELTA_J2000");
    private static final List<String> ID = List.of(
            "object_id", "main_id", "source_id", "objid", "id", "name", "designation", "Object Name", "iauname");

    /**
     * Finds them.
     *
     * @throws InvalidDataException where one that was named is not there, or none has a usual name for a coordinate
     */
    static KnownColumns of(List<String> header, KnownList.Columns wanted, String location) {
        return new KnownColumns(
                find(header, wanted.ra(), RA, "--ra", location),
                find(header, wanted.dec(), DEC, "--dec", location),
                find(header, wanted.id(), ID, "--match-id", location));
    }

    boolean has(int place) {
        return place == ra || place == dec || place == id;
    }

    private static int find(
            List<String> header, @Nullable String named, List<String> usual, String option, String location) {
        for (String name : named == null ? usual : List.of(named)) {
            int place = SourceTable.find(header, name, location);
            if (place >= 0) {
                return place;
            }
        }
        if (named == null && usual.equals(ID)) {
            return -1;
        }
        throw new InvalidDataException("Cannot read catalog " + location + ": no column "
                + (named == null ? String.join(", ", usual) : named) + ", found " + String.join(", ", header)
                + "; name it with " + option);
    }
}
