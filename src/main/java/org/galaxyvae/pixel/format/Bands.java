package org.galaxyvae.pixel.format;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The channels of a tensor.
 *
 * @param names of the frame's bands, in order
 * @param weights each band's light is multiplied by its own; empty: 1
 */
public record Bands(List<String> names, List<Double> weights) implements Serializable {
    /** The most channels of a tensor. */
    public static final int MOST = 5;

    /** Red, green, blue as they are. */
    public static final Bands COLORS = new Bands(Frame.COLORS, List.of());

    public Bands {
        names = List.copyOf(names);
        weights = List.copyOf(weights);
        if (names.isEmpty() || names.size() > MOST || !(weights.isEmpty() || weights.size() == names.size())) {
            throw new IllegalArgumentException("Invalid bands: " + names + " with weights " + weights
                    + ", expected 1 to " + MOST + " bands and a weight for each or none");
        }
    }

    /** The number of channels. */
    public int count() {
        return names.size();
    }

    public double weight(int channel) {
        return weights.isEmpty() ? 1 : weights.get(channel);
    }

    public boolean weighted() {
        return weights.stream().anyMatch(weight -> weight != 1);
    }

    /**
     * The frame's band behind each channel. One band is all channels of the default; a cube of three is its red, green, blue from
     * the last to the first, since cubes count from short wavelengths to long ones.
     *
     * @throws RejectedImageException where the frame lacks one
     */
    public Channels of(Frame frame) throws RejectedImageException {
        List<String> found = frame.bands();
        int[] from = new int[names.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = index(found, names.get(i));
        }
        if (Arrays.stream(from).allMatch(band -> band >= 0)) {
            return new Channels(from, found.size());
        }
        if (!frame.flux() && found.equals(Frame.COLORS) && names.equals(List.of(Frame.GRAY))) {
            return new Channels(new int[] {Channels.MEAN}, found.size());
        }
        if (names.equals(Frame.COLORS) && found.size() == 1) {
            return new Channels(new int[3], 1);
        }
        if (names.equals(Frame.COLORS) && found.size() == 3 && frame.flux()) {
            return new Channels(new int[] {2, 1, 0}, 3);
        }
        throw new RejectedImageException(
                RejectReason.UNSUPPORTED_TYPE,
                "Bands " + String.join(",", found) + ", expected " + String.join(",", names));
    }

    private static int index(List<String> found, String name) {
        int exact = found.indexOf(name);
        List<String> lower =
                found.stream().map(band -> band.toLowerCase(Locale.ROOT)).toList();
        // g and G are two filters of some surveys: case counts where it decides
        boolean once = Collections.frequency(lower, name.toLowerCase(Locale.ROOT)) == 1;
        return exact >= 0 || !once ? exact : lower.indexOf(name.toLowerCase(Locale.ROOT));
    }
}
