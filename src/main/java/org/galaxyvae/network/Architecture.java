package org.galaxyvae.network;

import java.io.Serializable;
import java.util.List;

/**
 * The network's shape.
 *
 * <p>Encoder: one 4×4 stride-2 convolution for each width (normalized, SiLU), then a dense layer to mean and log variance.
 * Decoder: a dense layer (SiLU), then for each width, mirrored, a 3×3 convolution to four times the channels and a pixel
 * shuffle (Shi et al. 2016; normalized, SiLU), the last one to the image's channels with a sigmoid.
 *
 * @param size side of the square image, pixels; a multiple of 2^widths
 * @param channels bands
 * @param widths channels after each encoder convolution
 * @param latent latent units
 * @param batchNormalization normalize (Ioffe and Szegedy 2015) instead of adding a bias
 */
public record Architecture(int size, int channels, List<Integer> widths, int latent, boolean batchNormalization)
        implements Serializable {
    public Architecture {
        widths = List.copyOf(widths);
        if (widths.isEmpty() || size < 1 << widths.size() || size % (1 << widths.size()) != 0) {
            throw new IllegalArgumentException(
                    "Invalid size: " + size + ", expected a multiple of 2^" + widths.size() + " for widths " + widths);
        }
        if (channels < 1 || latent < 1) {
            throw new IllegalArgumentException(
                    "Invalid channels " + channels + " or latent " + latent + ", expected at least 1");
        }
    }

    /** The number of convolutions in the encoder, and as many in the decoder. */
    int depth() {
        return widths.size();
    }

    /** Side of the smallest feature map. */
    int innerSide() {
        return size >> depth();
    }

    /** Values of the smallest feature map. */
    int innerLength() {
        return innerSide() * innerSide() * widths.get(depth() - 1);
    }

    /** Values of one image. */
    public int imageLength() {
        return size * size * channels;
    }

    /** The encoder's last convolution but one (or the only one): its maps still show where, and already what. */
    int featureStage() {
        return Math.max(0, depth() - 2);
    }

    /** Side of the maps of features. */
    public int featureSide() {
        return size >> (featureStage() + 1);
    }

    /** Channels of the maps of features. */
    public int featureChannels() {
        return widths.get(featureStage());
    }

    /** Values of the features of one image. */
    public int featuresLength() {
        return featureSide() * featureSide() * featureChannels();
    }

    /** Channels that encoder convolution i reads. */
    int encoderInput(int i) {
        return i == 0 ? channels : widths.get(i - 1);
    }

    /** Channels that decoder convolution i reads. */
    int decoderInput(int i) {
        return widths.get(depth() - 1 - i);
    }

    /** Channels after decoder convolution i and its pixel shuffle. */
    int decoderOutput(int i) {
        return i == depth() - 1 ? channels : widths.get(depth() - 2 - i);
    }
}
