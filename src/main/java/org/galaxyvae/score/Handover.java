package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.model.registry.ModelRegistry;
import org.galaxyvae.survey.catalog.KnownObjects;

/**
 * Makes a written run the published one. Once {@code published/NEXT} names it, there is no way back: whoever writes next
 * finishes what was begun. Each step may be repeated.
 */
public final class Handover {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private Handover() {}

    /** What {@code published/NEXT} says. */
    private record Next(String runId, String modelId, boolean promote) {}

    /** Publishes a run that is written to its branch. */
    public static void publish(StageContext context, String runId, String modelId) throws IOException {
        begin(context, new Next(runId, modelId, false));
    }

    /** Puts a model into production together with the run it scored last; there is no moment with one but not the other. */
    public static void promote(StageContext context, String runId, String modelId) throws IOException {
        begin(context, new Next(runId, modelId, true));
    }

    private static void begin(StageContext context, Next next) throws IOException {
        context.workspace().files().mkdirs(context.workspace().next().getParent());
        context.workspace().replaceText(context.workspace().next(), JSON.writeValueAsString(next) + "\n");
        finish(context, next);
    }

    /** Finishes the publication that a killed process began, if one was under way. */
    public static void recover(StageContext context) throws IOException {
        String next = context.workspace().readText(context.workspace().next()).orElse("");
        if (next.isBlank()) {
            return;
        }
        try {
            Next named = JSON.readValue(next, Next.class);
            context.progress().note("finishing the publication of run " + named.runId());
            finish(context, named);
        } catch (JsonProcessingException e) {
            throw new InvalidDataException(
                    "Cannot read " + context.workspace().next() + ": expected one JSON object with run_id and model_id",
                    e);
        }
    }

    private static void finish(StageContext context, Next next) throws IOException {
        String runId = next.runId();
        String modelId = next.modelId();
        String branch = Branches.ofNight(runId);
        Tables tables = context.tables();
        Tables written = tables.onBranch(branch);
        Column ofRun =
                functions.col(RUN_ID).equalTo(runId).and(functions.col(MODEL_ID).equalTo(modelId));
        Path published = context.workspace().published(runId);
        for (TableSpec table : List.of(Specs.LATENTS, Specs.SCORES)) {
            Dataset<Row> rows = written.read(table).where(ofRun);
            // who reads plain files has no view that would say what is known
            Dataset<Row> told = table.equals(Specs.SCORES) ? KnownObjects.mark(tables, rows) : rows;
            writeParquet(context, told, new Path(published, table.name()));
        }
        for (TableSpec table : Specs.NIGHT) {
            tables.branches().fastForward(table, branch);
        }
        ModelRegistry registry = new ModelRegistry(context);
        if (next.promote()) {
            registry.makeProduction(modelId, null);
        }
        if (registry.isProduction(modelId)) {
            context.workspace().replaceText(context.workspace().current(), runId + "\n");
        }
        writeAlerts(context, tables, runId);
        for (TableSpec table : Specs.NIGHT) {
            boolean tagged = table.equals(Specs.LATENTS) || table.equals(Specs.SCORES);
            tables.branches().drop(table, branch, tagged, Branches.tag(runId));
            // what was left of nights that were refused or killed is of no use any more
            for (String leftOver : tables.branches().leftOver(table)) {
                tables.branches().drop(table, leftOver, false, "");
            }
        }
        context.workspace().replaceText(context.workspace().unrecorded(), runId + "\n");
        context.workspace().files().delete(context.workspace().next(), false);
    }

    /** What a killed process left is written anew; a whole folder is left alone, it may be read. */
    private static void writeParquet(StageContext context, Dataset<Row> rows, Path folder) throws IOException {
        FileSystem files = context.workspace().files();
        if (!files.exists(new Path(folder, "_SUCCESS"))) {
            rows.write().mode("overwrite").parquet(folder.toString());
        }
    }

    /** From the table, whose rows a repeated publication does not change. */
    private static void writeAlerts(StageContext context, Tables tables, String runId) throws IOException {
        List<String> lines = tables.readOrEmpty(Specs.ALERTS)
                .where(functions.col(RUN_ID).equalTo(runId))
                .orderBy(RANK, OBJECT_ID)
                .toJSON()
                .collectAsList();
        if (!lines.isEmpty()) {
            Path file = context.workspace().alerts(runId);
            context.workspace().files().mkdirs(file.getParent());
            context.workspace().replaceText(file, String.join("\n", lines) + "\n");
        }
    }
}
