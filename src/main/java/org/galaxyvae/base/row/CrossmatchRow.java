package org.galaxyvae.base.row;

import java.time.Instant;
import java.util.Map;
import org.galaxyvae.pixel.Column;

/** A row of {@code crossmatches}. Which objects are known, and as what. */
public record CrossmatchRow(
        @Column(required = true, meaning = "as in `known_objects`")
        String reference,

        @Column(required = true, meaning = "the object of ours")
        String objectId,

        @Column(
                required = true,
                meaning = "1 = the nearest; ties by matched_id, then position. At most `crossmatch.matches`")
        int place,

        @Column(meaning = "as in `known_objects`") String matchedId,

        @Column(unit = "deg", meaning = "its position in the list, J2000")
        double matchedRaDeg,

        @Column(unit = "deg", meaning = "its position in the list, J2000")
        double matchedDecDeg,

        @Column(unit = "arcsec", meaning = "on the sky; at most the radius")
        double separationArcsec,

        @Column(meaning = "as in `known_objects`") Map<String, String> matched,

        @Column(meaning = "of the command that wrote it; a matching again that changes nothing writes nothing")
        String runId,

        @Column(meaning = "when that was") Instant matchedAt) {}
