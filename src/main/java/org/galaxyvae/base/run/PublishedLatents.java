package org.galaxyvae.base.run;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

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
                .where(functions.col(MODEL_ID).equalTo(modelId))
                .select(RUN_ID)
                .distinct();
        return tables.readOrEmpty(Specs.LATENTS)
                .where(functions.col(MODEL_ID).equalTo(modelId))
                .join(functions.broadcast(run), new String[] {RUN_ID}, "left_semi");
    }
}
