package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.show.sheet.SimilarRequest;
import org.galaxyvae.show.sheet.SimilarStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds similar objects. */
@Command(
        name = "similar",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Finds the scored objects nearest in latent space to an object, or to an image that need not be in the"
                        + " catalog: as a table, and with --out as similar.png, similar.html (one file, no network) and"
                        + " similar.csv. Changes nothing in the workspace.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae similar --workspace survey --id 587722981742084097 --out like",
            "  galaxy-vae similar --workspace survey --image mine.jpg --image hdfs:///new/a.fits --count 20 --out like",
            "  galaxy-vae similar --workspace survey --id a --id b --normal-only --json",
            "",
            "An object does not find itself nor a copy of its pixels; an image finds a copy, and it is told."
        })
final class SimilarJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(names = "--id", paramLabel = "OBJECT_ID", description = "A scored object; as many as you like, up to 100.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--image",
            paramLabel = "FILE_OR_URI",
            description = "An image (JPEG, PNG, TIFF, GIF, FITS): prepared and encoded as the model's own are.")
    private List<String> images = new ArrayList<>();

    @Option(
            names = "--radius",
            paramLabel = "ARCSEC",
            description = "Of the images' galaxies, for a model whose crop is given in radii.")
    @Nullable
    private Double radiusArcsec;

    @Option(
            names = "--pixel-scale",
            paramLabel = "ARCSEC",
            description = "Of the images, for the same where they do not say it.")
    @Nullable
    private Double pixelScaleArcsec;

    @Option(
            names = "--count",
            paramLabel = "OBJECTS",
            description = "How many of each, 1 to 200; default: neighbors.count.")
    @Nullable
    private Integer count;

    @Option(
            names = "--normal-only",
            description = "Only objects that are no more anomalous than the median of the calibration galaxies: what an"
                    + " odd one should have looked like.")
    private boolean normalOnly;

    @Option(
            names = "--out",
            paramLabel = "DIR_OR_URI",
            description = "Directory for the files; made where there is none. Default: no files.")
    @Nullable
    private String out;

    @Override
    public Integer call() throws Exception {
        int wanted = count == null ? options.common.settings().neighbors().count() : count;
        CropHint hint = CropHint.of(
                radiusArcsec == null ? Double.NaN : radiusArcsec,
                pixelScaleArcsec == null ? Double.NaN : pixelScaleArcsec);
        SimilarRequest request = new SimilarRequest(model.modelId, ids, images, hint, wanted, normalOnly, out);
        return StageRunner.read("similar", options, context -> SimilarStage.run(context, request));
    }
}
