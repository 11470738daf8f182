package org.galaxyvae.base.row;

import java.time.Instant;
import java.util.Map;
import org.galaxyvae.pixel.Column;

/** A row of {@code known_objects}. The lists of known objects that the survey is matched with. */
public record KnownObjectRow(
        @Column(
                required = true,
                meaning = "name of the list: 1 to 64 letters, digits, `.`, `_`, `-`; by default the file's name "
                        + "without its extensions")
        String reference,

        @Column(
                required = true,
                meaning = "its id there; where the list has none, `J` and the position as IAU names do: "
                        + "`J123456.78-012345.6`, cut, not rounded")
        String matchedId,

        @Column(unit = "deg", meaning = "J2000") double raDeg,
        @Column(unit = "deg", meaning = "J2000") double decDeg,

        @Column(
                meaning = "the other columns under the list's own names, as text: the first 64 of them, 256 "
                        + "characters of each; what is empty is not there")
        Map<String, String> matched,

        @Column(unit = "arcsec", meaning = "how far an object may lie to be the same; above 0, at most 3600")
        double radiusArcsec,

        @Column(meaning = "the file") String source,
        @Column(meaning = "the command that wrote the row") String runId,
        @Column(meaning = "when that was") Instant listedAt) {}
