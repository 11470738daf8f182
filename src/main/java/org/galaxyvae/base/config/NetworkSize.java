package org.galaxyvae.base.config;

import java.util.ArrayList;
import java.util.List;

/**
 * How large a network gets, before anything is allocated; the shape itself is {@code vae}'s.
 *
 * @param imageSize side of the square image, pixels
 * @param channels bands
 * @param widths channels of the encoder's convolutions, each halving the side
 * @param latent latent units
 */
public record NetworkSize(int imageSize, int channels, List<Integer> widths, int latent) {
    /** Values of one Java array. */
    private static final long ARRAY_MOST = Integer.MAX_VALUE - 8L;

    /** The weights' file is one array of bytes, 4 a value, with a header before them. */
    private static final long PARAMETERS_MOST = (ARRAY_MOST - (1 << 20)) / Float.BYTES;

    private static final int WIDTHS_MOST = 6;

    public NetworkSize {
        widths = List.copyOf(widths);
    }

    /** Parameters of the network at most, running statistics included. */
    public long parameters() {
        long sum = channels;
        long innerSide = imageSize >> widths.size();
        long inner = innerSide * innerSide * widths.get(widths.size() - 1);
        sum += inner * 2 * latent + 2L * latent + (latent + 1L) * inner;
        for (int i = 0; i < widths.size(); i++) {
            long out = widths.get(i);
            long in = i == 0 ? channels : widths.get(i - 1);
            // down: 4 x 4 kernels with scale, shift and statistics; up, from out to in: 3 x 3 kernels to four times in
            sum += 16 * in * out + 4 * out + 9 * out * 4 * in + 4 * in;
        }
        return sum;
    }

    /** Values that one image needs in the largest of the arrays between two layers. */
    public long largestMap() {
        long largest = (long) imageSize * imageSize * channels;
        for (int i = 0; i < widths.size(); i++) {
            long side = imageSize >> i;
            long in = i == 0 ? channels : widths.get(i - 1);
            // the encoder's map of half the side, and the decoder's of four times the channels at half the side
            largest = Math.max(largest, Math.max(side * side / 4 * widths.get(i), side * side * in));
        }
        return largest;
    }

    /** What cannot be built, one line each; empty where everything fits. */
    List<String> problems(int trainBatch, int scoreBatch) {
        if (widths.isEmpty() || widths.size() > WIDTHS_MOST) {
            return List.of("Invalid vae.widths: " + widths + ", expected 1 to " + WIDTHS_MOST + " widths");
        }
        int factor = 1 << widths.size();
        if (imageSize % factor != 0) {
            return List.of("Invalid ingest.image_size: " + imageSize + ", expected a multiple of " + factor
                    + ", since each of the " + widths.size() + " vae.widths halves the image");
        }
        List<String> problems = new ArrayList<>();
        if (parameters() > PARAMETERS_MOST) {
            problems.add(String.format(
                    java.util.Locale.ROOT,
                    "Invalid vae: latent %d and widths %s on %d pixels make %,d parameters, expected at most %,d, a"
                            + " weights file of 2 GB; lower vae.latent or the last width, or add a width",
                    latent,
                    widths,
                    imageSize,
                    parameters(),
                    PARAMETERS_MOST));
        }
        batch(problems, "train.batch_size", trainBatch);
        batch(problems, "score.batch_size", scoreBatch);
        return problems;
    }

    private void batch(List<String> problems, String key, int batch) {
        long most = ARRAY_MOST / largestMap();
        if (batch > most) {
            problems.add(String.format(
                    java.util.Locale.ROOT,
                    "Invalid %s: %d, expected at most %d: on %d pixels widths %s make layers of %,d values an image, and"
                            + " a batch's must fit one array of %,d",
                    key,
                    batch,
                    most,
                    imageSize,
                    widths,
                    largestMap(),
                    ARRAY_MOST));
        }
    }
}
