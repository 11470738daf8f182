package org.galaxyvae.pixel.morphology;

/**
 * Arrays of one image's length that the filters of its bands take in turn: fresh ones would cost more than the arithmetic.
 *
 * <p>A neighbor is a shifted copy. Java 17's compiler vectorizes a loop over several arrays at one index, but not one over one
 * array at several, and few operations at a time; so filters are chains of short loops.
 */
final class Scratch {
    private final int[][] arrays = new int[14][];
    private final int length;

    Scratch(int length) {
        this.length = length;
    }

    /** The array of that number, whatever it holds. */
    int[] array(int number) {
        if (arrays[number] == null) {
            arrays[number] = new int[length];
        }
        return arrays[number];
    }

    /** In the array of that number, each pixel's neighbor so far along; where there is none, what was there before. */
    int[] neighbors(int number, int[] image, int offset) {
        int[] shifted = array(number);
        System.arraycopy(image, Math.max(0, offset), shifted, Math.max(0, -offset), length - Math.abs(offset));
        return shifted;
    }
}
