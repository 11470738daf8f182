package org.galaxyvae.show.sheet;

import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.UnitLevels;

/** What a saved model makes of latents, one image a call: a sheet has few. */
final class Reconstructions implements AutoCloseable {
    private final TrainedVae network;

    private Reconstructions(TrainedVae network) {
        this.network = network;
    }

    /** Opens the model in its directory of the workspace. */
    static Reconstructions open(Workspace workspace, ModelChoice choice) {
        SavedModel model = ModelDirectory.read(workspace.files(), new Path(choice.uri()));
        return new Reconstructions(TrainedVae.open(model.architecture(), model.parameters(), 1));
    }

    /**
     * The mean reconstruction.
     *
     * @param latent the posterior mean
     * @return 8 bits a band, row-major [row, column, channel], the size of the model's tensors
     */
    byte[] of(float[] latent) {
        return UnitLevels.bytesOf(network.decode(latent));
    }

    @Override
    public void close() {
        network.close();
    }
}
