package org.galaxyvae.image;

/** Placeholder until merged. */
public final class SegmentedAsymmetry {
    private SegmentedAsymmetry() {}

    /** Placeholder until merged. */
    public static double of(byte[] pixels, int size) {
        return pixels[0] + size;
    }
}
