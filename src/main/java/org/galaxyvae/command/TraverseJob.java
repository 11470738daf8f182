package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.lab.travel.TraverseRequest;
import org.galaxyvae.lab.travel.TraverseStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws what each latent unit does. */
@Command(
        name = "traverse",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Draws what each latent unit does to an image: a row a unit, moved alone about a galaxy or about the"
                        + " origin, the unit that tells most of an image first. Writes traversal.png, traversal.npy"
                        + " (float32 [image, row, column, channel]) and traversal-latents.npy; changes nothing in the"
                        + " workspace.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae traverse --workspace survey",
            "  galaxy-vae traverse --workspace survey --id 587722981742084097 --dimension 3 --dimension 7 --range 4"
        })
final class TraverseJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private OutOption out = new OutOption();

    @Option(names = "--id", paramLabel = "OBJECT_ID", description = "The galaxy in the middle; default: the origin.")
    private @Nullable String id;

    @Option(
            names = "--dimension",
            split = ",",
            paramLabel = "I",
            description = "A unit, from 0; several times. Default: all that tell more than 0.05 nats of an image.")
    private List<Integer> dimensions = new ArrayList<>();

    @Option(
            names = "--range",
            defaultValue = "3",
            paramLabel = "SIGMAS",
            description = "How far either way, standard deviations of the unit over the catalog, above 0 to 20; default"
                    + " ${DEFAULT-VALUE}.")
    private double sigmas;

    @Option(
            names = "--steps",
            defaultValue = "7",
            paramLabel = "N",
            description = "Images a unit, an odd number from 3 to 33; default ${DEFAULT-VALUE}.")
    private int steps;

    @Override
    public Integer call() throws Exception {
        TraverseRequest request = new TraverseRequest(model.modelId, id, dimensions, sigmas, steps, out.directory);
        return StageRunner.read("traverse", options, context -> TraverseStage.run(context, request));
    }
}
