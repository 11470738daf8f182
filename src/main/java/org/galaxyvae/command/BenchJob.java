package org.galaxyvae.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.lab.bench.BenchPlan;
import org.galaxyvae.lab.bench.BenchSummary;
import org.galaxyvae.lab.bench.Machine;
import org.galaxyvae.lab.bench.NetBench;
import org.galaxyvae.lab.bench.SparkRate;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.network.Architecture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures this machine and the network on it: peak of matrix products, training and scoring with"
                + " each number of workers, net only and through Spark, time by layer.",
        footer = {
            "",
            "Examples:",
            "  galaxy-vae bench",
            "  galaxy-vae bench --no-spark --workers 1,2 --seconds 20 --repeats 3 --json bench.json",
            "  galaxy-vae bench --ingest cutouts --repeats 3",
            "  galaxy-vae bench --size 128 --widths 32,64,128,256,512 --batch 32",
            "",
            "Give it a machine that does nothing else. docs/benchmark.md has the definitions."
        })
final class BenchJob implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    /** Enough for a calibration split. */
    private static final int FEWEST_IMAGES = 300;

    private static final int MOST_IMAGES = 1_000_000;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--workers",
            split = ",",
            paramLabel = "N",
            description = "Numbers of workers to try, such as 1,2; default: 1 to the number of cores.")
    private List<Integer> workers = new ArrayList<>();

    @Option(names = "--batch", paramLabel = "IMAGES", description = "A worker's batch; default: train.batch_size.")
    private @Nullable Integer batch;

    @Option(names = "--latent", paramLabel = "UNITS", description = "Default: vae.latent.")
    private @Nullable Integer latent;

    @Option(names = "--widths", split = ",", paramLabel = "CHANNELS", description = "Default: vae.widths.")
    private @Nullable List<Integer> widths;

    @Option(names = "--size", paramLabel = "PIXELS", description = "Side of the images; default: ingest.image_size.")
    private @Nullable Integer size;

    @Option(
            names = "--channels",
            paramLabel = "BANDS",
            description = "1 to 64; default: those of the pipeline's images.")
    private @Nullable Integer channels;

    @Option(
            names = "--seconds",
            defaultValue = "8",
            paramLabel = "S",
            description = "Length of one measurement, behind a warm-up of at most as long; default ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--repeats",
            defaultValue = "1",
            paramLabel = "N",
            description = "Measure the network so often and report medians; default ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(names = "--no-spark", description = "Measure the network alone: no simulated survey, no tables.")
    private boolean noSpark;

    @Option(
            names = "--images",
            defaultValue = "2000",
            paramLabel = "N",
            description =
                    "Simulated galaxies to score through Spark, 300 to 1000000, and a fifth of the images presented"
                            + " in training; default ${DEFAULT-VALUE}.")
    private int images;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            paramLabel = "FILE",
            description = "Write one JSON object to the file; without a file print it instead of the tables.")
    private @Nullable String json;

    @Option(
            names = "--ingest",
            paramLabel = "FOLDER",
            description =
                    "Measure the ingest of this folder of images against bare loops over its files, and nothing else.")
    private @Nullable Path ingest;

    @Override
    public Integer call() throws Exception {
        if (ingest != null) {
            requireWritable();
            SparkBench.requireLocal(options);
            print(new IngestBench(options, ingest, repeats, SummaryOutput.progress()).run());
            return 0;
        }
        Settings settings = settings();
        BenchPlan plan = plan(settings);
        requireWritable();
        requireSpark(plan, settings);
        Progress progress = SummaryOutput.progress();
        Machine machine = Machine.here(Version.CODE);
        NetBench.Result net = NetBench.run(plan, progress, settings.seed());
        List<SparkRate> spark =
                noSpark ? List.of() : new SparkBench(options, plan, images, progress).run(net.layouts());
        print(BenchSummary.of(plan, net, spark, machine));
        return 0;
    }

    /** The configuration with what the command line says of the network; all values are checked together. */
    private Settings settings() {
        override("train.batch_size", batch);
        override("vae.latent", latent);
        override("vae.widths", widths);
        override("ingest.image_size", size);
        return options.settings();
    }

    private void override(String key, @Nullable Object value) {
        if (value != null) {
            options.overrides.add(key + "=" + value);
        }
    }

    private BenchPlan plan(Settings settings) {
        Architecture pipeline = SavedModel.architecture(settings);
        int bands = channels == null ? pipeline.channels() : channels;
        if (bands < 1 || bands > 64) {
            throw new RequestException("Invalid --channels " + bands + ", expected 1 to 64");
        }
        List<Integer> layouts = workers.isEmpty()
                ? IntStream.rangeClosed(1, Runtime.getRuntime().availableProcessors())
                        .boxed()
                        .toList()
                : workers;
        return new BenchPlan(
                new Architecture(
                        pipeline.size(), bands, pipeline.widths(), pipeline.latent(), pipeline.batchNormalization()),
                settings.train().batchSize(),
                layouts,
                seconds,
                repeats);
    }

    /** Before minutes of measuring, not behind them. */
    private void requireWritable() {
        if (json == null || json.equals(STANDARD_OUTPUT)) {
            return;
        }
        Path folder = Path.of(json).toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(Path.of(json))) {
            throw new RequestException("Invalid --json " + json + ", expected a file in a folder that exists");
        }
    }

    private void requireSpark(BenchPlan plan, Settings settings) {
        if (noSpark) {
            return;
        }
        SparkBench.requireLocal(options);
        int bands = SavedModel.architecture(settings).channels();
        if (plan.architecture().channels() != bands) {
            throw new RequestException(
                    "Invalid --channels " + plan.architecture().channels() + ": the pipeline's images have " + bands
                            + ", expected that or --no-spark");
        }
        int fewest = Math.max(FEWEST_IMAGES, 2 * plan.batch());
        if (images < fewest || images > MOST_IMAGES) {
            throw new RequestException(
                    "Invalid --images " + images + ", expected " + fewest + " to " + MOST_IMAGES + ", or --no-spark");
        }
    }

    private void print(Summary summary) throws IOException {
        SummaryOutput.print(summary, STANDARD_OUTPUT.equals(json));
        if (json != null && !json.equals(STANDARD_OUTPUT)) {
            Files.writeString(Path.of(json), SummaryOutput.json(summary) + "\n");
        }
    }
}
