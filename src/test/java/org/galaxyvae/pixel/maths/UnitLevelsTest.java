package org.galaxyvae.pixel.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnitLevelsTest {
    @Test
    void bringsEveryLevelThereAndBack() {
        for (int level = 0; level < 256; level++) {
            float value = UnitLevels.of((byte) level);
            assertThat(value).isEqualTo(level / 255f);
            assertThat(UnitLevels.byteOf(value)).isEqualTo((byte) level);
        }
    }

    @Test
    void takesTheNearestLevelAndTheEnds() {
        assertThat(UnitLevels.bytesOf(new float[] {-1, 0.4f / 255, 0.6f / 255, 2, Float.NaN}))
                .containsExactly((byte) 0, (byte) 0, (byte) 1, (byte) 255, (byte) 0);
    }

    @Test
    void laysImagesOneBehindTheOther() {
        assertThat(UnitLevels.of(List.of(new byte[] {0, -1}, new byte[] {51, 0}), 2))
                .containsExactly(0, 1, 0.2f, 0);
        assertThatThrownBy(() -> UnitLevels.of(List.of(new byte[2], new byte[3]), 2))
                .hasMessage("Invalid image: 3 bytes, expected 2");
    }
}
