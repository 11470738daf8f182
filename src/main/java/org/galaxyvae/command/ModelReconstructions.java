package org.galaxyvae.command;

import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.show.sheet.Reconstructions;

/** The decoder of a saved model, one image a call: a sheet has few. */
final class ModelReconstructions implements Reconstructions {
    private final TrainedVae network;

    private ModelReconstructions(TrainedVae network) {
        this.network = network;
    }

    /** Opens the model in its directory of the workspace. */
    static ModelReconstructions open(Workspace workspace, ModelChoice choice) {
        Path home = new Path(choice.uri());
        SavedModel model = ModelDirectory.read(workspace.files(), home);
        return new ModelReconstructions(TrainedVae.open(model.architecture(), model.parameters(), 1));
    }

    @Override
    public byte[] of(float[] latent) {
        float[] levels = network.decode(latent);
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < levels.length; i++) {
            pixels[i] = (byte) Math.round(255 * levels[i]);
        }
        return pixels;
    }

    @Override
    public void close() {
        network.close();
    }
}
