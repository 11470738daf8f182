package org.galaxyvae.pixel.sky;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DesignationTest {
    /** The first two are SDSS quasars under the names that the survey gives them. */
    @Test
    void namesPositionsAsSurveysDo() {
        assertThat(Designation.of(0.027228, 0.515341)).isEqualTo("J000006.53+003055.2");
        assertThat(Designation.of(0.033900, 0.276301)).isEqualTo("J000008.13+001634.6");
        assertThat(Designation.of(188.7361666667, -1.3960)).isEqualTo("J123456.68-012345.6");
    }

    @Test
    void cutsOffAndNeverRoundsUpToSixty() {
        assertThat(Designation.of(359.9999999, 89.9999999)).isEqualTo("J235959.99+895959.9");
        assertThat(Designation.of(360, -90)).isEqualTo("J000000.00-900000.0");
        assertThat(Designation.of(14.9999999, -0.0000001)).isEqualTo("J005959.99-000000.0");
    }

    @Test
    void writtenDigitsComeBack() {
        for (int i = 0; i < 86_400; i += 7) {
            double ra = Sexagesimal.rightAscensionDeg("%02d:%02d:%02d.07".formatted(i / 3600, i / 60 % 60, i % 60));
            double dec = Sexagesimal.declinationDeg("-%02d:%02d:%02d.3".formatted(i / 1000, i / 60 % 60, i % 60));
            assertThat(Designation.of(ra, dec))
                    .isEqualTo("J%02d%02d%02d.07-%02d%02d%02d.3"
                            .formatted(i / 3600, i / 60 % 60, i % 60, i / 1000, i / 60 % 60, i % 60));
        }
    }
}
