package org.galaxyvae.network;

import org.galaxyvae.pixel.maths.CounterRandom;

/** Encoding and decoding of one batch. */
final class ResidentScoring implements ResidentWork {
    private final TrainedVae network;
    private final float[] images;

    private ResidentScoring(TrainedVae network, float[] images) {
        this.network = network;
        this.images = images;
    }

    static ResidentScoring open(Architecture architecture, int batch, long seed) {
        double[] gray = new double[architecture.channels()];
        java.util.Arrays.fill(gray, 0.5);
        return new ResidentScoring(
                TrainedVae.open(architecture, InitialWeights.of(architecture, gray, seed), batch),
                uniform(CounterRandom.of(seed, "resident batch", 0, ""), batch * architecture.imageLength()));
    }

    /** Values in [0, 1). */
    static float[] uniform(CounterRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    @Override
    public void step() {
        network.decode(network.encode(images, network.batch()).mean());
    }

    @Override
    public void close() {
        network.close();
    }
}
