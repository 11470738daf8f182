package org.galaxyvae.survey.crossmatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;

/**
 * The lists of known objects.
 *
 * @param known objects of the survey that any of them knows
 */
public record ReferencesSummary(List<Reference> references, long known) implements Summary {
    /**
     * One list.
     *
     * @param objects its rows with a position
     * @param known objects of the survey that it knows
     * @param matches rows of {@code crossmatches}
     * @param listedAt ISO 8601, UTC
     */
    public record Reference(
            String reference,
            long objects,
            double radiusArcsec,
            long known,
            long matches,
            String source,
            String listedAt) {}

    public ReferencesSummary {
        references = List.copyOf(references);
    }

    /** Of all lists, for messages. */
    String names() {
        return references.isEmpty()
                ? "none, since no list was given yet"
                : references.stream().map(Reference::reference).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> lines() {
        if (references.isEmpty()) {
            return List.of(
                    "no list of known objects: give one with galaxy-vae crossmatch --with FILE --radius 2arcsec");
        }
        List<String> lines = new ArrayList<>(TextTable.lines(
                List.of("reference", "objects", "radius_arcsec", "known", "matches", "listed_at", "source"),
                references.stream()
                        .map(list -> List.of(
                                list.reference(),
                                Long.toString(list.objects()),
                                Double.toString(list.radiusArcsec()),
                                Long.toString(list.known()),
                                Long.toString(list.matches()),
                                list.listedAt(),
                                list.source()))
                        .toList()));
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%,d objects of the survey are known", known));
        return lines;
    }
}
