package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Turns images and a catalog into tensors; what is known and unchanged is not opened again.",
            "Images are JPEG, PNG, TIFF, GIF, FITS (also .gz, .bz2, .fz), alone or in zip and tar archives, HDF5 and"
                    + " Parquet files; their bytes decide, not their names."
        },
        footer = {
            "",
            "Examples:",
            "  galaxy-vae ingest --workspace survey --images cutouts 'more/5877*' --catalog catalog.csv",
            "  galaxy-vae ingest --workspace survey --images images_gz2.zip --catalog gz2.csv \\",
            "      --mapping gz2_filename_mapping.csv --set ingest.catalog.id=dr7objid",
            "  galaxy-vae ingest --workspace survey --mosaics 'frames/*.fits.bz2' --catalog objects.fits \\",
            "      --set 'ingest.bands=[i,r,g]' --set 'ingest.band_pattern=frame-(?<band>[ugriz])-' \\",
            "      --set ingest.cutout_arcsec=50",
            "Images that cannot be used are rows of the table rejects, each with its reason: galaxy-vae rejects."
        })
final class IngestJob implements Callable<Integer> {
    @Mixin
    WritingOptions options = new WritingOptions();

    @Option(
            names = "--images",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Folders (with all below them), files and globs; local or URIs.")
    List<String> images = new ArrayList<>();

    @Option(
            names = "--mosaics",
            arity = "1..*",
            paramLabel = "PATH",
            description = "FITS frames with positions, from which the catalog's objects are cut.")
    List<String> mosaics = new ArrayList<>();

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "CSV, Parquet, FITS table or VOTable; ingest.catalog names its columns.")
    @Nullable
    String catalog;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "A table of file names and object ids; ingest.mapping names its columns.")
    @Nullable
    String mapping;

    @Option(
            names = "--verify",
            description = "Opens every file, known or not, and replaces tensors whose content differs.")
    boolean verify;

    @Override
    public Integer call() throws Exception {
        if (images.isEmpty() && mosaics.isEmpty()) {
            throw new RequestException("Missing images: name folders or files with --images, or frames with --mosaics");
        }
        IngestRequest request = new IngestRequest(images, mosaics, catalog, mapping, verify);
        return StageRunner.write("ingest", options, context -> IngestStage.run(context, request));
    }
}
