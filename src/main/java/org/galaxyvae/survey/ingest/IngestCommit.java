package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.galaxyvae.base.row.ColumnNames.BANDS;
import static org.galaxyvae.base.row.ColumnNames.CHANGE;
import static org.galaxyvae.base.row.ColumnNames.CHANNELS;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.DTYPE;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.IMAGES;
import static org.galaxyvae.base.row.ColumnNames.IMAGE_PATH;
import static org.galaxyvae.base.row.ColumnNames.INGESTED_AT;
import static org.galaxyvae.base.row.ColumnNames.KIND;
import static org.galaxyvae.base.row.ColumnNames.MESSAGE;
import static org.galaxyvae.base.row.ColumnNames.OBJECTS;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXEL_SCALE_ARCSEC;
import static org.galaxyvae.base.row.ColumnNames.POSITIONS_HASH;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.READ_AT;
import static org.galaxyvae.base.row.ColumnNames.REASON;
import static org.galaxyvae.base.row.ColumnNames.REJECTED_AT;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_FILE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_LENGTH;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_MODIFIED_AT;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;
import static org.galaxyvae.base.row.ColumnNames.UNUSABLE;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.pixel.morphology.QualityFlag;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.survey.source.SourceKind;
import org.jspecify.annotations.Nullable;

/** Brings the tables to what was settled; each step is one commit (or none) and does no harm when repeated. */
final class IngestCommit {
    private static final List<String> FROM_CATALOG = List.of("ra_deg", "dec_deg", "pixel_scale_arcsec");

    /** Winners beyond this many are joined to their pixels by a shuffle: the list would not fit beside the rest. */
    private static final long BROADCAST_ROWS = 2_000_000;

    private final StageContext context;
    private final Tables tables;
    private final Preparation preparation;
    private final Dataset<Row> staged;
    private final Dataset<Row> verdicts;
    private final IngestOutcome outcome;
    private final Dataset<Row> listed;
    private final Dataset<Row> standing;
    private final Timestamp now;

    /**
     * @param staged every image read, with pixels
     * @param verdicts as {@link VerdictRow}
     * @param outcome the same, counted
     * @param listed source_file and {@code opened} of every listed source
     * @param standing the tensors of the preparation before this run, without pixels
     */
    IngestCommit(
            StageContext context,
            Preparation preparation,
            Dataset<Row> staged,
            Dataset<Row> verdicts,
            IngestOutcome outcome,
            Dataset<Row> listed,
            Dataset<Row> standing) {
        this.context = context;
        this.tables = context.tables();
        this.preparation = preparation;
        this.staged = staged;
        this.verdicts = verdicts;
        this.outcome = outcome;
        this.listed = listed;
        this.standing = standing;
        this.now = Timestamp.from(context.startedAt());
    }

    /** Replaces the catalog where it differs. */
    void catalog(Dataset<Row> rows) {
        if (tables.exists(Specs.CATALOG)) {
            Dataset<Row> before = tables.read(Specs.CATALOG);
            if (before.schema().simpleString().equals(rows.schema().simpleString()) && equal(before, rows)) {
                return;
            }
        }
        tables.replace(Specs.CATALOG, rows);
    }

    private static boolean equal(Dataset<Row> one, Dataset<Row> other) {
        Column[] columns =
                Arrays.stream(one.columns()).map(name -> col("`" + name + "`")).toArray(Column[]::new);
        return one.withColumn("side", lit(1))
                .unionByName(other.withColumn("side", lit(-1)))
                .groupBy(columns)
                .agg(sum("side").as("balance"))
                .where("balance <> 0")
                .isEmpty();
    }

    /**
     * Removes the rejects of sources that were read again or are gone from the paths, then adds what was rejected.
     *
     * @param coverages find the URI of whatever stands, or stood, under the paths
     */
    void rejects(String... coverages) {
        Dataset<Row> rejected = verdicts.where(col(REASON).isNotNull());
        if (tables.exists(Specs.REJECTS)) {
            Dataset<Row> before = tables.readWithColumns(Specs.REJECTS)
                    .where(col(PREPARATION_ID).equalTo(preparation.id()))
                    .select(PREPARATION_ID, SOURCE_URI, SOURCE_FILE);
            Dataset<Row> gone = before.where(Arrays.stream(coverages)
                            .map(coverage -> col(SOURCE_URI).rlike(coverage))
                            .reduce(lit(false), Column::or))
                    .join(listed, SOURCE_FILE, "left_anti");
            Dataset<Row> read = before.join(listed.where("opened"), SOURCE_FILE, "left_semi")
                    .join(rejected, SOURCE_URI, "left_anti");
            Dataset<Row> stale =
                    gone.unionByName(read).select(PREPARATION_ID, SOURCE_URI).distinct();
            if (!stale.isEmpty()) {
                tables.remove(Specs.REJECTS, stale);
            }
        }
        if (outcome.rejectedNow() > 0) {
            Column[] columns = {
                lit(preparation.id()).as(PREPARATION_ID),
                col(SOURCE_URI),
                col(SOURCE_FILE),
                col(OBJECT_ID),
                col(REASON),
                col(MESSAGE),
                col(SOURCE_LENGTH),
                lit(context.runId()).as(RUN_ID),
                lit(now).as(REJECTED_AT)
            };
            tables.put(Specs.REJECTS, rejected.select(columns));
        }
        if (!tables.readWithColumns(Specs.REJECTS)
                .where("preparation_id IS NULL")
                .isEmpty()) {
            // of a workspace made before each preparation had its own: this ingest has read those files again
            tables.append(Specs.REJECTS, tables.readWithColumns(Specs.REJECTS).limit(0));
            tables.delete(Specs.REJECTS, "preparation_id IS NULL");
        }
    }

    /**
     * Measurements first, tensors last: an image counts as ingested when its tensor stands.
     *
     * @param catalog one row an id, or null where this run has none
     */
    void tensors(@Nullable Dataset<Row> catalog) {
        Dataset<Row> changes = verdicts.where("change IN ('new', 'replaced')");
        Dataset<Row> staying =
                standing.join(verdicts.where("change IN ('new', 'replaced', 'removed')"), OBJECT_ID, "left_anti");
        if (outcome.written() > 0) {
            Dataset<Row> rows = changes.select(
                            SOURCE_URI, OBJECT_ID, IMAGE_PATH, RA_DEG, DEC_DEG, PIXEL_SCALE_ARCSEC, CHANGE)
                    .join(
                            new Splits(context.settings().split())
                                    .of(
                                            changes.select(OBJECT_ID, CONTENT_HASH),
                                            staying.select(OBJECT_ID, CONTENT_HASH, SPLIT)),
                            OBJECT_ID);
            write(staged.drop(REASON, MESSAGE, IMAGE_PATH, "given_id")
                    .join(outcome.written() <= BROADCAST_ROWS ? broadcast(rows) : rows, SOURCE_URI)
                    .withColumn(PREPARATION_ID, lit(preparation.id())));
        }
        if (outcome.removed() > 0) {
            Dataset<Row> removed = verdicts.where("change = 'removed'")
                    .select(lit(preparation.id()).as(PREPARATION_ID), col(OBJECT_ID));
            for (TableSpec table : List.of(Specs.TENSORS, Specs.QUALITY, Specs.MORPHOLOGY)) {
                if (tables.exists(table)) {
                    tables.remove(table, removed);
                }
            }
        }
        if (catalog != null && !staying.isEmpty()) {
            followCatalog(staying, catalog);
        }
    }

    private void write(Dataset<Row> all) {
        Dataset<Row> quality = all.select(PREPARATION_ID, OBJECT_ID, CONTENT_HASH, "quality.*");
        Dataset<Row> morphology = all.select(PREPARATION_ID, OBJECT_ID, CONTENT_HASH, "morphology.*");
        if (tables.put(Specs.QUALITY, quality)) {
            tables.append(Specs.MORPHOLOGY, morphology); // written behind quality: what is not there is not here
        } else {
            tables.merge(Specs.MORPHOLOGY, morphology);
        }
        Dataset<Row> tensors = all.drop(
                        "quality", "morphology", KIND, "own_ra_deg", "own_dec_deg", "own_pixel_scale_arcsec")
                .withColumn(HEIGHT, lit(preparation.sizePixels()))
                .withColumn(WIDTH, lit(preparation.sizePixels()))
                .withColumn(CHANNELS, lit(preparation.bands().count()))
                .withColumn(BANDS, lit(String.join(",", preparation.bands().names())))
                .withColumn(DTYPE, lit(preparation.depth().label()))
                .withColumn(INGESTED_AT, lit(now));
        if (outcome.replacing() > 0) {
            tables.merge(Specs.TENSORS, tensors.where("change = 'replaced'").drop(CHANGE));
        }
        if (outcome.written() > outcome.replacing()) {
            tables.append(Specs.TENSORS, tensors.where("change = 'new'").drop(CHANGE));
        }
    }

    /** Positions and scales of tensors that stay, where the new catalog knows others. */
    private void followCatalog(Dataset<Row> staying, Dataset<Row> catalog) {
        Dataset<Row> known = Assignment.known(catalog);
        Column same = FROM_CATALOG.stream()
                .map(name -> coalesce(known.col("catalog_" + name), staying.col(name))
                        .eqNullSafe(staying.col(name)))
                .reduce(Column::and)
                .orElseThrow();
        Dataset<Row> moved = staying.join(known, col(OBJECT_ID).equalTo(col("catalog_id")))
                .where(not(same))
                .select(
                        col(PREPARATION_ID),
                        col(OBJECT_ID),
                        coalesce(known.col("catalog_ra_deg"), col(RA_DEG)).as(RA_DEG),
                        coalesce(known.col("catalog_dec_deg"), col(DEC_DEG)).as(DEC_DEG),
                        coalesce(known.col("catalog_pixel_scale_arcsec"), col(PIXEL_SCALE_ARCSEC))
                                .as(PIXEL_SCALE_ARCSEC));
        if (!moved.isEmpty()) {
            tables.update(Specs.TENSORS, moved, FROM_CATALOG);
        }
    }

    /** Sets and clears the flag of equal content, of all objects: the twin may have come or gone. */
    void duplicateContent() {
        if (!tables.exists(Specs.QUALITY)) {
            return;
        }
        int bit = QualityFlag.DUPLICATE.bit();
        Column withFlag = col(FLAGS).bitwiseOR(bit);
        Column withoutFlag = col(FLAGS).bitwiseAND(~bit);
        Dataset<Row> quality =
                tables.read(Specs.QUALITY).where(col(PREPARATION_ID).equalTo(preparation.id()));
        Dataset<Row> twins = quality.groupBy(CONTENT_HASH)
                .agg(count(lit(1)).as(OBJECTS))
                .where("objects > 1")
                .select(CONTENT_HASH)
                .withColumn("twin", lit(true));
        Dataset<Row> wrong = quality.join(twins, CONTENT_HASH, "left")
                .withColumn("flags_now", when(col("twin"), withFlag).otherwise(withoutFlag))
                .where(col("flags_now").notEqual(col(FLAGS)))
                .select(col(PREPARATION_ID), col(OBJECT_ID), col("flags_now").as(FLAGS));
        if (!wrong.isEmpty()) {
            tables.update(Specs.QUALITY, wrong, List.of("flags"));
        }
    }

    /** Last of all: from now on the sources that were read are known. */
    void sources(String positionsHash) {
        Dataset<Row> read = staged.groupBy(SOURCE_FILE)
                .agg(
                        first("kind").as(KIND),
                        first("source_length").as(SOURCE_LENGTH),
                        first("source_modified_at").as(SOURCE_MODIFIED_AT),
                        count(lit(1)).as(IMAGES),
                        count_if(col(REASON).isNotNull()).as(UNUSABLE))
                .select(
                        lit(preparation.id()).as(PREPARATION_ID),
                        col(SOURCE_FILE).as(SOURCE_URI),
                        col(KIND),
                        col(SOURCE_LENGTH),
                        col(SOURCE_MODIFIED_AT),
                        col(IMAGES),
                        col(UNUSABLE),
                        when(col(KIND).equalTo(SourceKind.MOSAIC.label()), lit(positionsHash))
                                .otherwise(lit(""))
                                .as(POSITIONS_HASH),
                        lit(context.runId()).as(RUN_ID),
                        lit(now).as(READ_AT));
        tables.put(Specs.SOURCES, read);
    }
}
