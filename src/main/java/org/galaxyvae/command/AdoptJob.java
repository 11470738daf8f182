package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.night.adoption.AdoptStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy-vae adopt}. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Makes a workspace that was moved, copied or restored from a backup stand alone: its tables and models"
                        + " name their files where they are now. The original, if there is one, is neither read nor changed."
                        + " Data files are not rewritten, so that it takes seconds; after a kill the same command goes on.",
        footer = {
            "",
            "Example: work in a copy",
            "  cp -a /data/survey /big/trial",
            "  galaxy-vae adopt --workspace /big/trial",
            "",
            "Example: move a workspace to HDFS",
            "  hdfs dfs -put /data/survey hdfs:///surveys/dr17",
            "  galaxy-vae adopt --workspace hdfs:///surveys/dr17"
        })
final class AdoptJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Override
    public Integer call() throws Exception {
        return StageRunner.adopt(options, AdoptStage::run);
    }
}
