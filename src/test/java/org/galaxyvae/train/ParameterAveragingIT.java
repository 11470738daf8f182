package org.galaxyvae.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.galaxyvae.SparkTest;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.InitialWeights;
import org.galaxyvae.network.PlainDescent;
import org.galaxyvae.network.TrainableVae;
import org.galaxyvae.network.TrainingBatch;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.train.learn.PackedImages;
import org.junit.jupiter.api.Test;

/** What averaging equals where theory says that it equals something. */
class ParameterAveragingIT extends SparkTest {
    private static final int LATENT = 4;
    private static final int EACH = 4;
    private static final int ROUNDS = 4;
    private static final double TOLERANCE = 1e-6;
    private static final PackedImages NO_FILES =
            new PackedImages(List.of(), 0, new SerializableConfiguration(new Configuration()));

    private static Architecture architecture(boolean normalization) {
        return new Architecture(16, 3, List.of(8, 12), LATENT, normalization);
    }

    private static float[] initial(Architecture architecture) {
        return InitialWeights.of(architecture, new double[] {0.4, 0.5, 0.6}, 1);
    }

    /** Images {@code from} to {@code from + count} of an endless sequence, each with its own noise. */
    private static TrainingBatch batch(int from, int count) {
        int length = architecture(true).imageLength();
        return new TrainingBatch(count, LATENT, 0.5f, () -> {
            float[] images = new float[count * length];
            float[] noise = new float[count * LATENT];
            for (int i = 0; i < count; i++) {
                CounterRandom random = CounterRandom.of(4, "averaging", from + i, "");
                for (int at = i * length; at < (i + 1) * length; at++) {
                    images[at] = (float) random.nextDouble();
                }
                for (int at = i * LATENT; at < (i + 1) * LATENT; at++) {
                    noise[at] = (float) random.nextGaussian();
                }
            }
            return new TrainingBatch.Content(images, noise);
        });
    }

    /** A round: worker w gets batches w × perWorker and on. */
    private JavaRDD<TrainingBatch> round(int number, int workers, int perWorker) {
        int first = number * workers * perWorker;
        List<Integer> indices = IntStream.range(0, workers).boxed().toList();
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(indices, workers)
                .mapPartitions(partition -> batches(first + partition.next() * perWorker, perWorker));
    }

    private static Iterator<TrainingBatch> batches(int first, int count) {
        List<TrainingBatch> batches = new ArrayList<>();
        for (int b = first; b < first + count; b++) {
            batches.add(batch(b * EACH, EACH));
        }
        return batches.iterator();
    }

    /** |a − b| / |b − initial|: of what was learned, not of what was there. */
    private static double relativeDifference(float[] a, float[] b, float[] initial) {
        double error = 0;
        double moved = 0;
        for (int i = 0; i < a.length; i++) {
            error += Math.pow(a[i] - (double) b[i], 2);
            moved += Math.pow(b[i] - (double) initial[i], 2);
        }
        return Math.sqrt(error / moved);
    }

    @Test
    void oneWorkerWithAveragingTrainsAsOneMachineDoes() {
        Architecture architecture = architecture(true);
        float[] initial = initial(architecture);
        double rate = 1e-3;
        int perRound = 3;
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        ParameterAveraging averaging = new ParameterAveraging(
                context, TrainableVae.graph(architecture, initial.clone(), rate), NO_FILES, 1, EACH, perRound, rate);
        ComputationGraph single = TrainableVae.graph(architecture, initial.clone(), rate);
        for (int round = 0; round < ROUNDS; round++) {
            averaging.round(round(round, 1, perRound), rate);
            batches(round * perRound, perRound).forEachRemaining(single::fit);
        }
        assertThat(relativeDifference(averaging.state().parameters(), TrainableVae.parameters(single), initial))
                .isLessThan(TOLERANCE);
    }

    @Test
    void workersThatAverageEachStepOfDescentAreOneWithTheirBatchesTogether() {
        Architecture architecture = architecture(false);
        float[] initial = initial(architecture);
        int workers = 3;
        double rate = 1e-5;
        ParameterAveraging averaging = new ParameterAveraging(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                PlainDescent.graph(architecture, initial.clone(), rate),
                NO_FILES,
                workers,
                EACH,
                1,
                rate);
        ComputationGraph single = PlainDescent.graph(architecture, initial.clone(), rate);
        for (int round = 0; round < ROUNDS; round++) {
            averaging.round(round(round, workers, 1), rate);
            single.fit(batch(round * workers * EACH, workers * EACH));
        }
        float[] together = TrainableVae.parameters(single);
        assertThat(relativeDifference(averaging.state().parameters(), together, new float[together.length]))
                .isLessThan(TOLERANCE);
        // of the way they went; the parameters' own rounding, 6e-8 of their size, is a larger share of that
        assertThat(relativeDifference(averaging.state().parameters(), together, initial))
                .isLessThan(1e-4);
        assertThat(Arrays.equals(together, initial)).isFalse();
    }
}
