package org.galaxyvae.job;

import org.apache.hadoop.fs.Path;
import org.galaxyvae.explore.Reconstructions;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.table.Workspace;
import org.galaxyvae.vae.TrainedVae;

/** The decoder of a saved model, one image a call: a sheet has few. */
final class ModelReconstructions implements Reconstructions {
    private final TrainedVae network;
    private final int length;

    private ModelReconstructions(TrainedVae network, int length) {
        this.network = network;
        this.length = length;
    }

    /** Opens the model in its directory of the workspace. */
    static ModelReconstructions open(Workspace workspace, ModelChoice choice) {
        Path home = new Path(choice.uri());
        SavedModel model = ModelDirectory.read(workspace.files(), home);
        return new ModelReconstructions(
                TrainedVae.open(model.architecture(), model.parameters(), 1),
                model.architecture().imageLength());
    }

    @Override
    public byte[] of(float[] latent) {
        // the network's own buffer, longer than the image where a layer is wider
        float[] levels = network.decode(latent);
        byte[] pixels = new byte[length];
        for (int i = 0; i < length; i++) {
            pixels[i] = (byte) Math.round(255 * levels[i]);
        }
        return pixels;
    }

    @Override
    public void close() {
        network.close();
    }
}
