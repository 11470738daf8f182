package org.galaxyvae.job;

import java.util.concurrent.Callable;
import org.galaxyvae.explore.StatusStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what a workspace holds. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells what a workspace holds: rows of its tables, model in production, published run, last runs,"
                + " rejects by reason.",
        footer = {"", "Example:", "  galaxy-vae status --workspace survey"})
final class StatusJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() throws Exception {
        return StageRunner.read("status", options, StatusStage::run);
    }
}
