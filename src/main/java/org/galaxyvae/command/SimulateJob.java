package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.lab.simulate.SimulationOptions;
import org.galaxyvae.lab.simulate.SurveySimulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Makes a survey of SDSS-like color cutouts with planted anomalies, as JPEG files and a catalog.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae simulate --count 2000 --out survey",
            "  galaxy-vae simulate --count 2000 --out factors --size 128 --fixed-scale --independent-factors"
        })
final class SimulateJob implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--count", required = true, paramLabel = "N", description = "Galaxies to make.")
    private int count;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder or URI to fill.")
    private String out = "";

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Side of the square cutouts; default ${DEFAULT-VALUE}.",
            defaultValue = "" + SimulationOptions.DEFAULT_SIZE_PIXELS)
    private int size;

    @Option(
            names = "--fixed-scale",
            description = "0.396 arcsec a pixel for all; default: each frame scaled by its galaxy's Petrosian radius.")
    private boolean fixedScale;

    @Option(
            names = "--independent-factors",
            description =
                    "Size, axis ratio, angle, bulge, arms, color and redshift are drawn independently of each other"
                            + " and no anomalies are planted: galaxies to measure disentanglement with.")
    private boolean independentFactors;

    @Option(names = "--seed", paramLabel = "S", description = "Another survey; default: the configuration's seed.")
    private @Nullable Long seed;

    @Override
    public Integer call() throws Exception {
        long chosen = seed == null ? options.settings().seed() : seed;
        try {
            SimulationOptions simulation = new SimulationOptions(
                    count,
                    out,
                    size,
                    fixedScale,
                    chosen,
                    independentFactors ? 0 : SimulationOptions.DEFAULT_ANOMALY_FRACTION,
                    independentFactors);
            try (SparkSession spark = Sessions.open("simulate", options.master, null)) {
                SummaryOutput.print(SurveySimulation.run(spark, simulation, SummaryOutput.progress()), options.json);
            }
        } catch (IllegalArgumentException e) {
            throw new RequestException(String.valueOf(e.getMessage()));
        }
        return 0;
    }
}
