package org.galaxyvae.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.galaxyvae.lab.disentangle.DisentangleRequest;
import org.galaxyvae.lab.disentangle.DisentangleStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether single latent units stand for single properties. */
@Command(
        name = "disentangle",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures whether single latent units stand for single properties of galaxies: MIG, SAP and DCI"
                + " against known factors (those of a simulated survey, or the ones that are named), and Spearman's"
                + " correlation of each with every unit, drawn as disentanglement.png. Of a catalog whose factors nobody"
                + " knows, correlations with its columns of numbers. The numbers go to the table disentanglements.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae disentangle --workspace factors --out .",
            "  galaxy-vae disentangle --workspace survey --where \"class = 'spiral'\"",
            "  galaxy-vae disentangle --workspace survey --factor size=petro_radius_arcsec --angle"
                    + " pa=position_angle_deg",
            "",
            "What the measures mean and when they mislead: docs/science.md."
        })
final class DisentangleJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private OutOption out = new OutOption();

    @Option(
            names = "--factor",
            paramLabel = "NAME=SQL",
            description =
                    "A factor: an expression of columns of the catalog; several times. Default: those of a simulated"
                            + " survey, else every column of numbers.")
    private List<String> factors = new ArrayList<>();

    @Option(
            names = "--angle",
            paramLabel = "NAME=SQL",
            description = "The same of an axis's angle, degrees: 0 and 180 are the same.")
    private List<String> angles = new ArrayList<>();

    @Option(
            names = "--where",
            defaultValue = "",
            paramLabel = "SQL",
            description = "Condition on columns of the catalog; default: all objects.")
    private String where = "";

    @Override
    public Integer call() throws Exception {
        DisentangleRequest request = new DisentangleRequest(model.modelId, factors, angles, where, out.directory);
        return StageRunner.update("disentangle", options, context -> DisentangleStage.run(context, request));
    }
}
