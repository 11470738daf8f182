package org.galaxyvae.pixel.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.galaxyvae.pixel.sky.SkyPosition;
import org.junit.jupiter.api.Test;

class MosaicTest {
    private static final double SCALE_ARCSEC = 0.36;
    private static final Offset<Float> CLOSE = within(1e-4f);

    @Test
    void cutsAroundThePositionToAPartOfAPixel() throws Exception {
        Mosaic mosaic = Mosaic.of(List.of(frame(5, 5, 1)), List.of("r"));
        // pixels hold 10 y + x in FITS's count; (5, 5) is CRVAL
        assertCutout(mosaic, 0, 0, 3, 64, 65, 66, 54, 55, 56, 44, 45, 46);
        assertCutout(mosaic, 0.25, 0, 1, 55.25f);
        assertCutout(mosaic, 0.5, 0.5, 2, 65, 66, 55, 56);
        assertCutout(mosaic, 0, -0.75, 1, 47.5f);
    }

    @Test
    void placesTheCutout() throws Exception {
        Frame frame = frame(5, 5, 1);
        SkyPosition sky = position(frame, 6.25, 4.5);
        Frame cutout = Mosaic.of(List.of(frame), List.of("r")).cutout(sky.raDeg(), sky.decDeg(), 4 * SCALE_ARCSEC);
        assertThat(cutout.width()).isEqualTo(4);
        assertThat(cutout.flux()).isTrue();
        assertThat(cutout.raDeg()).isCloseTo(sky.raDeg(), within(1e-10));
        assertThat(cutout.decDeg()).isCloseTo(sky.decDeg(), within(1e-10));
        assertThat(cutout.pixelScaleArcsec()).isCloseTo(SCALE_ARCSEC, within(1e-9));
    }

    @Test
    void findsTheSameSkyInEveryBand() throws Exception {
        // the second band's image starts two pixels earlier; the third has pixels of half the side
        Mosaic mosaic = Mosaic.of(List.of(frame(5, 5, 1), frame(7, 5, 1), frame(5, 5, 0.5)), List.of("g", "r", "i"));
        SkyPosition sky = position(frame(5, 5, 1), 5, 5);
        Frame cutout = mosaic.cutout(sky.raDeg(), sky.decDeg(), SCALE_ARCSEC);
        assertThat(cutout.bands()).containsExactly("g", "r", "i");
        float[] pixels = FitsFrameTest.pixels(cutout);
        assertThat(pixels[0]).isCloseTo(55, CLOSE);
        assertThat(pixels[1]).isCloseTo(57, CLOSE);
        assertThat(pixels[2]).isCloseTo(4 * 55, CLOSE); // as much light as the four small ones have
    }

    @Test
    void leavesWhatIsBeyondTheEdgeEmpty() throws Exception {
        Mosaic mosaic = Mosaic.of(List.of(frame(5, 5, 1)), List.of("r"));
        // about (1, 1), the lower left pixel: the left column and the lowest row are beyond
        assertCutout(mosaic, -4, -4, 3, Float.NaN, 21, 22, Float.NaN, 11, 12, Float.NaN, Float.NaN, Float.NaN);
    }

    @Test
    void knowsWhatItCovers() throws Exception {
        Frame frame = frame(5, 5, 1);
        Mosaic mosaic = Mosaic.of(List.of(frame, frame(7, 5, 1)), List.of("g", "r"));
        assertThat(covers(mosaic, frame, 0.6, 5)).isTrue();
        assertThat(covers(mosaic, frame, 0.4, 5)).isFalse();
        assertThat(covers(mosaic, frame, 8.4, 5)).isTrue(); // the second band ends at 10 = 8 + 2
        assertThat(covers(mosaic, frame, 8.6, 5)).isFalse();
        assertThat(mosaic.covers(330, 2)).isFalse(); // behind the observer
        assertThatThrownBy(() -> mosaic.cutout(330, 2, 1))
                .isInstanceOf(RejectedImageException.class)
                .hasMessage("Position 330.0, 2.0 is not covered by the mosaic");
        SkyPosition sky = position(frame, 5, 5);
        assertThatThrownBy(() -> mosaic.cutout(sky.raDeg(), sky.decDeg(), 1e6))
                .isInstanceOfSatisfying(
                        RejectedImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_LARGE));
    }

    @Test
    void refusesFramesWithoutPositions() {
        Frame frame = Frames.flux(new float[][] {{1}}, 1, 1, List.of("r"));
        assertThatThrownBy(() -> Mosaic.of(List.of(frame), List.of("r")))
                .isInstanceOf(RejectedImageException.class)
                .hasMessage(
                        "Mosaic's band r has no positions, bands r, expected flux of one band with positions in TAN or"
                                + " TAN-SIP");
    }

    private static boolean covers(Mosaic mosaic, Frame frame, double x, double y) {
        SkyPosition sky = position(frame, x, y);
        return mosaic.covers(sky.raDeg(), sky.decDeg());
    }

    /** About so many pixels off (5, 5). */
    private static void assertCutout(Mosaic mosaic, double dx, double dy, int side, float... expected)
            throws Exception {
        SkyPosition sky = position(frame(5, 5, 1), 5 + dx, 5 + dy);
        float[] pixels = FitsFrameTest.pixels(mosaic.cutout(sky.raDeg(), sky.decDeg(), side * SCALE_ARCSEC));
        assertThat(pixels).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (Float.isNaN(expected[i])) {
                assertThat(pixels[i]).as("pixel " + i).isNaN();
            } else {
                assertThat(pixels[i]).as("pixel " + i).isCloseTo(expected[i], CLOSE);
            }
        }
    }

    private static SkyPosition position(Frame frame, double x, double y) {
        return java.util.Objects.requireNonNull(frame.wcs()).skyOf(x, y);
    }

    /** 10 x 10 pixels of 10 y + x, CRVAL at a pixel, pixels so many times as large. */
    private static Frame frame(double x, double y, double size) throws RejectedImageException {
        float[] values = new float[100];
        for (int i = 0; i < 100; i++) {
            values[i] = 10 * (i / 10 + 1) + i % 10 + 1;
        }
        String[] cards = FitsImages.concat(FitsImages.POSITIONS, "CRPIX1  = " + x, "CRPIX2  = " + y);
        cards[4] = "CD1_1   = " + -1e-4 * size;
        cards[7] = "CD2_2   = " + 1e-4 * size;
        return Frames.open(FitsImages.image(10, 10, values, cards), 1, "");
    }
}
