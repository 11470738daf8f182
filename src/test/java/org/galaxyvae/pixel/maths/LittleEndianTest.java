package org.galaxyvae.pixel.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LittleEndianTest {
    @Test
    void putsTheLeastSignificantByteFirst() {
        // 1 is 0x3F800000
        assertThat(LittleEndian.bytesOf(new float[] {1, -2})).containsExactly(0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0);
    }

    @Test
    void bringsBackWhatItWrote() {
        float[] values = {0, -0f, 1e-40f, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN, 0.1f};
        assertThat(LittleEndian.floatsOf(LittleEndian.bytesOf(values))).isEqualTo(values);
        assertThatThrownBy(() -> LittleEndian.floatsOf(new byte[6]))
                .hasMessage("Invalid floats: 6 bytes, expected a multiple of 4");
    }
}
