package org.galaxyvae.train.learn;

/** The eight flips and quarter turns of a square image. */
final class Turn {
    private Turn() {}

    /**
     * Copies a turned image.
     *
     * @param image [row, column, channel]
     * @param turn 0 to 7; bit 0: mirror left to right, bit 1: mirror top to bottom, bit 2: swap rows and columns
     */
    static void copy(float[] image, float[] target, int offset, int size, int channels, int turn) {
        if (turn == 0) {
            System.arraycopy(image, 0, target, offset, image.length);
            return;
        }
        int at = offset;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int r = (turn & 2) == 0 ? row : size - 1 - row;
                int c = (turn & 1) == 0 ? column : size - 1 - column;
                int from = ((turn & 4) == 0 ? r * size + c : c * size + r) * channels;
                for (int k = 0; k < channels; k++) {
                    target[at++] = image[from + k];
                }
            }
        }
    }
}
