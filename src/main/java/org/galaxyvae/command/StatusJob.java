package org.galaxyvae.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.show.status.PrometheusText;
import org.galaxyvae.show.status.StatusStage;
import org.galaxyvae.show.status.StatusSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a workspace holds. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tells what a workspace holds: rows of its tables, model in production, published run, last runs,"
                + " rejects by reason, how the last night went.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae status --workspace survey",
            "  galaxy-vae status --workspace survey --prometheus --out /var/lib/node_exporter/galaxy_vae.prom"
        })
final class StatusJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(names = "--prometheus", description = "Print gauges in Prometheus' text format.")
    private boolean prometheus;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Replace this local file atomically in place of printing; its folder must be there.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        if (prometheus && options.common.json) {
            throw new RequestException("Cannot print --json and --prometheus at once: expected one of them");
        }
        return StageRunner.answer("status", options, context -> {
            String text = text(StatusStage.run(context));
            Path file = out;
            if (file == null) {
                System.out.print(text);
            } else {
                replace(file.toAbsolutePath(), text);
            }
        });
    }

    private String text(StatusSummary status) throws JsonProcessingException {
        if (prometheus) {
            return PrometheusText.of(status, Instant.now());
        }
        return options.common.json ? SummaryOutput.json(status) + "\n" : String.join("\n", status.lines()) + "\n";
    }

    /** The name until then has no ending that a collector looks for. */
    private static void replace(Path file, String text) throws IOException {
        Path whole = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RequestException(
                    "Cannot write --out " + file + ": " + e + ", expected a file in a folder that is there");
        }
    }
}
