package org.galaxyvae.pixel.morphology;

/**
 * Minimum and maximum by subtraction and shift: Java 17's compiler vectorizes these, but not {@link Math#min(int, int)}. For
 * arguments whose difference fits an int.
 */
final class Branchless {
    private Branchless() {}

    static int min(int a, int b) {
        int difference = a - b;
        return b + (difference & (difference >> 31));
    }

    static int max(int a, int b) {
        int difference = a - b;
        return a - (difference & (difference >> 31));
    }
}
