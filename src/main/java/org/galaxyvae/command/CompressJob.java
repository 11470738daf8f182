package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.lab.compress.CompressRequest;
import org.galaxyvae.lab.compress.CompressStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how few bytes a galaxy needs. */
@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures on held-out objects how much of an image is left in how few bytes: latents as float32,"
                + " float16 and int8, as many principal components of the training images, and JPEG of equal bytes and"
                + " of equal PSNR. The numbers go to the table compressions.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae compress --workspace survey",
            "  galaxy-vae compress --workspace survey --models a,b,c --objects 500 --out . --json",
            "",
            "How the bytes are counted: docs/science.md."
        })
final class CompressJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "MODEL_ID",
            description = "Models to measure side by side; default: the one in production.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--objects",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Objects of the test split at most, 10 to 20000; default ${DEFAULT-VALUE}.")
    private int objects;

    @Option(
            names = "--out",
            paramLabel = "DIR_OR_URI",
            description = "Takes compression.csv; default: none is written.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        CompressRequest request = new CompressRequest(models, objects, out);
        return StageRunner.update("compress", options, context -> CompressStage.run(context, request));
    }
}
