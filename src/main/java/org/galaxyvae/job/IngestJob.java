package org.galaxyvae.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.ingest.IngestStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Turns images and a catalog into tensors; what is known and unchanged is not opened again.",
        footer = {
            "",
            "Example:",
            "  galaxy-vae ingest --workspace survey --images cutouts 'more/5877*' --catalog catalog.csv",
            "Files that cannot be used are rows of the table rejects, each with its reason."
        })
final class IngestJob implements Callable<Integer> {
    @Mixin
    WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = "--images",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Folders (with all below them), JPEG or PNG files, and globs; local or URIs.")
    List<String> images = new ArrayList<>();

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description =
                    "CSV with a header, Parquet, FITS table or VOTable, packed or not; ingest.catalog names its columns.")
    @Nullable
    String catalog;

    @Override
    public Integer call() throws Exception {
        return StageRunner.write("ingest", options, context -> IngestStage.run(context, images, catalog));
    }
}
