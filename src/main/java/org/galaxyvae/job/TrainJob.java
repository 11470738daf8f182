package org.galaxyvae.job;

import java.util.concurrent.Callable;
import org.galaxyvae.train.TrainStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code galaxy-vae train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a convolutional VAE on the workspace's tensors and registers the model.",
        footer = {
            "",
            "Example: 30,000 image presentations, leaving mergers out of the training",
            "  galaxy-vae train --workspace survey --set train.images=30000 --set \"train.where=gz1_class <> 'merger'\""
        })
final class TrainJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Override
    public Integer call() throws Exception {
        return StageRunner.update("train", options, TrainStage::run);
    }
}
