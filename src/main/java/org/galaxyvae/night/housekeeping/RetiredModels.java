package org.galaxyvae.night.housekeeping;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.NOTE;
import static org.galaxyvae.base.row.ColumnNames.STAGE_CHANGED_AT;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.galaxyvae.model.registry.ModelRegistry;

/** Models that were retired long ago: their rows and files go, their row in {@code models} says so. */
final class RetiredModels {
    private static final String REMOVED = "rows and files removed ";

    /** Whoever joins scores to latents must never find scores alone. */
    private static final List<TableSpec> OF_MODEL =
            List.of(Specs.MAP, Specs.NEIGHBORS, Specs.SCORES, Specs.EXPLANATIONS, Specs.EVIDENCES, Specs.LATENTS);

    /** When a model counts as retired. */
    private record Dated(String modelId, Instant stageChangedAt) {}

    private final StageContext context;
    private final Instant now;

    RetiredModels(StageContext context, Instant now) {
        this.context = context;
        this.now = now;
    }

    /** How many models went; one that was begun by a killed run is finished, since the note comes last. */
    int run() throws IOException {
        PublishedFolders published = new PublishedFolders(context, now);
        int removed = 0;
        for (Row model : due()) {
            String modelId = model.getString(0);
            if (modelId.equals(published.currentModel())) {
                continue; // still what readers of plain Parquet see
            }
            for (TableSpec table : OF_MODEL) {
                if (context.tables().exists(table)) {
                    deleteRows(table, modelId);
                }
            }
            published.deleteOf(modelId);
            context.workspace().files().delete(context.workspace().model(modelId), true);
            note(modelId, model.isNullAt(1) ? "" : model.getString(1) + "; ");
            removed++;
        }
        return removed;
    }

    private List<Row> due() {
        if (!context.tables().exists(Specs.MODELS)) {
            return List.of();
        }
        Dataset<Row> retired =
                context.tables().readWithColumns(Specs.MODELS).where(ModelRegistry.isIn(ModelStage.RETIRED));
        date(retired.where(functions.col(STAGE_CHANGED_AT).isNull()));
        Instant before =
                now.minus(Duration.ofDays(context.settings().retention().retiredModelsDays()));
        return retired.where(functions
                        .col(STAGE_CHANGED_AT)
                        .lt(Timestamp.from(before))
                        .and(functions
                                .coalesce(functions.col(NOTE), functions.lit(""))
                                .contains(REMOVED)
                                .unary_$bang()))
                .select(MODEL_ID, NOTE)
                .collectAsList();
    }

    /** An earlier version did not say when it retired a model: it counts as retired when that is found out. */
    private void date(Dataset<Row> undated) {
        List<Dated> rows = undated.select(MODEL_ID).collectAsList().stream()
                .map(row -> new Dated(row.getString(0), now))
                .toList();
        if (!rows.isEmpty()) {
            context.tables()
                    .update(
                            Specs.MODELS,
                            RecordColumns.dataset(context.spark(), Dated.class, rows),
                            List.of("stage_changed_at"));
        }
    }

    /** Whole partitions, so one commit on the driver; history keeps them as long as its tags. */
    private void deleteRows(TableSpec spec, String modelId) throws IOException {
        Table table = context.tables().iceberg(spec);
        Expression ofModel = Expressions.equal("model_id", modelId);
        try (CloseableIterable<?> files = table.newScan().filter(ofModel).planFiles()) {
            if (!files.iterator().hasNext()) {
                return;
            }
        }
        table.newDelete().deleteFromRowFilter(ofModel).commit();
    }

    private void note(String modelId, String before) {
        new ModelRegistry(context)
                .note(modelId, before + REMOVED + now.toString().substring(0, 10));
    }
}
