package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float16Test {
    @Test
    void givesBackEveryNumberItHas() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Float16.value((short) bits);
            if (Float.isNaN(value)) {
                assertThat(Float16.bits(value) & 0x7FFF).isEqualTo(0x7E00);
            } else {
                assertThat(Float16.bits(value) & 0xFFFF).as("of %s", value).isEqualTo(bits);
            }
        }
    }

    /** Halfway between two neighbors the even one, on either side of halfway the nearer one; subnormals too. */
    @Test
    void roundsToTheNearestAndHalvesToTheEvenOne() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            float low = Float16.value((short) bits);
            float high = Float16.value((short) (bits + 1));
            float halfway = low + (high - low) / 2;
            int even = bits % 2 == 0 ? bits : bits + 1;
            assertThat(Float16.bits(halfway)).isEqualTo((short) even);
            assertThat(Float16.bits(-halfway) & 0x7FFF).isEqualTo(even);
            assertThat(Float16.bits(Math.nextDown(halfway))).isEqualTo((short) bits);
            assertThat(Float16.bits(Math.nextUp(halfway))).isEqualTo((short) (bits + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3C00",
        "-2, C000",
        "0.333251953125, 3555",
        "65504, 7BFF",
        "65519.996, 7BFF",
        "65520, 7C00",
        "1e30, 7C00",
        "Infinity, 7C00",
        "-Infinity, FC00",
        "NaN, 7E00",
        "-0.0, 8000",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "6.097555e-5, 03FF",
        "6.1035156e-5, 0400",
        "1e-45, 0000"
    })
    void hasTheBitsOfTheStandard(float value, String hex) {
        assertThat(Float16.bits(value) & 0xFFFF).isEqualTo(Integer.parseInt(hex, 16));
    }

    @Test
    void writesTheLowByteFirst() {
        byte[] bytes = Float16.bytes(new float[] {1, -2});
        assertThat(bytes).containsExactly(0x00, 0x3C, 0x00, 0xC0);
        assertThat(Float16.floats(bytes)).containsExactly(1, -2);
    }
}
