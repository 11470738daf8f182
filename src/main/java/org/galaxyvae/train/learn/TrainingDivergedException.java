package org.galaxyvae.train.learn;

import org.galaxyvae.base.config.Settings;

/** The training left the numbers: no better than stopping and starting again with other settings. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TrainingDivergedException(String what, long imagesPresented, Settings.Train settings) {
        super("Cannot train: " + what + " after " + imagesPresented + " images; lower train.learning_rate (now "
                + settings.learningRate() + ") or limit gradients with train.gradient_clip_norm ("
                + (settings.gradientClipNorm() == 0 ? "now off" : "now " + settings.gradientClipNorm()) + ")");
    }
}
