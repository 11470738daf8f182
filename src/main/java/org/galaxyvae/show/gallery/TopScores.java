package org.galaxyvae.show.gallery;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.survey.catalog.KnownObjects;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one model with the catalog's label beside them, and whether and as what each object is known.
 *
 * @param rows columns of {@code scores}, those of {@link KnownObjects#named}, and {@link #LABEL}, null without a label column
 */
public record TopScores(Dataset<Row> rows) {
    /** No column of scores has this name. */
    public static final String LABEL = "catalog_label";

    /** Where small means anomalous. */
    private static final List<String> RISING =
            List.of("rank", "reconstruction_rank", "p_value", "p_tail", "fdr_q", "reconstruction_log_prob");

    /** The scores of the model. */
    public static TopScores read(StageContext context, String modelId, @Nullable String labelColumn) {
        Dataset<Row> ofModel = context.tables()
                .read(Specs.SCORES)
                .filter(functions.col(MODEL_ID).equalTo(modelId));
        if (ofModel.isEmpty()) {
            throw new InvalidDataException("Cannot show model " + modelId
                    + ": it has no scores, run galaxy-vae score --model " + modelId + " first");
        }
        Dataset<Row> scores = KnownObjects.named(context.tables(), ofModel);
        if (labelColumn == null) {
            return new TopScores(scores.withColumn(LABEL, functions.lit(null).cast("string")));
        }
        Dataset<Row> catalog = context.tables().read(Specs.CATALOG);
        if (!Arrays.asList(catalog.columns()).contains(labelColumn)) {
            throw new RequestException("Invalid --label-column " + labelColumn
                    + ": the catalog has no such column, expected one of "
                    + Arrays.stream(catalog.columns())
                            .filter(name -> !name.equals("object_id"))
                            .collect(Collectors.joining(", ")));
        }
        Dataset<Row> labels = catalog.select(
                functions.col(OBJECT_ID),
                catalog.col("`" + labelColumn + "`").cast("string").as(LABEL));
        return new TopScores(scores.join(labels, scores.col(OBJECT_ID).equalTo(labels.col(OBJECT_ID)), "left")
                .drop(labels.col(OBJECT_ID)));
    }

    /** These scores without the objects that any list of known objects has. */
    public TopScores newOnly() {
        return new TopScores(rows.where(functions.not(functions.col(KnownObjects.KNOWN))));
    }

    /** The column names that scores can be ordered by. */
    public static List<String> numericColumns() {
        return Arrays.stream(Specs.SCORES.schema().fields())
                .filter(field -> field.dataType() instanceof NumericType)
                .map(StructField::name)
                .toList();
    }

    /** The most anomalous objects by one column, first to last; ties by object id, those without a number last. */
    public List<Row> first(int count, String by) {
        Column value = functions.nanvl(functions.col(by).cast("double"), functions.lit(null));
        return rows.orderBy(
                        RISING.contains(by) ? value.asc_nulls_last() : value.desc_nulls_last(),
                        functions.col(OBJECT_ID))
                .takeAsList(count);
    }

    /** How many objects have a label that says something. */
    public long labeled() {
        return rows.select(LABEL).filter(functions.col(LABEL).isNotNull()).collectAsList().stream()
                .filter(row -> isLabeled(row.getString(0)))
                .count();
    }

    /** Neither absent nor a word for nothing. */
    public static boolean isLabeled(@Nullable String label) {
        return label != null
                && !label.isBlank()
                && !label.strip().equalsIgnoreCase("none")
                && !label.strip().equalsIgnoreCase("false");
    }
}
