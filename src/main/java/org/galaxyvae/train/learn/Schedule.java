package org.galaxyvae.train.learn;

import org.galaxyvae.base.config.Settings;

/** Learning rate and KL weight by the share of the images presented; never by epochs or iterations. */
record Schedule(Settings.Train train) {
    private static final double FIRST = 0.05;

    /**
     * Rises linearly from 5% over the warm-up, then falls along a cosine to the final share (Loshchilov and Hutter 2017).
     *
     * @param share images presented / images to present, 0 to 1
     */
    public double learningRate(double share) {
        double warm = train.learningRateWarmup() == 0 ? 1 : Math.min(1, share / train.learningRateWarmup() + FIRST);
        double last = train.learningRateFinal();
        return train.learningRate() * warm * (last + (1 - last) * 0.5 * (1 + Math.cos(Math.PI * share)));
    }

    /** Rises linearly from 0 over the warm-up (Bowman et al. 2016). */
    public double klWeight(double share) {
        return train.klWeight() * (train.klWarmup() == 0 ? 1 : Math.min(1, share / train.klWarmup()));
    }
}
