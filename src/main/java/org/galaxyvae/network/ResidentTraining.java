package org.galaxyvae.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Training steps on one batch, the way dl4j-spark's worker calls the graph. */
final class ResidentTraining implements ResidentWork {
    private static final float KL_WEIGHT = 1;
    private static final double LEARNING_RATE = 1e-3;

    private final ComputationGraph graph;
    private final TrainingBatch images;
    private final CounterRandom random;
    private final float[] rows;
    private final int latent;

    private ResidentTraining(
            ComputationGraph graph, TrainingBatch images, CounterRandom random, int count, int latent) {
        this.graph = graph;
        this.images = images;
        this.random = random;
        this.rows = new float[count * (latent + 1)];
        this.latent = latent;
    }

    static ResidentTraining open(Architecture architecture, int batch, long seed) {
        NativeThreads.useOne();
        double[] gray = new double[architecture.channels()];
        java.util.Arrays.fill(gray, 0.5);
        float[] parameters = InitialWeights.of(architecture, gray, seed);
        CounterRandom random = CounterRandom.of(seed, "resident batch", 0, "");
        TrainingBatch images = new TrainingBatch(
                batch,
                architecture.latent(),
                KL_WEIGHT,
                () -> new TrainingBatch.Content(
                        ResidentScoring.uniform(random, batch * architecture.imageLength()),
                        new float[batch * architecture.latent()]));
        return new ResidentTraining(
                TrainableVae.graph(architecture, parameters, LEARNING_RATE),
                images,
                random,
                batch,
                architecture.latent());
    }

    @Override
    public void step() {
        INDArray noise = images.getLabels(0);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % (latent + 1) == latent ? KL_WEIGHT : (float) random.nextGaussian();
        }
        Buffers.put(noise, rows);
        graph.fit(images);
        LayerTimes.update();
    }

    @Override
    public void close() {
        images.getFeatures(0).close();
        images.getLabels(0).close();
        graph.close();
    }
}
