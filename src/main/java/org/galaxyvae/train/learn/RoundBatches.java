package org.galaxyvae.train.learn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.galaxyvae.network.TrainingBatch;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * One worker's minibatches of one round: where their pixels are, and how they are turned and sampled.
 *
 * @param files file of each image, batch after batch
 * @param rows its row in the file
 * @param firstBatch number of the worker's first batch since the training began; with the seed it decides turns and noise
 */
public record RoundBatches(int[] files, int[] rows, long firstBatch, int batchSize, Recipe recipe)
        implements Serializable {
    /** What all batches of a round share. */
    public record Recipe(long seed, int size, int channels, int latent, float klWeight, boolean augment)
            implements Serializable {}

    /** The batches, made one at a time when the worker asks. */
    public Iterator<TrainingBatch> batches(PackedImages images) {
        List<TrainingBatch> batches = new ArrayList<>();
        // one array for all: a batch copies it when it is loaded, and megabytes a batch would keep the collector busy
        float[] pixels = new float[batchSize * images.imageLength()];
        for (int b = 0; b < files.length / batchSize; b++) {
            int number = b;
            batches.add(new TrainingBatch(
                    batchSize, recipe.latent(), recipe.klWeight(), () -> content(images, number, pixels)));
        }
        return batches.iterator();
    }

    private TrainingBatch.Content content(PackedImages images, int number, float[] pixels) {
        CounterRandom random = CounterRandom.of(recipe.seed(), "minibatch", firstBatch + number, "");
        int turn = recipe.augment() ? random.nextInt(8) : 0;
        int length = images.imageLength();
        float[] image = new float[length];
        for (int i = 0; i < batchSize; i++) {
            int at = number * batchSize + i;
            images.read(files[at], rows[at], image, 0);
            Turn.copy(image, pixels, i * length, recipe.size(), recipe.channels(), turn);
        }
        float[] noise = new float[batchSize * recipe.latent()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return new TrainingBatch.Content(pixels, noise);
    }
}
