package org.galaxyvae.show.report;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.ModeledSurvey;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.score.ScoreStage;

/** A scored survey with what else a page shows, and with text that would do harm on a page that believed it. */
record ReportedSurvey(StageContext context) {
    /** An id that is markup. */
    static final String HARMFUL = "<img src=x onerror=\"window.hacked=1\">'</script><script>window.hacked=2</script>";

    private static final String CLASS = "</script><script>window.hacked=3</script>&\"'";

    /** Scores; the most anomalous object has the harmful id. */
    void write() throws Exception {
        Tables tables = context.tables();
        new ModeledSurvey(context.spark(), context.workspace(), tables).write();
        ScoreStage.run(context, null, false);
        String first = tables.read(Specs.SCORES)
                .where("rank = 1")
                .select("object_id")
                .first()
                .getString(0);
        String renamed = " SET object_id = '" + HARMFUL.replace("'", "\\'") + "'";
        String where = " WHERE object_id = '" + first + "'";
        context.spark().sql("UPDATE " + Specs.TENSORS.qualifiedName() + renamed + where);
        context.spark().sql("UPDATE " + Specs.LATENTS.qualifiedName() + renamed + where);
        context.spark()
                .sql("UPDATE " + Specs.SCORES.qualifiedName() + renamed + ", ra_deg = 180.25, dec_deg = -0.5" + where);
        tables.replace(
                Specs.CATALOG,
                context.spark()
                        .createDataFrame(
                                List.of(
                                        RowFactory.create(HARMFUL, 180.25, -0.5, CLASS),
                                        RowFactory.create("g01", null, null, "spiral")),
                                StructType.fromDDL(
                                        "object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE, kind STRING")));
    }

    /** The tables that other commands fill: map, artifacts, interest. */
    void writeOptional() throws Exception {
        List<String> ids = context.tables().read(Specs.SCORES).select("object_id").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
        write(
                "map",
                "model_id STRING, object_id STRING, x DOUBLE, y DOUBLE, fitted BOOLEAN, tsne_x DOUBLE, tsne_y DOUBLE",
                IntStream.range(0, ids.size())
                        .mapToObj(i -> RowFactory.create(
                                ModeledSurvey.MODEL,
                                ids.get(i),
                                (double) (i % 7),
                                (double) Math.floorDiv(i, 7),
                                true,
                                (double) -i,
                                1.0))
                        .toList());
        write(
                "artefacts",
                "model_id STRING, object_id STRING, artefact_probability DOUBLE, residual_cluster INT, kind STRING",
                List.of(
                        RowFactory.create(ModeledSurvey.MODEL, HARMFUL, 0.9, 1, "saturated_star"),
                        RowFactory.create(ModeledSurvey.MODEL, "g05", 0.6, 1, null),
                        RowFactory.create(ModeledSurvey.MODEL, "g06", 0.1, null, null)));
        write(
                "interest",
                "model_id STRING, object_id STRING, interest DOUBLE, interest_sd DOUBLE, interest_rank BIGINT,"
                        + " label_next_rank BIGINT",
                List.of(
                        RowFactory.create(ModeledSurvey.MODEL, "g07", 0.9, 0.4, 3L, null), // labeled
                        RowFactory.create(ModeledSurvey.MODEL, "g08", 0.7, 0.2, 2L, 2L),
                        RowFactory.create(ModeledSurvey.MODEL, "g09", 0.8, 0.3, 1L, 1L)));
    }

    private void write(String table, String columns, List<Row> rows) throws Exception {
        context.spark()
                .createDataFrame(rows, StructType.fromDDL(columns))
                .writeTo(Tables.NAMESPACE + "." + table)
                .using("iceberg")
                .createOrReplace();
    }
}
