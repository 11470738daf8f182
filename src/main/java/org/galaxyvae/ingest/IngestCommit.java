package org.galaxyvae.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.image.Preparation;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;
import org.galaxyvae.table.Tables;
import org.jspecify.annotations.Nullable;

/** Brings the tables to what was staged; each step is one commit (or none) and does no harm when repeated. */
final class IngestCommit {
    private static final List<String> FROM_CATALOG = List.of("ra_deg", "dec_deg", "pixel_scale_arcsec");

    private final StageContext context;
    private final Tables tables;
    private final Preparation preparation;
    private final Dataset<Row> fresh;
    private final Dataset<Row> rejected;
    private final Outcome outcome;
    private final Dataset<Row> assigned;
    private final Dataset<Row> standing;

    /**
     * @param staged every decoded or rejected file
     * @param outcome the same, counted
     * @param assigned every listed file with its object_id and whether its tensor is kept
     * @param standing the tensors of the preparation before this run, without pixels
     */
    IngestCommit(
            StageContext context,
            Preparation preparation,
            Dataset<Row> staged,
            Outcome outcome,
            Dataset<Row> assigned,
            Dataset<Row> standing) {
        this.context = context;
        this.tables = context.tables();
        this.preparation = preparation;
        this.fresh = staged.where(col("reason").isNull());
        this.rejected = staged.where(col("reason").isNotNull());
        this.outcome = outcome;
        this.assigned = assigned;
        this.standing = standing;
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

    /** Removes the rejects of files that are good now or gone, then adds and refreshes the others. */
    void rejects(String coverage) {
        if (tables.exists(Specs.REJECTS)) {
            Dataset<Row> gone = tables.read(Specs.REJECTS)
                    .where(col("source_uri").rlike(coverage))
                    .join(rejected.select("source_uri"), "source_uri", "left_anti");
            if (!gone.isEmpty()) {
                tables.remove(Specs.REJECTS, gone.select("source_uri"));
            }
        }
        if (outcome.rejected() > 0) {
            Column[] columns = {
                col("source_uri"),
                col("object_id"),
                col("reason"),
                col("message"),
                col("source_length"),
                lit(context.runId()).as("run_id"),
                lit(Timestamp.from(context.startedAt())).as("rejected_at")
            };
            tables.merge(Specs.REJECTS, rejected.select(columns));
        }
    }

    /**
     * Removes tensors whose file changed for the worse or belongs to another object now, replaces those of changed files,
     * adds the new ones.
     *
     * @param catalog one row an id, or null where this run has none
     * @return how many were removed without a successor
     */
    long tensors(@Nullable Dataset<Row> catalog) {
        Dataset<Row> freshIds = fresh.select("object_id");
        Dataset<Row> changed = standing.join(assigned.where(not(col("kept"))).select("source_uri"), "source_uri")
                .join(freshIds, "object_id", "left_anti")
                .select("preparation_id", "object_id", "content_hash");
        long removed = changed.count();
        if (removed > 0) {
            tables.remove(Specs.TENSORS, changed);
        }
        Dataset<Row> staying = standing.join(freshIds, "object_id", "left_anti")
                .join(changed.select("object_id"), "object_id", "left_anti");
        if (catalog != null) {
            followCatalog(staying, catalog);
        }
        Dataset<Row> rows = rows(staying);
        Column replaces = col("replaces");
        if (outcome.replacing() > 0) {
            tables.merge(Specs.TENSORS, rows.where(replaces).drop("replaces"));
        }
        if (outcome.written() > outcome.replacing()) {
            tables.append(Specs.TENSORS, rows.where(not(replaces)).drop("replaces"));
        }
        return removed;
    }

    /** Positions and scales of tensors that stay, where the new catalog knows others. */
    private void followCatalog(Dataset<Row> staying, Dataset<Row> catalog) {
        Dataset<Row> known = Assignment.known(catalog);
        Column same = FROM_CATALOG.stream()
                .map(name -> staying.col(name).eqNullSafe(known.col(name)))
                .reduce(Column::and)
                .orElseThrow();
        Dataset<Row> moved = staying.join(known, col("object_id").equalTo(col("catalog_id")))
                .where(not(same))
                .select(
                        col("preparation_id"),
                        col("object_id"),
                        known.col("ra_deg"),
                        known.col("dec_deg"),
                        known.col("pixel_scale_arcsec"));
        if (!moved.isEmpty()) {
            tables.update(Specs.TENSORS, moved, FROM_CATALOG);
        }
    }

    /** The staged tensors as rows of the table. */
    private Dataset<Row> rows(Dataset<Row> staying) {
        Splits splits = new Splits(context.settings().split());
        Dataset<Row> shared = splits.shared(
                fresh.select("object_id", "content_hash"), staying.select("object_id", "content_hash", "split"));
        return fresh.join(broadcast(shared), "content_hash", "left")
                .withColumn("split", coalesce(col("shared_split"), splits.own(col("object_id"))))
                .drop("shared_split", "opened", "listed", "kept", "reason", "message")
                .withColumn("preparation_id", lit(preparation.id()))
                .withColumn("height", lit(preparation.sizePixels()))
                .withColumn("width", lit(preparation.sizePixels()))
                .withColumn("channels", lit(preparation.bands().count()))
                .withColumn("bands", lit(String.join(",", preparation.bands().names())))
                .withColumn("dtype", lit(preparation.depth().label()))
                .withColumn("ingested_at", lit(Timestamp.from(context.startedAt())));
    }
}
