package org.galaxyvae.survey.crossmatch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.LISTED_AT;
import static org.galaxyvae.base.row.ColumnNames.OBJECTS;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PLACE;
import static org.galaxyvae.base.row.ColumnNames.RADIUS_ARCSEC;
import static org.galaxyvae.base.row.ColumnNames.REFERENCE;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SOURCE;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.survey.catalog.KnownList;

/**
 * Matches the survey with lists of known objects by position.
 *
 * <p>A list is written to {@code known_objects} first, then what it knows to {@code crossmatches}, each by one commit: between
 * them readers see what was known before, and the next matching, by hand or by night, does the rest.
 */
public final class CrossmatchStage {
    private CrossmatchStage() {}

    /**
     * Takes a list in and matches the survey with it; a list of that name goes.
     *
     * @throws InvalidDataException where the list cannot be read or no object of the survey has a position; then nothing changes
     */
    public static CrossmatchSummary run(StageContext context, CrossmatchRequest request) throws IOException {
        Stopwatch watch = Stopwatch.start();
        Path folder = context.workspace().staging(context.runId());
        try (SurveyPositions survey = SurveyPositions.read(context.tables())) {
            if (survey.placed() == 0) {
                throw new InvalidDataException("Cannot match the survey: none of its " + survey.objects()
                        + " objects has a position; expected a catalog with one, see ingest.catalog.ra and dec");
            }
            context.progress().note("reading " + request.source());
            KnownList list = KnownList.read(
                    context.spark(), request.source(), request.columns(), new Path(folder, "list").toString());
            Dataset<Row> rows = list.rows()
                    .withColumn(REFERENCE, lit(request.reference()))
                    .withColumn(RADIUS_ARCSEC, lit(request.radiusArcsec()))
                    .withColumn(SOURCE, lit(request.source()))
                    .withColumn(RUN_ID, lit(context.runId()))
                    .withColumn(LISTED_AT, lit(Timestamp.from(context.startedAt())));
            context.tables().overwrite(Specs.KNOWN_OBJECTS, rows, col(REFERENCE).equalTo(request.reference()));
            context.progress()
                    .note("matching " + survey.placed() + " objects with " + list.placed() + " of "
                            + request.reference());
            Matching.Outcome found = new Matching(context, survey).of(request.reference(), request.radiusArcsec());
            return CrossmatchSummary.of(context, request, list, survey, found, watch.seconds());
        } finally {
            context.workspace().files().delete(folder, true);
            context.spark().sparkContext().setJobDescription(null);
        }
    }

    /** Matches the survey with every list that was taken in, since objects or positions may be new. */
    public static ReferencesSummary again(StageContext context) {
        List<Row> lists = lists(context).select(REFERENCE, RADIUS_ARCSEC).collectAsList();
        if (!lists.isEmpty()) {
            try (SurveyPositions survey = SurveyPositions.read(context.tables())) {
                Matching matching = new Matching(context, survey);
                for (Row list : lists) {
                    context.progress()
                            .note("matching " + survey.placed() + " objects with reference " + list.getString(0));
                    matching.of(list.getString(0), list.getDouble(1));
                }
            } finally {
                context.spark().sparkContext().setJobDescription(null);
            }
        }
        return list(context);
    }

    /** What lists there are and what they know. */
    public static ReferencesSummary list(StageContext context) {
        Dataset<Row> matches = context.tables()
                .readOrEmpty(Specs.CROSSMATCHES)
                .groupBy(REFERENCE)
                .agg(
                        functions.count_if(col(PLACE).equalTo(1)).as("known"),
                        functions.count(lit(1)).as("matches"));
        List<ReferencesSummary.Reference> references = new ArrayList<>();
        for (Row row : lists(context)
                .join(matches, new String[] {REFERENCE}, "left")
                .na()
                .fill(0L, new String[] {"known", "matches"})
                .orderBy(REFERENCE)
                .collectAsList()) {
            references.add(new ReferencesSummary.Reference(
                    row.getAs(REFERENCE),
                    row.<Long>getAs(OBJECTS),
                    row.<Double>getAs(RADIUS_ARCSEC),
                    row.<Long>getAs("known"),
                    row.<Long>getAs("matches"),
                    row.getAs(SOURCE),
                    row.<Timestamp>getAs(LISTED_AT).toInstant().toString()));
        }
        return new ReferencesSummary(references, known(context));
    }

    /**
     * Forgets a list and all that it knows.
     *
     * @throws RequestException where there is none of that name
     */
    public static ReferencesSummary remove(StageContext context, String reference) {
        String condition = "reference = '" + ReferenceName.of("", reference) + "'";
        boolean listed = !context.tables()
                .readOrEmpty(Specs.KNOWN_OBJECTS)
                .where(condition)
                .isEmpty();
        boolean matched = !context.tables()
                .readOrEmpty(Specs.CROSSMATCHES)
                .where(condition)
                .isEmpty();
        if (!listed && !matched) {
            throw new RequestException("Cannot remove " + reference + ": there is no such reference, expected one of "
                    + list(context).names());
        }
        // the list first: nobody would match with it again, should the second be missing
        context.tables().delete(Specs.KNOWN_OBJECTS, condition);
        context.tables().delete(Specs.CROSSMATCHES, condition);
        return list(context);
    }

    /** How many objects any list knows. */
    static long known(StageContext context) {
        return context.tables()
                .readOrEmpty(Specs.CROSSMATCHES)
                .where("place = 1")
                .select(OBJECT_ID)
                .distinct()
                .count();
    }

    private static Dataset<Row> lists(StageContext context) {
        return context.tables()
                .readOrEmpty(Specs.KNOWN_OBJECTS)
                .groupBy(REFERENCE, RADIUS_ARCSEC, SOURCE, LISTED_AT)
                .agg(functions.count(lit(1)).as(OBJECTS))
                .orderBy(REFERENCE);
    }
}
