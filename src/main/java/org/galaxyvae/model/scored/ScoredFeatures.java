package org.galaxyvae.model.scored;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.NUMBERS;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.model.registry.ModelChoice;

/**
 * All scored objects with what can be learned from.
 *
 * @param rows object_id, rank, numbers (array of double, null where there is none), z, and the columns asked for
 * @param objects how many
 */
public record ScoredFeatures(Dataset<Row> rows, long objects, Layout layout) {
    /**
     * One object.
     *
     * @param numbers in the order of {@link Layout}; NaN where there is none
     */
    public record OfObject(String objectId, long rank, double[] numbers) implements Serializable {}

    /**
     * Joins the model's scores with what was measured.
     *
     * @param also further columns of {@code scores}
     */
    public static ScoredFeatures of(StageContext context, ModelChoice model, String... also) {
        Dataset<Row> scores =
                context.tables().read(Specs.SCORES).where(col(MODEL_ID).equalTo(model.modelId()));
        long objects = scores.count();
        if (objects == 0) {
            throw new InvalidDataException("Cannot use the scores of model " + model.modelId()
                    + ": it has none, run galaxy-vae score --model " + model.modelId() + " first");
        }
        Dataset<Row> latents =
                PublishedLatents.of(context.tables(), model.modelId()).select(OBJECT_ID, Z);
        int width = latents.isEmpty()
                ? 0
                : latents.select(functions.size(col(Z))).first().getInt(0);
        List<Column> numbers = new ArrayList<>();
        Layout.MORPHOLOGY.forEach(name -> numbers.add(col("m." + name).cast("double")));
        Layout.EVIDENCES.forEach(name -> numbers.add(col("s." + name).cast("double")));
        Layout.QUALITY.forEach(name -> numbers.add(col("q." + name).cast("double")));
        List<Column> columns = new ArrayList<>(List.of(
                col("s.object_id"),
                col("s.rank"),
                functions.array(numbers.toArray(Column[]::new)).as(NUMBERS),
                col("l.z")));
        Arrays.stream(also).forEach(name -> columns.add(col("s." + name)));
        Dataset<Row> rows = scores.as("s")
                .join(measured(context, Specs.MORPHOLOGY, model).as("m"), same("m"), "left")
                .join(measured(context, Specs.QUALITY, model).as("q"), same("q"), "left")
                .join(latents.as("l"), same("l"), "left")
                .select(columns.toArray(Column[]::new));
        return new ScoredFeatures(rows, objects, new Layout(width));
    }

    private static Column same(String table) {
        return col("s.object_id").equalTo(col(table + ".object_id"));
    }

    private static Dataset<Row> measured(StageContext context, TableSpec table, ModelChoice model) {
        return context.tables().readOrEmpty(table).where(col(PREPARATION_ID).equalTo(model.preparationId()));
    }

    /** The rows of those whose ids have the smallest hashes, whatever the partitions. */
    public static Dataset<Row> sample(Dataset<Row> rows, int most) {
        return rows.orderBy(functions.xxhash64(col(OBJECT_ID)), col(OBJECT_ID)).limit(most);
    }

    /** Each as a record, on the executors. */
    public JavaRDD<OfObject> each() {
        Layout fixed = layout;
        return rows.select(OBJECT_ID, RANK, NUMBERS, Z).javaRDD().map(row -> ofObject(row, fixed));
    }

    /** On the driver, by id. */
    public static List<OfObject> collect(Dataset<Row> rows, Layout layout) {
        return rows.select(OBJECT_ID, RANK, NUMBERS, Z).collectAsList().stream()
                .map(row -> ofObject(row, layout))
                .sorted(Comparator.comparing(OfObject::objectId))
                .toList();
    }

    private static OfObject ofObject(Row row, Layout layout) {
        double[] numbers = new double[layout.width()];
        Arrays.fill(numbers, Double.NaN);
        int at = 0;
        for (Object number : row.getList(2)) {
            numbers[at++] = number == null ? Double.NaN : (Double) number;
        }
        if (!row.isNullAt(3)) {
            for (Object latent : row.getList(3)) {
                numbers[at++] = (Float) latent;
            }
        }
        return new OfObject(row.getString(0), row.getLong(1), numbers);
    }
}
