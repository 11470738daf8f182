package org.galaxyvae.survey.crossmatch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.MATCHED;
import static org.galaxyvae.base.row.ColumnNames.MATCHED_AT;
import static org.galaxyvae.base.row.ColumnNames.MATCHED_DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.MATCHED_ID;
import static org.galaxyvae.base.row.ColumnNames.MATCHED_RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PLACE;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.REFERENCE;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SEPARATION_ARCSEC;

import java.sql.Timestamp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.survey.catalog.SkyJoin;

/** Brings {@code crossmatches} to what the lists in {@code known_objects} and the survey's positions say. */
record Matching(StageContext context, SurveyPositions survey) {
    private static final Column[] MATCH = {
        col(OBJECT_ID),
        col(PLACE),
        col(MATCHED_ID),
        col(MATCHED_RA_DEG),
        col(MATCHED_DEC_DEG),
        col(SEPARATION_ARCSEC),
        // maps have neither an order nor a hash
        map_entries(col(MATCHED))
    };

    /**
     * What one list knows.
     *
     * @param known objects with a match
     * @param matches rows of {@code crossmatches}
     * @param full objects with as many matches as are kept
     * @param changed whether it was written: it differs from what stood there
     */
    record Outcome(long known, long matches, long full, boolean changed) {}

    /** Matches one list and replaces its rows in one commit, if any differs. */
    Outcome of(String reference, double radiusArcsec) {
        context.spark().sparkContext().setJobDescription("match " + survey.placed() + " objects with " + reference);
        int most = context.settings().crossmatch().matches();
        Column ofList = col(REFERENCE).equalTo(reference);
        Dataset<Row> list = context.tables()
                .read(Specs.KNOWN_OBJECTS)
                .where(ofList)
                .select(
                        struct(
                                        col(MATCHED_ID),
                                        col(RA_DEG),
                                        col(DEC_DEG),
                                        map_entries(col(MATCHED)).as(MATCHED))
                                .as("key"),
                        col(RA_DEG),
                        col(DEC_DEG));
        Dataset<Row> now = SkyJoin.nearestFirst(survey.rows(), list, radiusArcsec, most)
                .select(
                        lit(reference).as(REFERENCE),
                        col("left_key").as(OBJECT_ID),
                        col(PLACE),
                        col("right_key.matched_id").as(MATCHED_ID),
                        col("right_key.ra_deg").as(MATCHED_RA_DEG),
                        col("right_key.dec_deg").as(MATCHED_DEC_DEG),
                        col(SEPARATION_ARCSEC),
                        map_from_entries(col("right_key.matched")).as(MATCHED),
                        lit(context.runId()).as(RUN_ID),
                        lit(Timestamp.from(context.startedAt())).as(MATCHED_AT))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Row counts = counts(now);
            boolean changed = !context.tables().exists(Specs.CROSSMATCHES)
                    || !counts.equals(
                            counts(context.tables().read(Specs.CROSSMATCHES).where(ofList)));
            if (changed) {
                context.tables().overwrite(Specs.CROSSMATCHES, now.coalesce(1), ofList);
            }
            return new Outcome(counts.getLong(0), counts.getLong(1), counts.getLong(2), changed);
        } finally {
            now.unpersist();
        }
    }

    /** Objects with a match, matches, objects with as many as are kept, and a checksum of the rows in any order. */
    private Row counts(Dataset<Row> matches) {
        return matches.agg(
                        functions.count_if(col(PLACE).equalTo(1)),
                        functions.count(lit(1)),
                        functions.count_if(col(PLACE)
                                .equalTo(context.settings().crossmatch().matches())),
                        functions.sum(functions.xxhash64(MATCH).cast("decimal(20,0)")))
                .first();
    }
}
