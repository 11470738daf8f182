package org.galaxyvae.pixel.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WcsTest {
    /** With CRPIX 0 and CD the unit matrix, pixels are degrees in the plane: R = 180 / pi is 45 degrees away. */
    private static final double RADIAN = 180 / Math.PI;

    @Test
    void projectsWhatCanBeSaidWithoutACalculator() throws Exception {
        Wcs equator = wcs("CRVAL1", "10", "CRVAL2", "0", "CD1_1", "1", "CD2_2", "1");
        assertSky(equator.skyOf(0, 0), 10, 0);
        assertSky(equator.skyOf(RADIAN, 0), 55, 0); // tan 45 = 1, eastward
        assertSky(equator.skyOf(0, RADIAN), 10, 45); // northward
        assertSky(equator.skyOf(0, RADIAN / Math.sqrt(3)), 10, 30);
        // east and north together: tan(ra) = 1, tan(dec) = cos(ra)
        assertSky(equator.skyOf(RADIAN, RADIAN), 55, Math.toDegrees(Math.atan(Math.sqrt(0.5))));
        assertPixel(equator.pixelOf(55, 0), RADIAN, 0);
        assertPixel(equator.pixelOf(10, -45), 0, -RADIAN);
        assertPixel(equator.pixelOf(100, 0), Double.NaN, Double.NaN); // 90 degrees away
        assertPixel(equator.pixelOf(190, 0), Double.NaN, Double.NaN);
    }

    @Test
    void crossesRightAscensionZero() throws Exception {
        Wcs wcs = wcs("CRVAL1", "0", "CRVAL2", "0", "CD1_1", "-1", "CD2_2", "1"); // east to the left
        assertSky(wcs.skyOf(RADIAN * Math.tan(Math.toRadians(1)), 0), 359, 0);
        assertSky(wcs.skyOf(-RADIAN * Math.tan(Math.toRadians(1)), 0), 1, 0);
        assertPixel(wcs.pixelOf(359, 0), RADIAN * Math.tan(Math.toRadians(1)), 0);
        assertPixel(wcs.pixelOf(-1, 0), RADIAN * Math.tan(Math.toRadians(1)), 0);
    }

    @Test
    void goesOverThePole() throws Exception {
        Wcs near = wcs("CRVAL1", "30", "CRVAL2", "89", "CD1_1", "1", "CD2_2", "1");
        // two degrees north of declination 89 is 89 again, half around
        assertSky(near.skyOf(0, RADIAN * Math.tan(Math.toRadians(2))), 210, 89);
        assertThat(near.skyOf(0, RADIAN * Math.tan(Math.toRadians(1))).decDeg()).isCloseTo(90, within(1e-9));
        assertPixel(near.pixelOf(77, 90), 0, RADIAN * Math.tan(Math.toRadians(1)));
        // at the pole itself LONPOLE is 0 by default: up the image is south along CRVAL1
        Wcs pole = wcs("CRVAL1", "0", "CRVAL2", "90", "CD1_1", "1", "CD2_2", "1");
        assertSky(pole.skyOf(0, RADIAN * Math.tan(Math.toRadians(10))), 0, 80);
        Wcs turned = wcs("CRVAL1", "0", "CRVAL2", "90", "CD1_1", "1", "CD2_2", "1", "LONPOLE", "180");
        assertSky(turned.skyOf(0, RADIAN * Math.tan(Math.toRadians(10))), 180, 80);
    }

    @Test
    void takesTheMatrixHoweverItIsWritten() throws Exception {
        // turned by 90 degrees: x runs north, y runs west
        Wcs cd = wcs("CD1_1", "0", "CD1_2", "-0.001", "CD2_1", "0.001", "CD2_2", "0");
        Wcs pc = wcs("PC1_1", "0", "PC1_2", "-1", "PC2_1", "1", "PC2_2", "0", "CDELT1", "0.001", "CDELT2", "0.001");
        Wcs crota = wcs("CROTA2", "90", "CDELT1", "0.001", "CDELT2", "0.001");
        for (Wcs wcs : new Wcs[] {cd, pc, crota}) {
            assertThat(wcs.skyOf(1, 0).decDeg()).isCloseTo(0.001, within(1e-12));
            assertThat(wcs.skyOf(0, 1).raDeg()).isCloseTo(359.999, within(1e-9));
            assertThat(wcs.pixelScaleArcsec()).isCloseTo(3.6, within(1e-12));
        }
        assertThat(wcs("CDELT1", "-0.002", "CDELT2", "0.0005").pixelScaleArcsec())
                .isCloseTo(3.6, within(1e-12));
    }

    @Test
    void takesDeclinationFirst() throws Exception {
        Map<String, String> header = new HashMap<>(Map.of("CTYPE1", "DEC--TAN", "CTYPE2", "RA---TAN"));
        header.putAll(Map.of("CRVAL1", "45", "CRVAL2", "10", "CD1_1", "0.01", "CD2_2", "0.01"));
        Wcs wcs = Wcs.of(header).orElseThrow();
        assertSky(wcs.skyOf(0, 0), 10, 45);
        assertThat(wcs.skyOf(100, 0).decDeg()).isGreaterThan(45.9);
        assertPixel(wcs.pixelOf(10, 45), 0, 0);
    }

    @Test
    void undoesTheDistortionByItsPolynomialsOrByItself() throws Exception {
        Map<String, String> header = header("CRVAL1", "150", "CRVAL2", "2", "CD1_1", "-1e-4", "CD2_2", "1e-4");
        header.put("CTYPE1", "RA---TAN-SIP");
        header.put("CTYPE2", "DEC--TAN-SIP");
        header.putAll(Map.of("A_ORDER", "2", "A_2_0", "1e-5", "A_1_1", "2e-6", "B_ORDER", "2", "B_0_2", "-2e-5"));
        Wcs distorted = Wcs.of(header).orElseThrow();
        Wcs plain = wcs("CRVAL1", "150", "CRVAL2", "2", "CD1_1", "-1e-4", "CD2_2", "1e-4");
        // at (100, 200) u grows by 1e-5 100^2 + 2e-6 100 200 = 0.14 and v by -2e-5 200^2 = -0.8
        SkyPosition sky = distorted.skyOf(100, 200);
        SkyPosition same = plain.skyOf(100.14, 199.2);
        assertSky(sky, same.raDeg(), same.decDeg());
        assertPixel(distorted.pixelOf(sky.raDeg(), sky.decDeg()), 100, 200);
        header.putAll(Map.of("AP_ORDER", "1", "AP_1_0", "0.01", "BP_ORDER", "1", "BP_0_0", "3"));
        // (U, V) = (100, 200): 100 + 0.01 x 100, 200 + 3
        SkyPosition at = plain.skyOf(100, 200);
        assertPixel(Wcs.of(header).orElseThrow().pixelOf(at.raDeg(), at.decDeg()), 101, 203);
    }

    @Test
    void comesBackFromEverywhere() throws Exception {
        for (double dec : new double[] {-90, -89.9, -40, 0, 33, 89.99, 90}) {
            Wcs wcs = wcs(
                    "CRVAL1",
                    "359.9",
                    "CRVAL2",
                    String.valueOf(dec),
                    "CRPIX1",
                    "512.5",
                    "CRPIX2",
                    "100",
                    "CD1_1",
                    "-1.1e-4",
                    "CD1_2",
                    "2e-5",
                    "CD2_1",
                    "2.1e-5",
                    "CD2_2",
                    "1.2e-4");
            for (double x = -3000; x <= 3000; x += 1500) {
                for (double y = -3000; y <= 3000; y += 1500) {
                    SkyPosition sky = wcs.skyOf(x, y);
                    assertThat(sky.raDeg()).isBetween(0.0, 360.0);
                    PixelPosition back = wcs.pixelOf(sky.raDeg(), sky.decDeg());
                    assertThat(back.x()).isCloseTo(x, within(1e-6));
                    assertThat(back.y()).isCloseTo(y, within(1e-6));
                }
            }
        }
    }

    @Test
    void movesWithACut() throws Exception {
        Wcs wcs = wcs("CRVAL1", "10", "CRVAL2", "0", "CD1_1", "1", "CD2_2", "1");
        assertSky(wcs.shifted(5, -2).skyOf(5 + RADIAN, -2), 55, 0);
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(Wcs.of(Map.of())).isEmpty();
        assertThat(Wcs.of(Map.of("CTYPE1", "LINEAR", "CTYPE2", "LINEAR"))).isEmpty();
        assertThatThrownBy(() -> Wcs.of(Map.of("CTYPE1", "RA---SIN", "CTYPE2", "DEC--SIN")))
                .isInstanceOf(UnsupportedProjectionException.class)
                .hasMessage(
                        "Cannot project CTYPE RA---SIN, DEC--SIN, expected RA---TAN and DEC--TAN, or the same with -SIP");
        assertThatThrownBy(() -> wcs("CD1_1", "0", "CD2_2", "1")).hasMessageContaining("the matrix has no inverse");
        assertThatThrownBy(() -> wcs("CRVAL1", "ten")).hasMessage("Invalid CRVAL1: ten, expected a number");
        assertThatThrownBy(() -> wcs("CRVAL2", "91")).hasMessageContaining("expected -90 to 90");
        assertThatThrownBy(() -> wcs("CUNIT1", "arcsec")).hasMessageContaining("expected deg");
        assertThat(wcs("CRVAL1", "1.5D1").skyOf(0, 0).raDeg()).isCloseTo(15, within(1e-12));
    }

    private static Map<String, String> header(String... more) {
        Map<String, String> header = new HashMap<>(Map.of("CTYPE1", "RA---TAN", "CTYPE2", "DEC--TAN"));
        for (int i = 0; i < more.length; i += 2) {
            header.put(more[i], more[i + 1]);
        }
        return header;
    }

    private static Wcs wcs(String... more) throws UnsupportedProjectionException {
        return Wcs.of(header(more)).orElseThrow();
    }

    private static void assertSky(SkyPosition sky, double raDeg, double decDeg) {
        assertThat(sky.raDeg()).isCloseTo(raDeg, within(1e-10));
        assertThat(sky.decDeg()).isCloseTo(decDeg, within(1e-10));
    }

    private static void assertPixel(PixelPosition pixel, double x, double y) {
        if (Double.isNaN(x)) {
            assertThat(pixel.x()).isNaN();
            assertThat(pixel.y()).isNaN();
        } else {
            assertThat(pixel.x()).isCloseTo(x, within(1e-8));
            assertThat(pixel.y()).isCloseTo(y, within(1e-8));
        }
    }
}
