package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.lab.travel.ReconstructRequest;
import org.galaxyvae.lab.travel.ReconstructStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The compressed catalog back to pixels. */
@Command(
        name = "reconstruct",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Decodes the table latents back to pixels, without any image. Writes Parquet rows object_id, height,"
                        + " width, channels, dtype, pixels (as in the table tensors) into reconstructions/, which is there"
                        + " whole or not at all (the same command again goes on behind a kill), and with --id a sheet reconstructions.png of images beside"
                        + " reconstructions; changes nothing in the workspace.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae reconstruct --workspace survey --id a --id b --out decoded",
            "  galaxy-vae reconstruct --workspace survey --all --out hdfs:///decoded --dtype float32"
        })
final class ReconstructJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private OutOption out = new OutOption();

    @Option(names = "--id", paramLabel = "OBJECT_ID", description = "A scored object; up to 1000 of them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Every object that the model has scored.")
    private boolean all;

    @Option(
            names = "--dtype",
            defaultValue = "uint8",
            paramLabel = "TYPE",
            description = "uint8, rounded (default), or float32, little-endian, 0 to 255 without rounding.")
    private String dtype = "";

    @Override
    public Integer call() throws Exception {
        if (all != ids.isEmpty()) {
            throw new RequestException("Invalid command: expected either --all or at least one --id");
        }
        ReconstructRequest request = new ReconstructRequest(model.modelId, ids, dtype, out.directory);
        return StageRunner.read("reconstruct", options, context -> ReconstructStage.run(context, request));
    }
}
