package org.galaxyvae.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.train.tune.TuneStage;
import org.galaxyvae.train.tune.TuneSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae tune}. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Searches hyper-parameters by asynchronous successive halving, one trial a core, and writes the"
                + " best configuration for train.",
        footer = {
            "",
            "Examples: the default space; a grid of one's own; on with an interrupted search",
            "  galaxy-vae tune --workspace survey --best-yaml best.yaml",
            "  galaxy-vae tune --workspace survey --set tune.search=grid \\",
            "    --set 'tune.space={vae.latent: {values: [8, 16, 32]}}'",
            "  galaxy-vae tune --workspace survey --resume",
            "  galaxy-vae train --workspace survey --config best.yaml",
            "",
            "The keys of tune are explained in conf/default.yaml. Trials are ranked by how",
            "well the central error finds anomalies injected into held-out images",
            "(tune.objective: injected_auc); better reconstruction is not better detection.",
            "Every trial and rung is a row of the table trials."
        })
final class TuneJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Option(
            names = "--resume",
            description = "Go on with the workspace's newest search, whose configuration and images must be the same.")
    private boolean resume;

    @Option(
            names = "--best-yaml",
            paramLabel = "FILE",
            description = "Also write the best configuration to this local file; it always stands in the workspace.")
    @Nullable
    private String bestYaml;

    @Override
    public Integer call() throws Exception {
        String file = bestYaml;
        if (file != null) {
            Path folder = Path.of(file).toAbsolutePath().getParent();
            if (folder == null || !Files.isWritable(folder) || Files.isDirectory(Path.of(file))) {
                throw new RequestException(
                        "Invalid --best-yaml: " + file + ", expected a file in a folder that can be written to");
            }
        }
        return StageRunner.update("tune", options, context -> {
            TuneSummary summary = TuneStage.run(context, resume);
            return file == null ? summary : summary.withBestYaml(copy(context, summary.bestYaml(), file));
        });
    }

    private static String copy(StageContext context, String from, String to) throws IOException {
        String yaml = context.workspace()
                .readText(new org.apache.hadoop.fs.Path(from))
                .orElseThrow(() -> new IOException("Cannot read " + from));
        Files.writeString(Path.of(to), yaml);
        return to;
    }
}
