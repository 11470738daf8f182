package org.galaxyvae.show.map;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.pixel.maths.CounterRandom;

/** A scored survey's latents: three clouds, every twentieth object with the pixels, and so the latent, of the one before. */
record MappedSurvey(SparkSession spark, Tables tables) {
    static final String MODEL = ScoredSurvey.PRODUCTION;
    static final int COPIES = 20;
    private static final int LATENT = 6;

    /** Writes models, scores and latents. */
    void write(int objects, int partitions) {
        new ScoredSurvey(spark, tables).write(objects, 1);
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= objects; i++) {
            int shown = i % COPIES == 0 ? i - 1 : i;
            rows.add(latent(ScoredSurvey.objectId(i), "content " + shown, z(shown)));
        }
        writeLatents(rows, partitions);
    }

    /** Replaces the latents. */
    void writeLatents(List<Row> rows, int partitions) {
        tables.overwrite(
                Specs.LATENTS,
                spark.createDataFrame(rows, Specs.LATENTS.schema()).repartition(partitions),
                functions.lit(true));
    }

    static Row latent(String objectId, String content, float[] z) {
        return RowFactory.create(MODEL, objectId, z, new float[LATENT], content, ScoredSurvey.RUN);
    }

    static float[] z(int object) {
        CounterRandom random = CounterRandom.of(1, "latent", object, "");
        float[] z = new float[LATENT];
        for (int d = 0; d < LATENT; d++) {
            z[d] = (float) (random.nextGaussian() + (d == object % 3 ? 7 : 0));
        }
        return z;
    }
}
