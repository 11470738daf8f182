package org.galaxyvae.base.run;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;

/** The latents that go with a model's scores: {@code latents} keeps the run before as well, for those who read meanwhile. */
public final class PublishedLatents {
    private PublishedLatents() {}

    /** Rows of {@code latents}, one an object; none where the model never scored. */
    public static Dataset<Row> of(Tables tables, String modelId) {
        Dataset<Row> run = tables.readOrEmpty(Specs.SCORES)
                .where(functions.col("model_id").equalTo(modelId))
                .select("run_id")
                .distinct();
        return tables.readOrEmpty(Specs.LATENTS)
                .where(functions.col("model_id").equalTo(modelId))
                .join(functions.broadcast(run), new String[] {"run_id"}, "left_semi");
    }
}
