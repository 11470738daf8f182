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
        Dataset<Row> rejected = verdicts.where(col("reason").isNotNull());
        if (tables.exists(Specs.REJECTS)) {
            Dataset<Row> before = tables.readWithColumns(Specs.REJECTS)
                    .where(col("preparation_id").equalTo(preparation.id()))
                    .select("preparation_id", "source_uri", "source_file");
            Dataset<Row> gone = before.where(Arrays.stream(coverages)
                            .map(coverage -> col("source_uri").rlike(coverage))
                            .reduce(lit(false), Column::or))
                    .join(listed, "source_file", "left_anti");
            Dataset<Row> read = before.join(listed.where("opened"), "source_file", "left_semi")
                    .join(rejected, "source_uri", "left_anti");
            Dataset<Row> stale = gone.unionByName(read)
                    .select("preparation_id", "source_uri")
                    .distinct();
            if (!stale.isEmpty()) {
                tables.remove(Specs.REJECTS, stale);
            }
        }
        if (outcome.rejectedNow() > 0) {
            Column[] columns = {
                lit(preparation.id()).as("preparation_id"),
                col("source_uri"),
                col("source_file"),
                col("object_id"),
                col("reason"),
                col("message"),
                col("source_length"),
                lit(context.runId()).as("run_id"),
                lit(now).as("rejected_at")
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
                standing.join(verdicts.where("change IN ('new', 'replaced', 'removed')"), "object_id", "left_anti");
        if (outcome.written() > 0) {
            Dataset<Row> rows = changes.select(
                            "source_uri",
                            "object_id",
                            "image_path",
                            "ra_deg",
                            "dec_deg",
                            "pixel_scale_arcsec",
                            "change")
                    .join(
                            new Splits(context.settings().split())
                                    .of(
                                            changes.select("object_id", "content_hash"),
                                            staying.select("object_id", "content_hash", "split")),
                            "object_id");
            write(staged.drop("reason", "message", "image_path", "given_id")
                    .join(outcome.written() <= BROADCAST_ROWS ? broadcast(rows) : rows, "source_uri")
                    .withColumn("preparation_id", lit(preparation.id())));
        }
        if (outcome.removed() > 0) {
            Dataset<Row> removed = verdicts.where("change = 'removed'")
                    .select(lit(preparation.id()).as("preparation_id"), col("object_id"));
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
        Dataset<Row> quality = all.select("preparation_id", "object_id", "content_hash", "quality.*");
        Dataset<Row> morphology = all.select("preparation_id", "object_id", "content_hash", "morphology.*");
        if (tables.put(Specs.QUALITY, quality)) {
            tables.append(Specs.MORPHOLOGY, morphology); // written behind quality: what is not there is not here
        } else {
            tables.merge(Specs.MORPHOLOGY, morphology);
        }
        Dataset<Row> tensors = all.drop(
                        "quality", "morphology", "kind", "own_ra_deg", "own_dec_deg", "own_pixel_scale_arcsec")
                .withColumn("height", lit(preparation.sizePixels()))
                .withColumn("width", lit(preparation.sizePixels()))
                .withColumn("channels", lit(preparation.bands().count()))
                .withColumn("bands", lit(String.join(",", preparation.bands().names())))
                .withColumn("dtype", lit(preparation.depth().label()))
                .withColumn("ingested_at", lit(now));
        if (outcome.replacing() > 0) {
            tables.merge(Specs.TENSORS, tensors.where("change = 'replaced'").drop("change"));
        }
        if (outcome.written() > outcome.replacing()) {
            tables.append(Specs.TENSORS, tensors.where("change = 'new'").drop("change"));
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
        Dataset<Row> moved = staying.join(known, col("object_id").equalTo(col("catalog_id")))
                .where(not(same))
                .select(
                        col("preparation_id"),
                        col("object_id"),
                        coalesce(known.col("catalog_ra_deg"), col("ra_deg")).as("ra_deg"),
                        coalesce(known.col("catalog_dec_deg"), col("dec_deg")).as("dec_deg"),
                        coalesce(known.col("catalog_pixel_scale_arcsec"), col("pixel_scale_arcsec"))
                                .as("pixel_scale_arcsec"));
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
        Column withFlag = col("flags").bitwiseOR(bit);
        Column withoutFlag = col("flags").bitwiseAND(~bit);
        Dataset<Row> quality =
                tables.read(Specs.QUALITY).where(col("preparation_id").equalTo(preparation.id()));
        Dataset<Row> twins = quality.groupBy("content_hash")
                .agg(count(lit(1)).as("objects"))
                .where("objects > 1")
                .select("content_hash")
                .withColumn("twin", lit(true));
        Dataset<Row> wrong = quality.join(twins, "content_hash", "left")
                .withColumn("flags_now", when(col("twin"), withFlag).otherwise(withoutFlag))
                .where(col("flags_now").notEqual(col("flags")))
                .select(
                        col("preparation_id"),
                        col("object_id"),
                        col("flags_now").as("flags"));
        if (!wrong.isEmpty()) {
            tables.update(Specs.QUALITY, wrong, List.of("flags"));
        }
    }

    /** Last of all: from now on the sources that were read are known. */
    void sources(String positionsHash) {
        Dataset<Row> read = staged.groupBy("source_file")
                .agg(
                        first("kind").as("kind"),
                        first("source_length").as("source_length"),
                        first("source_modified_at").as("source_modified_at"),
                        count(lit(1)).as("images"),
                        count_if(col("reason").isNotNull()).as("unusable"))
                .select(
                        lit(preparation.id()).as("preparation_id"),
                        col("source_file").as("source_uri"),
                        col("kind"),
                        col("source_length"),
                        col("source_modified_at"),
                        col("images"),
                        col("unusable"),
                        when(col("kind").equalTo(SourceKind.MOSAIC.label()), lit(positionsHash))
                                .otherwise(lit(""))
                                .as("positions_hash"),
                        lit(context.runId()).as("run_id"),
                        lit(now).as("read_at"));
        tables.put(Specs.SOURCES, read);
    }
}
