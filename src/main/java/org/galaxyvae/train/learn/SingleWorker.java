package org.galaxyvae.train.learn;

import java.util.Iterator;
import java.util.List;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.LocalTraining;
import org.galaxyvae.network.TrainingBatch;
import org.galaxyvae.network.TrainingState;

/** One worker in this process and on this thread, without Spark: minibatch after minibatch, nothing to average. */
public final class SingleWorker implements Learner {
    private final PackedImages images;
    private final LocalTraining training;

    /** Goes on from a state. */
    public SingleWorker(Architecture architecture, TrainingState state, PackedImages images, Settings settings) {
        this.images = images;
        // the rate comes with every round
        training = new LocalTraining(architecture, state, Training.gradientRules(settings), 0);
    }

    @Override
    public double round(List<RoundBatches> batches, double learningRate) {
        double loss = 0;
        for (RoundBatches part : batches) {
            double last = 0;
            for (Iterator<TrainingBatch> all = part.batches(images); all.hasNext(); ) {
                last = training.fit(all.next(), learningRate);
            }
            loss += last / batches.size();
        }
        return loss;
    }

    @Override
    public TrainingState state() {
        return training.state();
    }

    @Override
    public void close() {
        training.close();
    }
}
