package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class RowProductTest {
    private static float[] values(String name, int length) {
        CounterRandom random = CounterRandom.of(1, name, 0, "");
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Rows [count, columns]. */
    private static float[] multiply(RowProduct product, float[] rows, float[] factor, int terms, boolean transposed) {
        int columns = factor.length / terms;
        try (INDArray a = Buffers.create(product.rows(), terms);
                INDArray b = Buffers.create(factor, transposed ? columns : terms, transposed ? terms : columns);
                INDArray c = Buffers.create(product.rows(), columns)) {
            Buffers.put(a, rows, rows.length);
            product.multiply(a, b, c);
            return Arrays.copyOf(Buffers.values(c), rows.length / terms * columns);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayAgreesWithTheDefinition(RowProduct.Way way) {
        NativeThreads.useOne();
        int rows = 7;
        int terms = 9;
        int columns = 5;
        float[] a = values("a", rows * terms);
        float[] b = values("b", terms * columns);
        for (boolean transposed : new boolean[] {false, true}) {
            try (RowProduct product = RowProduct.by(way, rows, terms, columns, transposed)) {
                float[] found = multiply(product, a, b, terms, transposed);
                for (int at = 0; at < found.length; at++) {
                    int i = at / columns;
                    int j = at % columns;
                    double sum = 0;
                    for (int k = 0; k < terms; k++) {
                        sum += (double) a[i * terms + k] * b[transposed ? j * terms + k : k * columns + j];
                    }
                    assertThat((double) found[at]).isCloseTo(sum, within(1e-5));
                }
            }
        }
    }

    /** Shapes with rests behind every number of rows that a kernel takes at once, and those of networks. */
    @ParameterizedTest
    @CsvSource({"64,32,64", "32,256,512", "256,64,128", "117,50,144", "13,800,12", "7,3,99", "64,4096,64", "1,8,8"})
    void aRowGivesTheSameBitsInEveryPlace(int rows, int terms, int columns) {
        NativeThreads.useOne();
        float[] a = values("a", rows * terms);
        float[] b = values("b", terms * columns);
        try (RowProduct product = RowProduct.of(rows, terms, columns, false)) {
            float[] expected = multiply(product, a, b, terms, false);
            for (int shift : new int[] {1, rows / 2, rows - 1}) {
                float[] moved = new float[a.length];
                for (int i = 0; i < rows; i++) {
                    System.arraycopy(a, i * terms, moved, (i + shift) % rows * terms, terms);
                }
                float[] found = multiply(product, moved, b, terms, false);
                for (int i = 0; i < rows; i++) {
                    int to = (i + shift) % rows;
                    assertThat(Arrays.copyOfRange(found, to * columns, (to + 1) * columns))
                            .as("row %d in place %d by %s", i, to, product.way())
                            .isEqualTo(Arrays.copyOfRange(expected, i * columns, (i + 1) * columns));
                }
            }
        }
    }
}
