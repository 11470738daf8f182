package org.galaxyvae.train.learn;

import org.galaxyvae.pixel.maths.CounterRandom;

/** In which order images are presented: every pass a new permutation from the seed, nothing else. */
final class PassOrder {
    private final int[] order;
    private final long seed;
    private long pass;
    private int next;

    PassOrder(int images, long seed) {
        this.order = new int[images];
        this.seed = seed;
        for (int i = 0; i < images; i++) {
            order[i] = i;
        }
        shuffle();
    }

    /** Goes on as if so many images had been taken already. */
    void skip(long count) {
        long left = count;
        while (left > order.length - next) {
            left -= order.length - next;
            shuffle();
        }
        next += (int) left;
    }

    /** The next {@code count} images; a pass ends where it ends, and the next begins in the same batch. */
    int[] next(int count) {
        int[] taken = new int[count];
        for (int i = 0; i < count; i++) {
            if (next == order.length) {
                shuffle();
            }
            taken[i] = order[next++];
        }
        return taken;
    }

    /** Fisher and Yates. */
    private void shuffle() {
        CounterRandom random = CounterRandom.of(seed, "pass order", pass++, "");
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        next = 0;
    }
}
