package org.galaxyvae.train.learn;

import java.util.List;
import org.galaxyvae.network.TrainingState;

/** Whoever does the arithmetic of a round: workers of a cluster, or this thread alone. */
public interface Learner extends AutoCloseable {
    /**
     * Trains one round.
     *
     * @param batches one element a worker, equally many minibatches in each
     * @param learningRate Adam's step for the whole round
     * @return the workers' mean loss over their last minibatches, nats per image
     */
    double round(List<RoundBatches> batches, double learningRate);

    /** A copy of where the training stands. */
    TrainingState state();

    @Override
    void close();
}
