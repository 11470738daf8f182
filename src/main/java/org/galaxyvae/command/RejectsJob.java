package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.show.sheet.RejectsStage;
import org.galaxyvae.show.sql.SqlStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells which files were rejected, and why. */
@Command(
        name = "rejects",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells which files could not become tensors: by reason, or the files of one reason.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae rejects --workspace survey",
            "  galaxy-vae rejects --workspace survey --reason truncated --limit 20"
        })
final class RejectsJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(names = "--reason", paramLabel = "REASON", description = "List the files of this reason.")
    private @Nullable String reason;

    @Option(
            names = "--limit",
            defaultValue = "100",
            paramLabel = "N",
            description = "List at most so many files, 1 to 1000000 (default 100).")
    private int limit;

    @Override
    public Integer call() throws Exception {
        SqlStage.requireLimit(limit);
        return StageRunner.read("rejects", options, context -> RejectsStage.run(context, reason, limit));
    }
}
