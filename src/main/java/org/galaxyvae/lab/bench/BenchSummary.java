package org.galaxyvae.lab.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.galaxyvae.network.Architecture;

/**
 * All that was measured.
 *
 * @param gemmGflops the machine's peak: the best of {@code gemm}
 * @param trainImagesPerS net only, the best of {@code layouts}
 * @param scoreImagesPerS the same for scoring
 * @param bestLayout the workers of the two
 * @param spark empty where it was skipped
 */
public record BenchSummary(
        double gemmGflops,
        double trainImagesPerS,
        double scoreImagesPerS,
        BestLayout bestLayout,
        Network network,
        List<LayoutRate> layouts,
        List<GemmRate> gemm,
        List<SparkRate> spark,
        List<LayerRow> layers,
        Machine machine)
        implements Summary {

    /** The numbers of workers with the best rates. */
    public record BestLayout(int trainWorkers, int scoreWorkers) {}

    /**
     * What was run.
     *
     * @param scoreMflopPerImage million operations of one encoding and one decoding
     * @param trainMflopPerImage three times that
     */
    public record Network(
            int size,
            int channels,
            List<Integer> widths,
            int latent,
            boolean batchNormalization,
            int batch,
            double seconds,
            int repeats,
            double trainMflopPerImage,
            double scoreMflopPerImage) {}

    /** Puts the parts together. */
    public static BenchSummary of(BenchPlan plan, NetBench.Result net, List<SparkRate> spark, Machine machine) {
        LayoutRate train = best(net.layouts(), LayoutRate::trainImagesPerS);
        LayoutRate score = best(net.layouts(), LayoutRate::scoreImagesPerS);
        Architecture architecture = plan.architecture();
        return new BenchSummary(
                net.gemmGflops(),
                train.trainImagesPerS(),
                score.scoreImagesPerS(),
                new BestLayout(train.workers(), score.workers()),
                new Network(
                        architecture.size(),
                        architecture.channels(),
                        architecture.widths(),
                        architecture.latent(),
                        architecture.batchNormalization(),
                        plan.batch(),
                        plan.seconds(),
                        plan.repeats(),
                        Arithmetic.training(architecture) / 1e6,
                        Arithmetic.scoring(architecture) / 1e6),
                net.layouts(),
                net.gemm(),
                spark,
                net.layers(),
                machine);
    }

    private static LayoutRate best(List<LayoutRate> layouts, ToDoubleFunction<LayoutRate> rate) {
        return layouts.stream().max(Comparator.comparingDouble(rate)).orElseThrow();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Net only: a resident batch, no Spark, files or tables");
        lines.addAll(TextTable.lines(
                List.of("workers", "train images/s", "GFLOP/s", "of peak", "score images/s", "GFLOP/s", "of peak"),
                layouts.stream()
                        .map(rate -> List.of(
                                Integer.toString(rate.workers()),
                                number(rate.trainImagesPerS()),
                                number(rate.trainGflops()),
                                share(rate.trainShareOfPeak()),
                                number(rate.scoreImagesPerS()),
                                number(rate.scoreGflops()),
                                share(rate.scoreShareOfPeak())))
                        .toList()));
        lines.add("");
        lines.add("Matrix products: peak " + number(gemmGflops) + " GFLOP/s");
        lines.addAll(TextTable.lines(
                List.of("product", "workers", "GFLOP/s"),
                gemm.stream()
                        .map(rate -> List.of(rate.shape(), Integer.toString(rate.workers()), number(rate.gflops())))
                        .toList()));
        if (!spark.isEmpty()) {
            lines.add("");
            lines.add("Through Spark, end to end: a simulated survey in tables");
            lines.addAll(TextTable.lines(
                    List.of("workers", "train images/s", "of net only", "score images/s", "of net only"),
                    spark.stream()
                            .map(rate -> List.of(
                                    Integer.toString(rate.workers()),
                                    number(rate.trainImagesPerS()),
                                    share(rate.trainShareOfNet()),
                                    number(rate.scoreImagesPerS()),
                                    share(rate.scoreShareOfNet())))
                            .toList()));
        }
        lines.add("");
        lines.addAll(layerLines());
        lines.add("");
        lines.addAll(about());
        return List.copyOf(lines);
    }

    private List<String> layerLines() {
        Set<String> parts = new LinkedHashSet<>();
        layers.forEach(row -> parts.add(row.part()));
        List<List<String>> rows = new ArrayList<>();
        for (String part : parts) {
            rows.add(List.of(
                    part,
                    milliseconds(
                            row -> row.task().equals("train") && !row.pass().equals("backward"), part),
                    milliseconds(row -> row.task().equals("train") && row.pass().equals("backward"), part),
                    share(sum(row -> row.task().equals("train"), part, LayerRow::share)),
                    milliseconds(row -> row.task().equals("score"), part),
                    share(sum(row -> row.task().equals("score"), part, LayerRow::share))));
        }
        List<String> lines = new ArrayList<>();
        lines.add("Time by layer, one worker alone, milliseconds a batch of " + network.batch());
        lines.addAll(TextTable.lines(List.of("part", "train forward", "backward", "share", "score", "share"), rows));
        return lines;
    }

    private String milliseconds(java.util.function.Predicate<LayerRow> which, String part) {
        return String.format(Locale.ROOT, "%.2f", sum(which, part, LayerRow::msPerBatch));
    }

    private double sum(java.util.function.Predicate<LayerRow> which, String part, ToDoubleFunction<LayerRow> value) {
        return layers.stream()
                .filter(row -> row.part().equals(part))
                .filter(which)
                .mapToDouble(value)
                .sum();
    }

    private List<String> about() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "network  %d x %d x %d, widths %s, latent %d, %s; batch %d, %s s a measurement, %d repeats",
                        network.size(),
                        network.size(),
                        network.channels(),
                        network.widths(),
                        network.latent(),
                        network.batchNormalization() ? "batch normalization" : "no normalization",
                        network.batch(),
                        network.seconds(),
                        network.repeats()),
                String.format(
                        Locale.ROOT,
                        "machine  %s, %d cores, load average %.2f before the start",
                        machine.cpu(),
                        machine.cores(),
                        machine.loadAverage()),
                "java     " + machine.java() + "; galaxy-vae " + machine.version(),
                "native   " + machine.nativeBuild(),
                "",
                "train    noise, forward, loss, backward and Adam on one batch of random images a worker, by DL4J's fit",
                "score    one encoding and one decoding of one batch",
                "workers  threads started together, one native thread each; completed images over wall time",
                "peak     the best matrix product above, float",
                String.format(
                        Locale.ROOT,
                        "GFLOP/s  2 x multiply-adds of convolutions and dense layers: %.1f MFLOP an image in scoring,"
                                + " 3 x that in training.",
                        network.scoreMflopPerImage()),
                "         The direct algorithm is counted, so a Winograd convolution may exceed the peak.",
                "Spark    train: the loop with parameter averaging; score: one encoding, two decodings (means, one"
                        + " draw),",
                "         one more encoding but its last layers, all other evidences, reading and writing of rows; ranking and"
                        + " publishing left out.");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
