package org.galaxyvae.pixel.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumpyArrayTest {
    /** What numpy.save(numpy.array([[1, -2]], dtype="<f4")) writes. */
    @Test
    void writesWhatNumpyWrites() {
        byte[] file = NumpyArray.float32(List.of(new float[] {1, -2}), 2);
        assertThat(file).hasSize(128 + 8).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        String header = new String(file, 10, 118, StandardCharsets.US_ASCII);
        assertThat(header)
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }")
                .endsWith(" \n");
        ByteBuffer values = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(128);
        assertThat(values.getFloat()).isEqualTo(1);
        assertThat(values.getFloat()).isEqualTo(-2);
    }

    @Test
    void valuesBeginAtAMultipleOf64WhateverTheShape() {
        for (int rows : new int[] {1, 10, 1000, 100_000}) {
            byte[] file = NumpyArray.float32(java.util.Collections.nCopies(rows, new float[] {1}), 1, 1, 1);
            assertThat((file.length - rows * Float.BYTES) % 64).isZero();
        }
    }

    @Test
    void refusesRowsOfAnotherLengthAndNone() {
        assertThatThrownBy(() -> NumpyArray.float32(List.of(new float[3]), 2)).hasMessageContaining("2 values each");
        assertThatThrownBy(() -> NumpyArray.float32(List.of(), 2)).hasMessageContaining("at least one");
    }
}
