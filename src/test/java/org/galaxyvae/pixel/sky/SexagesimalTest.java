package org.galaxyvae.pixel.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SexagesimalTest {
    @ParameterizedTest
    @CsvSource({
        "12:30:00, 187.5",
        "00:00:01, 0.00416666666666667",
        "12 34 56.7, 188.73625",
        "12h34m56.7s, 188.73625",
        "12d34m56.7s, 12.5824166666666667",
        "188.73625, 188.73625",
        "1.5e2, 150",
        "361, 361"
    })
    void readsRightAscensions(String text, double degrees) {
        assertThat(Sexagesimal.rightAscensionDeg(text)).isEqualTo(degrees, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"-01:02:03, -1.0341666666666667", "-00:30:00, -0.5", "+41 16 09, 41.269166666666667", "-1.25, -1.25"})
    void readsDeclinations(String text, double degrees) {
        assertThat(Sexagesimal.declinationDeg(text)).isEqualTo(degrees, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12:30", "12:60:00", "12:00:60", "12:34:56:7", "nan", "Infinity", "0x1p3", "1d", "12,5", "a"
            })
    void takesNothingElseForAPosition(String text) {
        assertThat(Sexagesimal.rightAscensionDeg(text)).isNaN();
        assertThat(Sexagesimal.declinationDeg(text)).isNaN();
    }

    @Test
    void aDeclinationIsNeverInHours() {
        assertThat(Sexagesimal.declinationDeg("01h02m03s")).isNaN();
    }
}
