package org.galaxyvae.network;

/** Depth to space by a factor of 2 (Shi et al. 2016): [batch, s, s, (dy, dx, channel)] to [batch, 2s, 2s, channel]. */
final class PixelShuffle {
    private PixelShuffle() {}

    /** result[b, 2y+dy, 2x+dx, c] := map[b, y, x, (dy, dx, c)]. */
    static void shuffle(float[] map, float[] result, int batch, int side, int channels) {
        move(map, result, batch, side, channels, true);
    }

    /** The inverse. */
    static void unshuffle(float[] shuffled, float[] result, int batch, int side, int channels) {
        move(shuffled, result, batch, side, channels, false);
    }

    private static void move(float[] from, float[] to, int batch, int side, int channels, boolean forward) {
        int pair = 2 * channels;
        int row = 2 * side * channels;
        int deep = 0;
        for (int line = 0; line < batch * side; line++) {
            for (int x = 0; x < side; x++) {
                int wide = 2 * line * row + x * pair;
                for (int dy = 0; dy < 2; dy++) {
                    if (forward) {
                        System.arraycopy(from, deep, to, wide + dy * row, pair);
                    } else {
                        System.arraycopy(from, wide + dy * row, to, deep, pair);
                    }
                    deep += pair;
                }
            }
        }
    }
}
