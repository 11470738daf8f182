package org.galaxyvae.night;

import static org.galaxyvae.base.row.ColumnNames.KS;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.PSI;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.row.DriftRow;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.registry.ModelChoice;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a night before anybody else does.
 *
 * @param written tables of the night's branch
 * @param model the model of the night
 */
record Audit(StageContext written, ModelChoice model) {
    private static final int TOP = 100;
    /** Fewer images say nothing about a share of a few hundredths. */
    private static final int FEWEST_IMAGES = 20;

    /** Row count, keys, values: what a whole table must be. */
    List<Check> integrity() {
        Settings.Audit limits = written.settings().audit();
        Dataset<Row> scores = ofRun(Specs.SCORES);
        String broken = Stream.concat(
                        Evidence.columns().stream(),
                        Stream.of("anomaly_score", "network_score", "p_value", "p_tail", "fdr_q"))
                .map(column -> "int(" + column + " IS NULL OR isnan(" + column + ") OR abs(" + column
                        + ") = double('infinity'))")
                .collect(Collectors.joining(" + "));
        Row counts = scores.selectExpr(
                        "count(*)",
                        "count(DISTINCT object_id)",
                        "coalesce(sum(" + broken + " + int(rank IS NULL) + int(object_id IS NULL)), 0)",
                        "count(DISTINCT rank)")
                .first();
        long rows = counts.getLong(0);
        Row latents = ofRun(Specs.LATENTS)
                .selectExpr(
                        "count(*)",
                        "count(DISTINCT object_id)",
                        "coalesce(sum(int(z IS NULL OR exists(z, v -> v IS NULL OR isnan(v)))), 0)")
                .first();
        long tensors = written.tables()
                .read(Specs.TENSORS)
                .where(functions.col(PREPARATION_ID).equalTo(model.preparationId()))
                .count();
        return List.of(
                Check.atMost(
                        "missing_rows",
                        (double) Math.max(Math.abs(tensors - rows), Math.abs(tensors - latents.getLong(0))),
                        (double) limits.maxMissingRows(),
                        "scores or latents that differ in number from the " + tensors + " tensors"),
                Check.atMost(
                        "invalid_values",
                        (double) (counts.getLong(2) + latents.getLong(2)),
                        0,
                        "values that are null, not a number or infinite"),
                Check.atMost(
                        "duplicate_keys",
                        (double) (2 * rows
                                - counts.getLong(1)
                                - counts.getLong(3)
                                + latents.getLong(0)
                                - latents.getLong(1)),
                        0,
                        "objects or ranks that stand twice"));
    }

    /** Of the images this night opened. */
    Check rejects(long read) {
        double limit = written.settings().audit().maxRejectShare();
        if (read < FEWEST_IMAGES) {
            return Check.notMeasured("reject_share", limit, read + " images read, fewer than " + FEWEST_IMAGES);
        }
        long rejected = written.tables()
                .readOrEmpty(Specs.REJECTS)
                .where(functions.col(RUN_ID).equalTo(written.runId()))
                .count();
        return Check.atMost(
                "reject_share", (double) rejected / read, limit, "share of the images read that were rejected");
    }

    /** How much of the last night's first hundred is still there; objects that are gone do not count. */
    Check topOverlap(@Nullable Dataset<Row> last) {
        double limit = written.settings().audit().minTopOverlap();
        if (last == null) {
            return Check.notMeasured("top_overlap", limit, "no night of this model was published before");
        }
        Dataset<Row> now = ofRun(Specs.SCORES).select(OBJECT_ID, RANK);
        Row kept = last.where("rank <= " + TOP)
                .select(OBJECT_ID)
                .join(now.withColumnRenamed(RANK, "now"), OBJECT_ID)
                .selectExpr("count(*)", "count_if(now <= " + TOP + ")")
                .first();
        return kept.getLong(0) == 0
                ? Check.notMeasured("top_overlap", limit, "all of the last night's first hundred are gone")
                : Check.atLeast(
                        "top_overlap",
                        (double) kept.getLong(1) / kept.getLong(0),
                        limit,
                        "share of the last night's first hundred that is still there");
    }

    /** The largest differences of any evidence between this night and the last. */
    List<Check> drift(List<DriftRow> drift) {
        Settings.Audit limits = written.settings().audit();
        List<DriftRow> evidences = drift.stream()
                .filter(row -> row.reference().equals("last_night") && "evidence".equals(row.kind()))
                .toList();
        return List.of(
                largest("evidence_psi", PSI, evidences, DriftRow::psi, limits.maxPsi()),
                largest("evidence_ks", KS, evidences, DriftRow::ks, limits.maxKs()));
    }

    private static Check largest(
            String check,
            String column,
            List<DriftRow> rows,
            Function<DriftRow, @Nullable Double> value,
            double limit) {
        DriftRow largest = null;
        double most = Double.NEGATIVE_INFINITY;
        for (DriftRow row : rows) {
            Double measured = value.apply(row);
            if (measured != null && Double.isFinite(measured) && measured > most) {
                largest = row;
                most = measured;
            }
        }
        return largest == null
                ? Check.notMeasured(check, limit, "no night of this model was published before")
                : Check.atMost(check, most, limit, column + " of " + largest.quantity() + " against the last night");
    }

    private Dataset<Row> ofRun(TableSpec table) {
        return written.tables()
                .read(table)
                .where(functions
                        .col(MODEL_ID)
                        .equalTo(model.modelId())
                        .and(functions.col(RUN_ID).equalTo(written.runId())));
    }
}
