package org.galaxyvae.network;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products of two fixed matrices. */
record ResidentProduct(INDArray a, INDArray b, INDArray result) implements ResidentWork {
    static ResidentProduct open(int rows, int inner, int columns) {
        NativeThreads.useOne();
        CounterRandom random = CounterRandom.of(1, "resident product", 0, "");
        return new ResidentProduct(
                Buffers.create(ResidentScoring.uniform(random, rows * inner), rows, inner),
                Buffers.create(ResidentScoring.uniform(random, inner * columns), inner, columns),
                Buffers.create(rows, columns));
    }

    @Override
    public void step() {
        Dense.product(a, b, result);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        result.close();
    }
}
