package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import com.linkedin.relevance.isolationforest.IsolationForest;
import com.linkedin.relevance.isolationforest.IsolationForestModel;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.morphology.Morphology;

/**
 * Isolation forests (Liu, Ting and Zhou 2008) of 100 trees of 256 objects each, grown on objects that the model was trained on:
 * what the same columns give without a combination.
 */
final class ForestBaselines {
    static final String LATENT = "latent_forest";
    static final String MORPHOLOGY = "morphology_forest";

    private static final int TREES = 100;
    private static final int OBJECTS_A_TREE = 256;
    private static final int MOST_TRAINING = 20_000;
    private static final int FEWEST_TRAINING = 16;

    private ForestBaselines() {}

    /**
     * Adds {@link #LATENT} and {@link #MORPHOLOGY}; NaN where there is nothing to grow on.
     *
     * @param trained ids of objects the model was trained on
     */
    static void add(
            StageContext context, String modelId, String preparationId, Dataset<Row> trained, ScoreColumns scores) {
        Dataset<Row> latents = PublishedLatents.of(context.tables(), modelId)
                .select(
                        col(OBJECT_ID),
                        functions.array_to_vector(col(Z).cast("array<double>")).as("features"));
        add(context, latents, trained, scores, LATENT);
        Column[] columns = Arrays.stream(RecordColumns.schema(Morphology.class).fieldNames())
                .map(name -> col(name).cast("double"))
                .toArray(Column[]::new);
        Dataset<Row> morphology = context.tables()
                .readOrEmpty(Specs.MORPHOLOGY)
                .where(col(PREPARATION_ID).equalTo(preparationId))
                .select(
                        col(OBJECT_ID),
                        functions
                                .array_to_vector(org.apache.spark.sql.functions.array(columns))
                                .as("features"));
        add(context, morphology, trained, scores, MORPHOLOGY);
    }

    private static void add(
            StageContext context, Dataset<Row> features, Dataset<Row> trained, ScoreColumns scores, String name) {
        // in one order in one partition: the forest draws its samples by partition and place
        Dataset<Row> training = features.join(trained, OBJECT_ID)
                .orderBy(org.apache.spark.sql.functions.xxhash64(col(OBJECT_ID)), col(OBJECT_ID))
                .limit(MOST_TRAINING)
                .coalesce(1)
                .cache();
        try {
            long count = training.count();
            if (count < FEWEST_TRAINING) {
                scores.put(name, id -> Double.NaN);
                return;
            }
            context.spark().sparkContext().setJobDescription("evaluate: isolation forest " + name);
            IsolationForest forest = new IsolationForest();
            forest.setNumEstimators(TREES);
            forest.setMaxSamples((double) Math.min(OBJECTS_A_TREE, count));
            forest.setRandomSeed(Math.floorMod(context.settings().seed(), 1L << 31) + 1);
            forest.setFeaturesCol("features");
            forest.setScoreCol(name);
            IsolationForestModel grown = forest.fit(training);
            Columns.add(
                    scores,
                    grown.transform(features.join(Columns.ids(context.spark(), scores.objectIds()), OBJECT_ID)),
                    List.of(name));
        } finally {
            training.unpersist();
        }
    }
}
