package org.galaxyvae.model.directory;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.TrainedVae;

/**
 * A saved model's network alone, which travels to executors and opens there: latents in, images out. Needs none of the fitted
 * references, so models of every format are decoded.
 *
 * @param parameters the network's flat vector
 * @param batch vectors a call; the last is padded, so that an image never depends on its company
 */
public record Decoder(Architecture architecture, float[] parameters, int batch) implements Serializable {
    /** Of the model in that directory. */
    public static Decoder read(FileSystem files, Path directory) {
        return of(ModelDirectory.read(files, directory));
    }

    /** Of a saved model. */
    public static Decoder of(SavedModel model) {
        return new Decoder(
                model.architecture(),
                model.parameters(),
                model.settings().score().batchSize());
    }

    /** Opens it on this thread. */
    public Opened open() {
        return new Opened(TrainedVae.open(architecture, parameters, batch));
    }

    /** The opened network. One thread at a time. */
    public static final class Opened implements AutoCloseable {
        private final TrainedVae network;

        private Opened(TrainedVae network) {
            this.network = network;
        }

        /** Vectors a call takes at most. */
        public int batch() {
            return network.batch();
        }

        /** Encoder and decoder themselves. */
        public TrainedVae network() {
            return network;
        }

        /**
         * Mean images of any number of latent vectors.
         *
         * @return each [row, column, channel], in (0, 1)
         */
        public List<float[]> images(List<float[]> latents) {
            int latent = network.architecture().latent();
            int length = network.architecture().imageLength();
            List<float[]> images = new ArrayList<>();
            for (int from = 0; from < latents.size(); from += batch()) {
                List<float[]> part = latents.subList(from, Math.min(latents.size(), from + batch()));
                float[] flat = new float[part.size() * latent];
                for (int i = 0; i < part.size(); i++) {
                    System.arraycopy(part.get(i), 0, flat, i * latent, latent);
                }
                float[] decoded = network.decode(flat);
                for (int i = 0; i < part.size(); i++) {
                    images.add(Arrays.copyOfRange(decoded, i * length, (i + 1) * length));
                }
            }
            return images;
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
