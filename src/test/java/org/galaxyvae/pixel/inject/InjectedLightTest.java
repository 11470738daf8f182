package org.galaxyvae.pixel.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InjectedLightTest {
    @Test
    void stretchesAsLuptonDoesAndBack() {
        // 51 asinh(1) and 51 asinh(10)
        assertThat(InjectedLight.level(51)).isCloseTo(44.950F, within(0.01F));
        assertThat(InjectedLight.level(510)).isCloseTo(152.905F, within(0.01F));
        assertThat(InjectedLight.level(1)).isCloseTo(1, within(0.001F));
        assertThat(InjectedLight.level(1e6F)).isEqualTo(255);
        for (float level = 0; level <= 255; level += 0.37F) {
            assertThat(InjectedLight.level(InjectedLight.flux(level))).isCloseTo(level, within(0.01F));
        }
    }

    @Test
    void ringsTheBell() {
        assertThat(InjectedLight.bell(0)).isEqualTo(1);
        assertThat(InjectedLight.bell(1)).isCloseTo(Math.exp(-1), within(1e-6));
        assertThat(InjectedLight.bell(3.0, 1.5)).isCloseTo(Math.exp(-2), within(1e-6));
        assertThat(InjectedLight.bell(50)).isZero();
    }

    @Test
    void addsLightAsFlux() {
        InjectedLight light = new InjectedLight(16);
        light.spot(8, 5, 1, new double[] {51, 0, 0});
        float[][] planes = new float[3][256];
        planes[0][5 * 16 + 9] = 44.950F;
        planes[1][5 * 16 + 8] = 30;
        light.over(planes);
        assertThat(planes[0][5 * 16 + 8]).isCloseTo(44.950F, within(0.02F));
        // 51 + 51 exp(-1/2): 51 asinh(1.60653)
        assertThat(planes[0][5 * 16 + 9]).isCloseTo(63.874F, within(0.02F));
        assertThat(planes[1][5 * 16 + 8]).isEqualTo(30);
    }
}
