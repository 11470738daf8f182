package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.lab.travel.SampleStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws galaxies that are in no catalog. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Draws galaxies that are in no catalog: from the prior N(0, I), or from the aggregate posterior, an"
                        + " object of the catalog and then a point of its own posterior. The same seed draws the same."
                        + " Writes sample-prior.png or sample-posterior.png, and .npy (float32 [image, row, column,"
                        + " channel]) and -latents.npy of that name; changes nothing in the workspace.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae sample --workspace survey --from prior --count 64",
            "  galaxy-vae sample --workspace survey --from posterior --count 64 --set seed=2 --out drawn"
        })
final class SampleJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private OutOption out = new OutOption();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "SOURCE",
            description = "prior: N(0, I); posterior: the mixture of the catalog's posteriors.")
    private String source = "";

    @Option(
            names = "--count",
            defaultValue = "64",
            paramLabel = "N",
            description = "Galaxies to draw, 1 to 1000; default ${DEFAULT-VALUE}.")
    private int count;

    @Override
    public Integer call() throws Exception {
        SampleStage.Source from = SampleStage.Source.of(source);
        return StageRunner.read(
                "sample", options, context -> SampleStage.run(context, model.modelId, from, count, out.directory));
    }
}
