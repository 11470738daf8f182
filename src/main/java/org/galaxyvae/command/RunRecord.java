package org.galaxyvae.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.row.RunRow;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.sky.Hashes;

/** The row that a writing command leaves in {@code runs}, whatever becomes of it. */
record RunRecord(StageContext context, String command) {
    /** The command has done its work. */
    void done(Summary summary) throws JsonProcessingException {
        write(context.runId(), command, summary.outcome(), SummaryOutput.json(summary));
    }

    /** The command failed; where not even that can be written, the failure says so. */
    void failed(Exception failure) {
        try {
            String line = Objects.toString(failure.getMessage(), failure.toString());
            write(context.runId(), command, "failed", line.lines().findFirst().orElse(""));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The command has finished what a killed run had begun to publish. */
    void finished(String runId) {
        write(runId, "recover", "done", "{\"finished_by\":\"" + context.runId() + "\"}");
    }

    private void write(String runId, String name, String outcome, String summary) {
        String configuration = SettingsReader.toJson(context.settings());
        RunRow row = new RunRow(
                runId,
                name,
                outcome,
                configuration,
                Hashes.sha256(configuration, 16),
                Version.CODE,
                summary,
                context.startedAt(),
                Instant.now());
        context.tables().append(Specs.RUNS, RecordColumns.dataset(context.spark(), RunRow.class, List.of(row)));
    }
}
