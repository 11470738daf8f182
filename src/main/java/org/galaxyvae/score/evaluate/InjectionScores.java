package org.galaxyvae.score.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.model.directory.ModelHandle;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Evidences;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.pixel.inject.Injection;

/**
 * Scores of held-out images, untouched and with every anomaly; each image goes through the model like any other.
 *
 * @param names of the scores
 * @param controls of the untouched images, [object][score]
 * @param injected of those with anomalies, [injection][object][score], in the order of {@link Injection#all}
 */
record InjectionScores(List<String> names, double[][] controls, double[][][] injected) {
    private static final int TASKS_PER_CORE = 4;
    private static final List<String> NAMES = Stream.concat(
                    ScoreColumns.PUBLISHED.stream(), Recipe.ALL.stream().map(Recipe::name))
            .toList();

    /** One image to make and score; injection -1 is the control. */
    private record Task(int object, int injection) {}

    /** What it scored. */
    private record Scored(int object, int injection, double[] values) implements Serializable {}

    /** Runs on the executors. */
    static InjectionScores of(StageContext context, SavedModel model, List<HeldOutImage> images) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<ModelHandle> handle = spark.broadcast(ModelHandle.of(model));
        Broadcast<List<HeldOutImage>> pictures = spark.broadcast(new ArrayList<>(images));
        LongAccumulator done = spark.sc().longAccumulator("injected");
        int injections = Injection.all().size();
        int total = images.size() * (injections + 1);
        long seed = context.settings().seed();
        spark.sc().setJobDescription("evaluate: " + total + " images with and without anomalies");
        List<Integer> objects = IntStream.range(0, images.size()).boxed().toList();
        int tasks = Math.min(images.size(), TASKS_PER_CORE * spark.defaultParallelism());
        List<Scored> scored = context.progress()
                .track(
                        "inject",
                        total,
                        done::value,
                        () -> spark.parallelize(objects, tasks)
                                .mapPartitions(partition ->
                                        ModelHandle.stream(handle, tasks(partition, injections), (opened, batch) -> {
                                            List<Scored> rows = score(opened, batch, pictures.value(), seed);
                                            done.add(rows.size());
                                            return rows;
                                        }))
                                .collect());
        double[][] controls = new double[images.size()][];
        double[][][] injected = new double[injections][images.size()][];
        for (Scored one : scored) {
            if (one.injection() < 0) {
                controls[one.object()] = one.values();
            } else {
                injected[one.injection()][one.object()] = one.values();
            }
        }
        handle.destroy();
        pictures.destroy();
        return new InjectionScores(NAMES, controls, injected);
    }

    private static Iterator<Task> tasks(Iterator<Integer> objects, int injections) {
        Iterable<Integer> once = () -> objects;
        return java.util.stream.StreamSupport.stream(once.spliterator(), false)
                .flatMap(object -> IntStream.range(-1, injections).mapToObj(injection -> new Task(object, injection)))
                .iterator();
    }

    /** The image of one task. */
    static byte[] pixels(List<HeldOutImage> images, int object, int injection, long seed) {
        HeldOutImage image = images.get(object);
        if (injection < 0) {
            return Injection.untouched(image.pixels());
        }
        byte[] other = images.get((object + images.size() / 2) % images.size()).pixels();
        return Injection.all().get(injection).into(image.pixels(), other, seed, image.objectId());
    }

    private static List<Scored> score(EvidenceModel model, List<Task> batch, List<HeldOutImage> images, long seed) {
        List<EvidenceModel.Result> results = model.evidences(batch.stream()
                .map(task -> new EvidenceModel.Image(
                        images.get(task.object()).objectId(), pixels(images, task.object(), task.injection(), seed)))
                .toList());
        return IntStream.range(0, batch.size())
                .mapToObj(i -> new Scored(
                        batch.get(i).object(),
                        batch.get(i).injection(),
                        values(model.references(), results.get(i).evidences())))
                .toList();
    }

    private static double[] values(References references, Evidences evidences) {
        References.Combination combination = references.combine(evidences);
        double[] values = new double[NAMES.size()];
        int at = 0;
        values[at++] = combination.anomalyScore();
        values[at++] = combination.networkScore();
        for (Evidence evidence : Evidence.values()) {
            values[at++] = evidences.of(evidence);
        }
        for (Recipe recipe : Recipe.ALL) {
            values[at++] = references.sum(recipe.members(), evidences);
        }
        return values;
    }
}
