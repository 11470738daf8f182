package org.galaxyvae.command;

import java.util.concurrent.Callable;
import org.galaxyvae.train.TrainStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code galaxy-vae train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a convolutional VAE on the workspace's tensors and registers the model.",
        footer = {
            "",
            "Example: 30,000 image presentations, leaving mergers out of the training",
            "  galaxy-vae train --workspace survey --set train.images=30000 --set \"train.where=gz1_class <> 'merger'\"",
            "",
            "Example: at most 300,000, stopping after three validations without a better bound, a checkpoint every 10,000",
            "  galaxy-vae train --workspace survey --set train.images=300000 --set train.patience=3"
                    + " --set train.checkpoint_images=10000",
            "",
            "Example: go on after a crash, with the same settings as before",
            "  galaxy-vae train --workspace survey --resume"
        })
final class TrainJob implements Callable<Integer> {
    @Mixin
    private WritingOptions options = new WritingOptions();

    @Option(
            names = "--resume",
            description = "Go on with the newest unfinished training of the same settings and images.")
    private boolean resume;

    @Override
    public Integer call() throws Exception {
        return StageRunner.update("train", options, context -> TrainStage.run(context, resume));
    }
}
