package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;

/**
 * Whether galaxies fill their frames as those of the training split do. Frames scaled by each galaxy's radius and frames of one
 * angular scale look alike one by one, and a network trained on the one is wrong on the other.
 */
final class SizeDrift {
    /** Fewer galaxies say nothing about a distribution. */
    private static final int LEAST = 50;

    /** By how much of the training range, 5 to 95%, the new one may stick out; sampling alone moves it by about a tenth. */
    private static final double MARGIN = 0.25;

    private final StageContext context;
    private final String preparationId;

    SizeDrift(StageContext context, String preparationId) {
        this.context = context;
        this.preparationId = preparationId;
    }

    /** Lines for the user, or none. */
    List<String> warnings(Dataset<Row> staged) {
        if (!context.tables().exists(Specs.MORPHOLOGY)) {
            return List.of();
        }
        Dataset<Row> training = context.tables()
                .read(Specs.TENSORS)
                .where(col(PREPARATION_ID).equalTo(preparationId).and(col(SPLIT).equalTo("train")))
                .select(PREPARATION_ID, OBJECT_ID);
        Row before = quantiles(
                context.tables().read(Specs.MORPHOLOGY).join(training, new String[] {PREPARATION_ID, OBJECT_ID}));
        Row now = quantiles(staged.where("reason IS NULL").select("morphology.half_light_radius"));
        if (before.getLong(0) < LEAST || now.getLong(0) < LEAST) {
            return List.of();
        }
        return compare(before.<Double>getList(1), now.<Double>getList(1));
    }

    /** Of the galaxies that stand out at all: how many, and the quantiles 0.05, 0.5, 0.95 of their half-light radius. */
    private static Row quantiles(Dataset<Row> rows) {
        return rows.where("half_light_radius > 0")
                .agg(count(lit(1)), expr("percentile(half_light_radius, array(0.05, 0.5, 0.95))"))
                .first();
    }

    /** Package-private for its test; quantiles 0.05, 0.5, 0.95, shares of the frame's side. */
    static List<String> compare(List<Double> training, List<Double> now) {
        List<String> warnings = new ArrayList<>();
        double margin = MARGIN * (training.get(2) - training.get(0));
        boolean median = now.get(1) < training.get(0) || now.get(1) > training.get(2);
        boolean range = now.get(0) < training.get(0) - margin || now.get(2) > training.get(2) + margin;
        if (median || range) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Warning: half-light radii of the new galaxies are %s of the frame (median, 5 to 95%%), those of the"
                            + " training split %s; a model trained on the one is wrong on the other: check the frames'"
                            + " scale and crop",
                    text(now),
                    text(training)));
        }
        return warnings;
    }

    private static String text(List<Double> quantiles) {
        return String.format(Locale.ROOT, "%.3f, %.3f to %.3f", quantiles.get(1), quantiles.get(0), quantiles.get(2));
    }
}
