package org.galaxyvae.score.drift;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.INGESTED_AT;
import static org.galaxyvae.base.row.ColumnNames.LOG_FLUX;
import static org.galaxyvae.base.row.ColumnNames.LOG_HALF_LIGHT_RADIUS;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.row.DriftRow;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.model.registry.ModelChoice;
import org.jspecify.annotations.Nullable;

/** Measures a night's drift from the workspace's tables. */
public final class DriftRows {
    /** Objects of a sample that is not {@code drift.recent_objects}: beyond, an index no longer gets better. */
    static final int MOST_OBJECTS = 20_000;

    private static final String ALL = "(all)";

    private final StageContext context;
    private final String modelId;
    private final Settings.Drift rules;

    private DriftRows(StageContext context, String modelId) {
        this.context = context;
        this.modelId = modelId;
        this.rules = context.settings().drift();
    }

    /**
     * Rows of {@code drift}: of every quantity, and one {@code (all)} for each reference.
     *
     * @param modelId whose scores and latents are compared
     * @param modelMadeAt objects ingested later are recent, those of the test split until then the reference
     * @param lastScores the scores published last, or null where there are none; those of other models are left out, and where
     *     none is left there are no rows of {@code last_night}
     */
    public static List<DriftRow> of(
            StageContext context, String modelId, Instant modelMadeAt, @Nullable Dataset<Row> lastScores) {
        DriftRows drift = new DriftRows(context, modelId);
        context.spark().sparkContext().setJobDescription("drift of model " + modelId);
        List<DriftRow> rows = new ArrayList<>(drift.sinceModel(Timestamp.from(modelMadeAt)));
        if (lastScores != null) {
            rows.addAll(drift.sinceLastNight(lastScores));
        }
        return rows;
    }

    private List<DriftRow> sinceModel(Timestamp madeAt) {
        String preparation = ModelChoice.of(context, modelId).preparationId();
        Column ofPreparation = col(PREPARATION_ID).equalTo(preparation);
        Dataset<Row> scores = ofModel(Specs.SCORES);
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(ofPreparation)
                .select(OBJECT_ID, SPLIT, INGESTED_AT)
                // a reject of tonight, or a tensor that nobody has scored yet
                .join(scores.select(OBJECT_ID), new String[] {OBJECT_ID}, "left_semi");
        List<String> recent = ids(tensors.where(col(INGESTED_AT).gt(madeAt))
                .orderBy(col(INGESTED_AT).desc(), hash(), col(OBJECT_ID))
                .limit(rules.recentObjects()));
        List<String> heldOut = ids(sampled(
                tensors.where(col(SPLIT).equalTo("test").and(col(INGESTED_AT).leq(madeAt)))));
        Dataset<Row> measured = scores.join(
                        ofModel(Specs.LATENTS).select(RUN_ID, OBJECT_ID, Z), new String[] {RUN_ID, OBJECT_ID})
                .join(
                        context.tables()
                                .read(Specs.MORPHOLOGY)
                                .where(ofPreparation)
                                .select(OBJECT_ID, LOG_FLUX, LOG_HALF_LIGHT_RADIUS),
                        OBJECT_ID)
                .join(Sample.withFlags(context.tables().read(Specs.QUALITY).where(ofPreparation)), OBJECT_ID);
        Sample reference = Sample.collect(of(measured, heldOut), Sample.MEASURED, "z");
        Sample now = Sample.collect(of(measured, recent), Sample.MEASURED, "z");
        return rows(
                Reference.MODEL,
                Sample.withLatents(Sample.MEASURED, Math.max(reference.width(), now.width())),
                reference,
                now);
    }

    private List<DriftRow> sinceLastNight(Dataset<Row> lastScores) {
        Dataset<Row> last = lastScores.where(col(MODEL_ID).equalTo(modelId));
        Sample reference = Sample.collect(sampled(last), Sample.EVIDENCES, null);
        if (reference.objects().isEmpty()) {
            return List.of();
        }
        Sample now = Sample.collect(sampled(ofModel(Specs.SCORES)), Sample.EVIDENCES, null);
        return rows(Reference.LAST_NIGHT, Sample.EVIDENCES, reference, now);
    }

    private Dataset<Row> ofModel(TableSpec table) {
        return context.tables().readWithColumns(table).where(col(MODEL_ID).equalTo(modelId));
    }

    private static Column hash() {
        return functions.xxhash64(col(OBJECT_ID));
    }

    /** Those with the smallest hashes of their ids: of two nights mostly the same. */
    private static Dataset<Row> sampled(Dataset<Row> rows) {
        return rows.orderBy(hash(), col(OBJECT_ID)).limit(MOST_OBJECTS);
    }

    private static List<String> ids(Dataset<Row> rows) {
        return rows.select(OBJECT_ID).as(org.apache.spark.sql.Encoders.STRING()).collectAsList();
    }

    private static Dataset<Row> of(Dataset<Row> rows, List<String> ids) {
        Dataset<Row> wanted = rows.sparkSession()
                .createDataset(ids, org.apache.spark.sql.Encoders.STRING())
                .toDF("object_id");
        return rows.join(functions.broadcast(wanted), OBJECT_ID);
    }

    private List<DriftRow> rows(Reference reference, List<Quantity> quantities, Sample before, Sample now) {
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            shifts.add(Shift.of(quantities.get(i), before.column(i), now.column(i), rules));
        }
        List<DriftRow> rows = new ArrayList<>();
        shifts.forEach(shift -> rows.add(row(reference, shift)));
        rows.add(row(
                reference,
                Overall.of(reference, shifts),
                now.objects().size(),
                before.objects().size()));
        return rows;
    }

    private DriftRow row(Reference reference, Shift shift) {
        return new DriftRow(
                context.runId(),
                modelId,
                reference.label(),
                shift.quantity().name(),
                shift.quantity().kind().label(),
                shift.recent(),
                shift.objects(),
                number(shift.psi()),
                number(shift.ks()),
                number(shift.ksP()),
                number(shift.referenceMean()),
                number(shift.recentMean()),
                shift.verdict().label(),
                null,
                context.startedAt());
    }

    private DriftRow row(Reference reference, Overall overall, long recent, long objects) {
        return new DriftRow(
                context.runId(),
                modelId,
                reference.label(),
                ALL,
                null,
                recent,
                objects,
                number(overall.psi()),
                number(overall.ks()),
                null,
                null,
                null,
                overall.verdict().label(),
                overall.recommendation().name().toLowerCase(Locale.ROOT),
                context.startedAt());
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
