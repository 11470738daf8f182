package org.galaxyvae.lab.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.run.Progress;

/**
 * Writes a simulated survey: one JPEG file an object and a catalog of the true parameters.
 *
 * <p>An object is a pure function of the seed and its index. So the same options give the same bytes on any number of
 * partitions, and a larger count only adds objects.
 */
public final class SurveySimulation {
    private static final int SLICES_PER_CORE = 4;
    /** A slice of about a minute, so that a lost executor costs little and progress shows. */
    private static final int MOST_OBJECTS_PER_SLICE = 2000;

    private SurveySimulation() {}

    /**
     * Simulates into a directory; a simulation that stands there is replaced.
     *
     * @throws IllegalArgumentException if the directory holds anything but a simulation
     * @throws UncheckedIOException if a file cannot be written
     */
    public static SimulationSummary run(SparkSession spark, SimulationOptions options, Progress progress) {
        int byCores = SLICES_PER_CORE * spark.sparkContext().defaultParallelism();
        int byLength = (options.count() - 1) / MOST_OBJECTS_PER_SLICE + 1;
        return run(spark, options, Math.min(options.count(), Math.max(byCores, byLength)), progress);
    }

    static SimulationSummary run(SparkSession spark, SimulationOptions options, int partitions, Progress progress) {
        long start = System.nanoTime();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration configuration = new SerializableConfiguration(context.hadoopConfiguration());
        try {
            SurveyDirectory directory = new SurveyDirectory(options.outputUri(), context.hadoopConfiguration());
            directory.prepare(options);
            spark.sparkContext()
                    .setJobDescription("Simulate " + options.count() + " cutouts into " + options.outputUri());
            LongAccumulator done = spark.sparkContext().longAccumulator("simulated");
            JavaRDD<Long> slices = context.parallelize(SurveySlice.of(options.count(), partitions), partitions)
                    .map(slice -> slice.write(
                            options, configuration.value(), TaskContext.get().taskAttemptId(), () -> done.add(1)));
            List<Long> anomalies = progress.track("simulate", options.count(), done::value, slices::collect);
            directory.publishCatalog(partitions);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new SimulationSummary(
                    options.count(),
                    anomalies.stream().mapToLong(Long::longValue).sum(),
                    options.count() / seconds,
                    directory.images().toString(),
                    directory.catalog().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the simulation into " + options.outputUri(), e);
        } finally {
            spark.sparkContext().setJobDescription(null);
        }
    }
}
