package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.lab.travel.InterpolateStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws what lies between two galaxies. */
@Command(
        name = "interpolate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Draws what the model sees between two scored galaxies: along the arc about the origin (slerp) and"
                        + " along the straight line, each a row with the real images at its ends. Writes"
                        + " interpolation.png, interpolation.npy (float32 [image, row, column, channel]) and"
                        + " interpolation-latents.npy; changes nothing in the workspace.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae interpolate --workspace survey --from 587722981742084097 --to 587724232641937419",
            "  galaxy-vae interpolate --workspace survey --from a --to b --steps 12 --out travel --json"
        })
final class InterpolateJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private OutOption out = new OutOption();

    @Option(names = "--from", required = true, paramLabel = "OBJECT_ID", description = "Where the way begins.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "OBJECT_ID", description = "Where it ends.")
    private String to = "";

    @Option(
            names = "--steps",
            defaultValue = "9",
            paramLabel = "N",
            description = "Images of each way, its ends included, 2 to 64; default ${DEFAULT-VALUE}.")
    private int steps;

    @Override
    public Integer call() throws Exception {
        return StageRunner.read(
                "interpolate",
                options,
                context -> InterpolateStage.run(context, model.modelId, from, to, steps, out.directory));
    }
}
