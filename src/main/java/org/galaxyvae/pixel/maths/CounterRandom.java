package org.galaxyvae.pixel.maths;

import java.nio.charset.StandardCharsets;

/**
 * A counter-based random generator: the n-th number is a pure function of (seed, purpose, draw, object id, n).
 *
 * <p>Partitions, retries and the order of the work therefore never change a number. Mixing is SplitMix64's finaliser
 * (Steele, Lea and Flood 2014) over a Weyl sequence; the key is folded with FNV-1a. Not for cryptography. Not thread-safe:
 * one instance per object and purpose.
 */
public final class CounterRandom {
    private static final long WEYL = 0x9E3779B97F4A7C15L;

    private final long key;
    private long counter;
    private double spareGaussian = Double.NaN;

    private CounterRandom(long key) {
        this.key = key;
    }

    /**
     * The generator of one object, purpose and draw.
     *
     * @param seed the run's seed
     * @param purpose what the numbers are for ("noise", "posterior"): different purposes are independent
     * @param draw which draw of that purpose, from 0
     * @param objectId the object the numbers belong to
     */
    public static CounterRandom of(long seed, String purpose, long draw, String objectId) {
        long key = mix(seed + WEYL);
        key = mix(key ^ fold(purpose));
        key = mix(key + draw * WEYL);
        key = mix(key ^ fold(objectId));
        return new CounterRandom(key);
    }

    private static long fold(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The next 64 random bits. */
    public long nextLong() {
        return mix(key + WEYL * ++counter);
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Uniform in 0 … bound - 1; the bias is below bound / 2^53. */
    public int nextInt(int bound) {
        return (int) (nextDouble() * bound);
    }

    /** Standard normal, by the polar method of Marsaglia (1964). */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * factor;
        return u * factor;
    }
}
