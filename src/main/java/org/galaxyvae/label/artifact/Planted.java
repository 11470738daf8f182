package org.galaxyvae.label.artifact;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Evidences;
import org.galaxyvae.model.scored.Layout;
import org.galaxyvae.model.scored.ScoredFeatures.OfObject;
import org.galaxyvae.pixel.inject.Injection;
import org.galaxyvae.pixel.morphology.Morphology;
import org.galaxyvae.pixel.morphology.Quality;
import org.galaxyvae.pixel.morphology.QualityContext;
import org.jspecify.annotations.Nullable;

/**
 * What every number of an image becomes when something is drawn into it.
 *
 * <p>Drawing needs an enlarged image, and an enlarged image measures otherwise than the one it came from. So what is added to the
 * numbers of the real image is the difference between the enlarged image with and without what is drawn.
 *
 * @param objectId of the image
 * @param injection which of {@link Injection#all}
 * @param numbers as {@link Layout} has them, without latents
 */
record Planted(String objectId, int injection, double[] numbers) implements Serializable {
    private static final int TASKS_PER_CORE = 4;
    private static final int CHANNELS = 3;

    /** An image to draw into, and its numbers. */
    record Ground(OfObject object, byte[] pixels, byte[] other) implements Serializable {}

    /** What artifact was drawn; null where it is none but rare sky. */
    @Nullable
    ArtifactKind kind() {
        return ArtifactKind.of(Injection.all().get(injection).kind());
    }

    /** One image to make and measure; injection -1 is the control. */
    private record Task(Ground ground, int injection) {}

    private record Measured(String objectId, int injection, double[] numbers) {}

    /** Draws everything into every image, on the executors. */
    static List<Planted> all(StageContext context, SavedModel model, List<Ground> grounds) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        LongAccumulator done = spark.sc().longAccumulator("planted");
        long seed = context.settings().seed();
        int injections = Injection.all().size();
        spark.sc().setJobDescription("artifacts: draw into " + grounds.size() + " images");
        int tasks = Math.max(1, Math.min(grounds.size(), TASKS_PER_CORE * spark.defaultParallelism()));
        List<Planted> planted = context.progress()
                .track(
                        "plant",
                        (long) grounds.size() * (injections + 1),
                        done::value,
                        () -> spark.parallelize(grounds, tasks)
                                .mapPartitions(part ->
                                        changes(ModelHandle.stream(handle, tasks(part, injections), (opened, batch) -> {
                                            List<Measured> rows = measure(opened, batch, seed);
                                            done.add(rows.size());
                                            return rows;
                                        })))
                                .collect());
        handle.destroy();
        return withGround(planted, grounds);
    }

    private static Iterator<Task> tasks(Iterator<Ground> grounds, int injections) {
        Iterable<Ground> once = () -> grounds;
        return StreamSupport.stream(once.spliterator(), false)
                .flatMap(ground -> IntStream.range(-1, injections).mapToObj(i -> new Task(ground, i)))
                .iterator();
    }

    /** Each image's control comes first, then all that is drawn into it: differences from the control. */
    private static Iterator<Planted> changes(Iterator<Measured> measured) {
        List<Planted> changes = new ArrayList<>();
        double[] control = new double[0];
        while (measured.hasNext()) {
            Measured one = measured.next();
            if (one.injection() < 0) {
                control = one.numbers();
            } else {
                double[] difference = new double[control.length];
                for (int i = 0; i < difference.length; i++) {
                    difference[i] = one.numbers()[i] - control[i];
                }
                changes.add(new Planted(one.objectId(), one.injection(), difference));
            }
        }
        return changes.iterator();
    }

    private static List<Planted> withGround(List<Planted> changes, List<Ground> grounds) {
        java.util.Map<String, double[]> numbers = new java.util.HashMap<>();
        grounds.forEach(ground ->
                numbers.put(ground.object().objectId(), ground.object().numbers()));
        List<Planted> planted = new ArrayList<>();
        for (Planted change : changes) {
            double[] own = java.util.Objects.requireNonNull(numbers.get(change.objectId()));
            double[] sums = new double[change.numbers().length];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = own[i] + change.numbers()[i];
            }
            planted.add(new Planted(change.objectId(), change.injection(), sums));
        }
        return planted;
    }

    private static List<Measured> measure(EvidenceModel model, List<Task> batch, long seed) {
        List<Injection.Drawn> drawn =
                batch.stream().map(task -> drawn(task, seed)).toList();
        List<EvidenceModel.Result> results = model.evidences(IntStream.range(0, batch.size())
                .mapToObj(i -> new EvidenceModel.Image(
                        batch.get(i).ground().object().objectId(), drawn.get(i).image()))
                .toList());
        return IntStream.range(0, batch.size())
                .mapToObj(i -> new Measured(
                        batch.get(i).ground().object().objectId(),
                        batch.get(i).injection(),
                        numbers(drawn.get(i), results.get(i).evidences())))
                .toList();
    }

    private static Injection.Drawn drawn(Task task, long seed) {
        byte[] pixels = task.ground().pixels();
        return task.injection() < 0
                ? Injection.control(pixels)
                : Injection.all()
                        .get(task.injection())
                        .drawn(
                                pixels,
                                task.ground().other(),
                                seed,
                                task.ground().object().objectId());
    }

    private static double[] numbers(Injection.Drawn drawn, Evidences evidences) {
        int size = (int) Math.round(Math.sqrt(drawn.image().length / (double) CHANNELS));
        int side = drawn.closeupSide();
        double[] numbers = new double[Layout.WITHOUT_LATENTS];
        int at = put(numbers, 0, Morphology.of(drawn.image(), size, CHANNELS));
        for (Evidence evidence : Evidence.values()) {
            numbers[at++] = evidences.of(evidence);
        }
        put(numbers, at, Quality.of(drawn.closeup(), side, CHANNELS, new QualityContext(0, CHANNELS, side, side)));
        return numbers;
    }

    /** The record's numbers but its flags. */
    private static int put(double[] numbers, int from, Record values) {
        String[] names = RecordColumns.schema(values.getClass()).fieldNames();
        org.apache.spark.sql.Row row = RecordColumns.row(values);
        int at = from;
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equals("flags")) {
                numbers[at++] = ((Number) row.get(i)).doubleValue();
            }
        }
        return at;
    }
}
