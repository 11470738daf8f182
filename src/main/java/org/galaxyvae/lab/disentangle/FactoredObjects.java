package org.galaxyvae.lab.disentangle;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.train.learn.TrainingTensors;

/**
 * Latents and factors of the same objects, in the order of their ids.
 *
 * @param units posterior means, [unit][object]
 * @param factors those that vary and are known of enough objects
 */
record FactoredObjects(List<String> objectIds, double[][] units, List<Factor> factors) {
    /** Fewer say nothing: chance alone gives 20 × 20 bins more than any unit knows. */
    private static final int FEWEST = 100;

    /** What a driver holds and bins in seconds. */
    private static final int MOST = 20_000;

    /**
     * Reads them; of more than 20,000 objects those whose ids have the smallest hashes.
     *
     * @param where SQL condition on columns of the catalog; empty: all
     * @throws RequestException where condition or expressions do not hold for the catalog
     * @throws InvalidDataException where there are too few objects or no factor varies
     */
    static FactoredObjects of(StageContext context, String modelId, List<FactorColumn> columns, String where) {
        List<Row> rows;
        try {
            rows = rows(context, modelId, columns, where);
        } catch (InvalidDataException | RequestException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that its signatures do not name
            if (e instanceof AnalysisException || e instanceof ParseException || e instanceof ArithmeticException) {
                throw new RequestException("Invalid --factor, --angle or --where: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            throw e;
        }
        if (rows.size() < FEWEST) {
            throw new InvalidDataException("Cannot measure disentanglement of model " + modelId + ": " + rows.size()
                    + " scored objects are in the catalog" + (where.isBlank() ? "" : " and meet --where " + where)
                    + ", expected at least " + FEWEST);
        }
        int latent = Latents.floats(rows.get(0), 1).length;
        double[][] units = new double[latent][rows.size()];
        double[][] values = new double[columns.size()][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            float[] z = Latents.floats(rows.get(i), 1);
            for (int unit = 0; unit < latent; unit++) {
                units[unit][i] = z[unit];
            }
            for (int k = 0; k < values.length; k++) {
                values[k][i] =
                        rows.get(i).isNullAt(k + 2) ? Double.NaN : rows.get(i).getDouble(k + 2);
            }
        }
        List<Factor> factors = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            Factor factor =
                    new Factor(columns.get(k).name(), values[k], columns.get(k).isAngle());
            if (factor.known().length >= FEWEST && varies(factor)) {
                factors.add(factor);
            }
        }
        if (factors.isEmpty()) {
            throw new InvalidDataException("Cannot measure disentanglement of model " + modelId + ": no factor of "
                    + String.join(", ", columns.stream().map(FactorColumn::name).toList())
                    + " varies and is known of at least " + FEWEST + " objects");
        }
        return new FactoredObjects(rows.stream().map(row -> row.getString(0)).toList(), units, factors);
    }

    private static boolean varies(Factor factor) {
        return Arrays.stream(factor.values())
                        .filter(Double::isFinite)
                        .distinct()
                        .count()
                > 1;
    }

    private static List<Row> rows(StageContext context, String modelId, List<FactorColumn> columns, String where) {
        Dataset<Row> latents = PublishedLatents.of(context.tables(), modelId).select(OBJECT_ID, Z);
        if (latents.isEmpty()) {
            throw new InvalidDataException("Cannot read latents of model " + modelId
                    + ": it has scored nothing, run galaxy-vae score --model " + modelId + " first");
        }
        Dataset<Row> catalog = context.tables().read(Specs.CATALOG);
        catalog = where.isBlank() ? catalog : catalog.where(where);
        List<Column> selected = new ArrayList<>(List.of(col(OBJECT_ID)));
        for (int k = 0; k < columns.size(); k++) {
            selected.add(
                    functions.expr(columns.get(k).expression()).cast("double").as("factor_" + k));
        }
        Dataset<Row> known = latents.join(catalog.select(selected.toArray(Column[]::new)), OBJECT_ID);
        return TrainingTensors.sample(known, MOST).orderBy(OBJECT_ID).collectAsList();
    }
}
