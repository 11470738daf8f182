package org.galaxyvae.survey.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.survey.source.SourceFile;
import org.galaxyvae.survey.source.SourceOptions;
import org.galaxyvae.survey.source.SourceRange;
import org.galaxyvae.survey.source.SourceReader;
import org.galaxyvae.survey.source.SourceReader.Extent;
import org.jspecify.annotations.Nullable;

/** Reads sources on the executors, each once, in tasks of about equally many images. */
final class Decoding {
    /** Images a task: long enough to hide the task's own cost, short enough for an even end. */
    private static final int IMAGES_A_TASK = 500;

    private final StageContext context;
    private final SourceOptions options;
    private final Preparation preparation;
    private final DecodeTimes times;

    Decoding(StageContext context, SourceOptions options, Preparation preparation, DecodeTimes times) {
        this.context = context;
        this.options = options;
        this.preparation = preparation;
        this.times = times;
    }

    /**
     * The outcome of every image in the files.
     *
     * @param partitions 0 chooses
     */
    Dataset<Row> run(
            StagingFolder staging,
            List<SourceFile> files,
            @Nullable Broadcast<CatalogObjects> objects,
            int partitions) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        List<Extent> extents = divided(spark, files);
        long images = extents.stream().mapToLong(Extent::images).sum();
        List<List<SourceRange>> tasks = tasks(extents, partitions > 0 ? partitions : tasksFor(spark, images));
        DecodeSources decode = new DecodeSources(spark.hadoopConfiguration(), options, preparation, objects, times);
        return context.progress()
                .track(
                        "ingest",
                        images,
                        () -> times.images().value(),
                        () -> staging.store(
                                "decoded",
                                context.spark()
                                        .createDataFrame(
                                                spark.parallelize(tasks, Math.max(1, tasks.size()))
                                                        .mapPartitions(decode),
                                                Staged.SCHEMA)));
    }

    private static int tasksFor(JavaSparkContext spark, long images) {
        int cores = spark.defaultParallelism();
        long rounds =
                Math.max(1, (images / IMAGES_A_TASK + cores - 1) / cores); // so that no core idles through a last one
        return (int) Math.min(100_000, rounds * cores);
    }

    /** Only long files are opened for it, on the executors. */
    private List<Extent> divided(JavaSparkContext spark, List<SourceFile> files) {
        List<SourceFile> large =
                files.stream().filter(SourceReader::isWorthDividing).toList();
        List<Extent> extents = new ArrayList<>();
        files.stream()
                .filter(file -> !SourceReader.isWorthDividing(file))
                .forEach(file -> extents.add(Extent.one(file)));
        if (!large.isEmpty()) {
            SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
            SourceOptions how = options;
            extents.addAll(spark.parallelize(large, Math.min(large.size(), 1000))
                    .map(file -> new SourceReader(hadoop.value(), how).divide(file, IMAGES_A_TASK))
                    .collect());
        }
        return extents;
    }

    /** Neighboring ranges together, up to an even share of the images. */
    private static List<List<SourceRange>> tasks(List<Extent> extents, int wanted) {
        double images = Math.max(1, extents.stream().mapToLong(Extent::images).sum());
        double share = images / wanted;
        List<List<SourceRange>> tasks = new ArrayList<>();
        List<SourceRange> task = new ArrayList<>();
        double filled = 0;
        for (Extent extent : extents) {
            for (SourceRange range : extent.ranges()) {
                task.add(range);
                filled += (double) extent.images() / extent.ranges().size();
                if (filled >= share * (tasks.size() + 1) - 1e-6) {
                    tasks.add(List.copyOf(task));
                    task.clear();
                }
            }
        }
        if (!task.isEmpty()) {
            tasks.add(List.copyOf(task));
        }
        return tasks;
    }
}
