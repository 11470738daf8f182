package org.galaxyvae.survey.crossmatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.survey.catalog.KnownList;

/**
 * What a list knows of the survey.
 *
 * @param rows rows of the list
 * @param withoutPosition rows that give none
 * @param invalidPositions rows whose position is no number in range
 * @param malformedRows rows with more or fewer values than columns
 * @param columnsLeftOut columns of the list that are not kept
 * @param examples the first invalid positions
 * @param objects of the survey: all with a tensor or a score
 * @param objectsWithoutPosition those that nothing can be matched with
 * @param known those that the list knows
 * @param matches rows of {@code crossmatches}
 * @param full objects with as many matches as are kept, which may have more
 * @param matchesKept so many
 * @param knownByAny objects that any list knows
 */
record CrossmatchSummary(
        String runId,
        String reference,
        String source,
        double radiusArcsec,
        long rows,
        long withoutPosition,
        long invalidPositions,
        long malformedRows,
        int columnsLeftOut,
        List<String> examples,
        long objects,
        long objectsWithoutPosition,
        long known,
        long matches,
        long full,
        int matchesKept,
        long knownByAny,
        double seconds)
        implements Summary {
    public CrossmatchSummary {
        examples = List.copyOf(examples);
    }

    static CrossmatchSummary of(
            StageContext context,
            CrossmatchRequest request,
            KnownList list,
            SurveyPositions survey,
            Matching.Outcome found,
            double seconds) {
        return new CrossmatchSummary(
                context.runId(),
                request.reference(),
                request.source(),
                request.radiusArcsec(),
                list.count(),
                list.withoutPosition(),
                list.invalidPositions(),
                list.malformedRows(),
                list.columnsLeftOut(),
                list.examples(),
                survey.objects(),
                survey.withoutPosition(),
                found.known(),
                found.matches(),
                found.full(),
                context.settings().crossmatch().matches(),
                CrossmatchStage.known(context),
                seconds);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(told(
                "reference %s: %,d of its %,d rows have a position",
                reference, rows - withoutPosition - invalidPositions, rows));
        if (withoutPosition > 0) {
            lines.add(told("left out %,d rows without a position", withoutPosition));
        }
        if (invalidPositions > 0) {
            lines.add(told("left out %,d rows whose position is no number in range:", invalidPositions));
            examples.forEach(example -> lines.add("  " + example));
        }
        if (malformedRows > 0) {
            lines.add(told("%,d rows have more or fewer values than columns", malformedRows));
        }
        if (columnsLeftOut > 0) {
            lines.add(told("the last %,d columns are not kept", columnsLeftOut));
        }
        lines.add(told(
                "it knows %,d of %,d objects within %s arcsec, by %,d matches, in %.1f s",
                known, objects, Double.toString(radiusArcsec), matches, seconds));
        if (objectsWithoutPosition > 0) {
            lines.add(told("%,d objects have no position and stay unknown", objectsWithoutPosition));
        }
        if (full > 0) {
            lines.add(told(
                    "%,d objects have the %,d matches that crossmatch.matches keeps, maybe more: the radius is large for"
                            + " this list",
                    full, matchesKept));
        }
        lines.add(told(
                "known by any reference: %,d; the new ones: SELECT * FROM top_anomalies WHERE NOT known", knownByAny));
        return lines;
    }

    private static String told(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
