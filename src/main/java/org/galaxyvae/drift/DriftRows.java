package org.galaxyvae.drift;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.functions;
import org.galaxyvae.config.Settings;
import org.galaxyvae.evidence.Evidence;
import org.galaxyvae.morphology.QualityFlag;
import org.galaxyvae.stage.PublishedLatents;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Specs;
import org.jspecify.annotations.Nullable;

/** Rows of {@code drift} for the scores that the context's tables hold of one model. */
public final class DriftRows {
    /** Objects of a reference at most: their values are held by the driver. */
    private static final int REFERENCE_OBJECTS = 20_000;

    private final StageContext context;
    private final Settings.Drift settings;
    private final String modelId;
    private final List<Row> rows = new ArrayList<>();

    private DriftRows(StageContext context, String modelId) {
        this.context = context;
        this.settings = context.settings().drift();
        this.modelId = modelId;
    }

    /** One quantity of an object. */
    private record Quantity(String name, String kind, Column value) {}

    /**
     * Measures both references.
     *
     * @param preparationId of the model
     * @param madeAt when the model was made: what was ingested later is new to it
     * @param lastScores rows of {@code scores} as published before, or null for none
     */
    public static List<Row> of(
            StageContext context,
            String modelId,
            String preparationId,
            Instant madeAt,
            @Nullable Dataset<Row> lastScores) {
        DriftRows drift = new DriftRows(context, modelId);
        drift.againstModel(preparationId, Timestamp.from(madeAt));
        if (lastScores != null) {
            drift.againstLastNight(lastScores);
        }
        return List.copyOf(drift.rows);
    }

    /** What to do, from such rows; empty for nothing. */
    public static String recommendation(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.getAs("quantity").equals("(all)")
                        && !row.<String>getAs("recommendation").isEmpty())
                .map(row -> row.<String>getAs("recommendation"))
                .findFirst()
                .orElse("");
    }

    private Dataset<Row> scores() {
        return context.tables().read(Specs.SCORES).where(col("model_id").equalTo(modelId));
    }

    private void againstLastNight(Dataset<Row> last) {
        List<Quantity> quantities = evidences();
        compare("last_night", quantities, sample(last, quantities), sample(scores(), quantities));
    }

    private void againstModel(String preparationId, Timestamp madeAt) {
        Dataset<Row> objects = scores().join(
                        PublishedLatents.of(context.tables(), modelId).select("object_id", "z"), "object_id")
                .join(measured(Specs.MORPHOLOGY, preparationId, "log_flux", "log_half_light_radius"), "object_id")
                .join(measured(Specs.QUALITY, preparationId, "flags", "contrast"), "object_id")
                .join(
                        context.tables()
                                .read(Specs.TENSORS)
                                .where(col("preparation_id").equalTo(preparationId))
                                .select("object_id", "ingested_at"),
                        "object_id");
        Column before = col("ingested_at").leq(functions.lit(madeAt));
        Dataset<Row> held = objects.where(before.and(col("split").equalTo("test"))
                .and(functions.not(col("trained_on").or(col("calibrated_on")))));
        Dataset<Row> recent = objects.where(functions.not(before))
                .orderBy(col("ingested_at").desc(), col("object_id"))
                .limit(settings.recentObjects());
        List<Quantity> quantities = new ArrayList<>();
        quantities.add(new Quantity("log_flux", "brightness", col("log_flux")));
        quantities.add(new Quantity("log_half_light_radius", "size", col("log_half_light_radius")));
        quantities.add(new Quantity("contrast", "quality", col("contrast")));
        for (QualityFlag flag : QualityFlag.values()) {
            quantities.add(
                    new Quantity(flag.label(), "quality", functions.expr("int((flags & " + flag.bit() + ") <> 0)")));
        }
        Row first = objects.select(functions.size(col("z"))).limit(1).collectAsList().stream()
                .findFirst()
                .orElse(RowFactory.create(0));
        for (int i = 0; i < first.getInt(0); i++) {
            quantities.add(new Quantity("z[" + i + "]", "latent", col("z").getItem(i)));
        }
        quantities.addAll(evidences());
        compare("model", quantities, sample(held, quantities), values(recent, quantities));
    }

    private Dataset<Row> measured(org.galaxyvae.table.TableSpec table, String preparationId, String... columns) {
        return context.tables()
                .readWithColumns(table)
                .where(col("preparation_id").equalTo(preparationId))
                .select("object_id", columns);
    }

    private static List<Quantity> evidences() {
        return Arrays.stream(Evidence.values())
                .map(evidence -> new Quantity(evidence.column(), "evidence", col(evidence.column())))
                .toList();
    }

    /** The same objects whenever they are there: by hash of their ids. */
    private static double[][] sample(Dataset<Row> objects, List<Quantity> quantities) {
        return values(
                objects.orderBy(functions.xxhash64(col("object_id")), col("object_id"))
                        .limit(REFERENCE_OBJECTS),
                quantities);
    }

    /** By quantity and object, without objects that lack a value. */
    private static double[][] values(Dataset<Row> objects, List<Quantity> quantities) {
        Column[] columns = quantities.stream()
                .map(quantity -> quantity.value().cast("double").as(quantity.name()))
                .toArray(Column[]::new);
        List<Row> found = objects.select(columns).na().drop().collectAsList();
        double[][] values = new double[quantities.size()][found.size()];
        for (int i = 0; i < found.size(); i++) {
            for (int j = 0; j < values.length; j++) {
                values[j][i] = found.get(i).getDouble(j);
            }
        }
        return values;
    }

    private void compare(String reference, List<Quantity> quantities, double[][] before, double[][] now) {
        long recent = now[0].length;
        long objects = before[0].length;
        if (recent < settings.minObjects() || objects < settings.minObjects()) {
            add(reference, "(all)", "", recent, objects, null, Verdict.TOO_FEW, "");
            // the audit compares whole nights, however small
            if (!reference.equals("last_night") || recent < 2 || objects < 2) {
                return;
            }
        }
        int drifted = 0;
        int moving = 0;
        for (int i = 0; i < quantities.size(); i++) {
            Shift shift = Shift.of(before[i], now[i], settings.bins());
            Verdict verdict = Verdict.of(shift.psi());
            drifted += verdict == Verdict.DRIFTED ? 1 : 0;
            moving += verdict == Verdict.STABLE ? 0 : 1;
            Quantity quantity = quantities.get(i);
            add(reference, quantity.name(), quantity.kind(), recent, objects, shift, verdict, "");
        }
        if (recent < settings.minObjects() || objects < settings.minObjects()) {
            return;
        }
        // a tenth of all quantities: with so many one or two move by chance
        boolean many = 10 * drifted > quantities.size();
        Verdict all = many ? Verdict.DRIFTED : 10 * moving > quantities.size() ? Verdict.MOVING : Verdict.STABLE;
        String told = !many
                ? ""
                : reference.equals("model")
                        ? "retrain: " + drifted + " of " + quantities.size()
                                + " quantities of the newest objects have drifted from what the model was made with"
                        : "look at the night: " + drifted + " of " + quantities.size()
                                + " evidences have drifted since the last";
        add(reference, "(all)", "", recent, objects, null, all, told);
    }

    private void add(
            String reference,
            String quantity,
            String kind,
            long recent,
            long objects,
            @Nullable Shift shift,
            Verdict verdict,
            String recommendation) {
        Object[] values = {
            context.runId(),
            modelId,
            reference,
            quantity,
            kind,
            recent,
            objects,
            shift == null ? null : shift.psi(),
            shift == null ? null : shift.ks(),
            shift == null ? null : shift.ksP(),
            shift == null ? null : shift.referenceMean(),
            shift == null ? null : shift.recentMean(),
            verdict.label(),
            recommendation,
            Timestamp.from(context.startedAt())
        };
        rows.add(new GenericRowWithSchema(values, Specs.DRIFT.schema()));
    }
}
