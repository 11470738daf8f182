package org.galaxyvae.lab.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.LayerTimes;
import org.galaxyvae.network.ResidentWork;
import org.galaxyvae.pixel.maths.SortedValues;

/** The network without Spark, files and tables. */
public final class NetBench {
    /** Two products: a square one, and a default network's decoder convolution as a product, 64 images of 16 × 16. */
    private static final List<int[]> PRODUCTS = List.of(new int[] {1024, 1024, 1024}, new int[] {16384, 576, 128});
    /** A product has no just-in-time compiler to wait for and hardly varies. */
    private static final double MOST_PRODUCT_SECONDS = 2;

    private final BenchPlan plan;
    private final Progress progress;
    private final long seed;

    private NetBench(BenchPlan plan, Progress progress, long seed) {
        this.plan = plan;
        this.progress = progress;
        this.seed = seed;
    }

    /**
     * What was found.
     *
     * @param layouts in the order of their workers
     */
    public record Result(List<GemmRate> gemm, List<LayoutRate> layouts, List<LayerRow> layers) {
        /** The best of all shapes and workers. */
        public double gemmGflops() {
            return gemm.stream().mapToDouble(GemmRate::gflops).max().orElse(0);
        }
    }

    /** Measures; the machine should have nothing else to do. */
    public static Result run(BenchPlan plan, Progress progress, long seed) throws InterruptedException {
        return new NetBench(plan, progress, seed).run();
    }

    private Result run() throws InterruptedException {
        List<GemmRate> gemm = gemm();
        double peak = gemm.stream().mapToDouble(GemmRate::gflops).max().orElse(0);
        return new Result(gemm, layouts(peak), layers());
    }

    private List<GemmRate> gemm() throws InterruptedException {
        double seconds = Math.min(MOST_PRODUCT_SECONDS, plan.seconds());
        List<GemmRate> rates = new ArrayList<>();
        for (int[] shape : PRODUCTS) {
            String name = shape[0] + "x" + shape[1] + "x" + shape[2];
            double operations = 2.0 * shape[0] * shape[1] * shape[2];
            for (int workers : plan.workers()) {
                double steps = Throughput.stepsPerSecond(
                        worker -> ResidentWork.product(shape[0], shape[1], shape[2]), workers, seconds);
                rates.add(new GemmRate(name, workers, steps * operations / 1e9));
                note("gemm " + name, workers, steps * operations / 1e9, "GFLOP/s");
            }
        }
        return rates;
    }

    private List<LayoutRate> layouts(double peak) throws InterruptedException {
        Architecture architecture = plan.architecture();
        Map<Integer, List<Double>> train = new HashMap<>();
        Map<Integer, List<Double>> score = new HashMap<>();
        // repeats around the layouts: where the machine drifts, it drifts for all of them
        for (int repeat = 0; repeat < plan.repeats(); repeat++) {
            for (int workers : plan.workers()) {
                measure(
                        "train",
                        workers,
                        train,
                        worker -> ResidentWork.training(architecture, plan.batch(), seed + worker));
                measure(
                        "score",
                        workers,
                        score,
                        worker -> ResidentWork.scoring(architecture, plan.batch(), seed + worker));
            }
        }
        List<LayoutRate> rates = new ArrayList<>();
        for (int workers : plan.workers()) {
            double trained = median(train.getOrDefault(workers, List.of()));
            double scored = median(score.getOrDefault(workers, List.of()));
            double trainGflops = trained * Arithmetic.training(architecture) / 1e9;
            double scoreGflops = scored * Arithmetic.scoring(architecture) / 1e9;
            rates.add(new LayoutRate(
                    workers, trained, trainGflops, trainGflops / peak, scored, scoreGflops, scoreGflops / peak));
        }
        return rates;
    }

    private void measure(String task, int workers, Map<Integer, List<Double>> rates, IntFunction<ResidentWork> open)
            throws InterruptedException {
        double rate = plan.batch() * Throughput.stepsPerSecond(open, workers, plan.seconds());
        rates.computeIfAbsent(workers, key -> new ArrayList<>()).add(rate);
        note(task, workers, rate, "images/s");
    }

    private List<LayerRow> layers() {
        List<LayerRow> rows = new ArrayList<>();
        try (ResidentWork training = ResidentWork.training(plan.architecture(), plan.batch(), seed)) {
            times("train", training).forEach(rows::add);
        }
        try (ResidentWork scoring = ResidentWork.scoring(plan.architecture(), plan.batch(), seed)) {
            times("score", scoring).forEach(rows::add);
        }
        return rows;
    }

    private List<LayerRow> times(String task, ResidentWork work) {
        progress.note("net only, " + task + " by layer");
        Throughput.warmUp(work, plan.seconds());
        return LayerTimes.of(work, plan.seconds() / 2).stream()
                .map(time -> LayerRow.of(task, time))
                .toList();
    }

    private void note(String what, int workers, double rate, String unit) {
        progress.note(String.format(Locale.ROOT, "net only, %s with %d workers: %.1f %s", what, workers, rate, unit));
    }

    /** The middle value, or the mean of the two in the middle. */
    public static double median(List<Double> values) {
        return SortedValues.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
