package org.galaxyvae.command;

import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.row.RunRow;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.pixel.sky.Hashes;

/** The row that a writing command leaves in {@code runs}, whatever becomes of it. */
record RunRecord(StageContext context, String command) {
    /** The command has done its work. */
    void done(Summary summary) throws IOException {
        write(context.runId(), command, summary.outcome(), SummaryOutput.json(summary), context.startedAt());
        recordPublished();
    }

    /** The command failed; where not even that can be written, the failure says so. */
    void failed(Exception failure) {
        try {
            String line = Objects.toString(failure.getMessage(), failure.toString());
            write(context.runId(), command, "failed", line.lines().findFirst().orElse(""), context.startedAt());
            recordPublished();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** A run that was published has its row, also where it was killed before it could say so. */
    void recordPublished() throws IOException {
        Workspace workspace = context.workspace();
        String published = workspace.readText(workspace.unrecorded()).orElse("").strip();
        if (published.isEmpty()) {
            return;
        }
        boolean recorded = !context.tables()
                .readOrEmpty(Specs.RUNS)
                .where(functions.col(RUN_ID).equalTo(published))
                .isEmpty();
        if (!recorded) {
            String summary = "{\"finished_by\":\"" + context.runId() + "\"}";
            write(published, "recover", "done", summary, Ids.time(published));
        }
        workspace.files().delete(workspace.unrecorded(), false);
    }

    private void write(String runId, String name, String outcome, String summary, Instant startedAt) {
        String configuration = SettingsReader.toJson(context.settings());
        RunRow row = new RunRow(
                runId,
                name,
                outcome,
                configuration,
                Hashes.sha256(configuration, 16),
                Version.CODE,
                summary,
                startedAt,
                Instant.now());
        context.tables().append(Specs.RUNS, RecordColumns.dataset(context.spark(), RunRow.class, List.of(row)));
    }
}
