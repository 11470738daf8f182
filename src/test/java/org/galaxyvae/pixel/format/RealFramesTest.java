package org.galaxyvae.pixel.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.pixel.prepare.Prepared;
import org.galaxyvae.pixel.sky.PixelPosition;
import org.galaxyvae.pixel.sky.SkyPosition;
import org.galaxyvae.pixel.sky.Wcs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Frames of real surveys; see the sample's own description for where they come from. */
@EnabledIfEnvironmentVariable(named = "GALAXY_SAMPLE", matches = ".+")
class RealFramesTest {
    private final Path sample = Path.of(Objects.requireNonNull(System.getenv("GALAXY_SAMPLE")));

    @Test
    void decalsCubesLieWhereTheirHeadersSay() throws Exception {
        Frame cube = open("fits/decals/example_a.fits");
        assertThat(cube.bands()).containsExactly("g", "r", "z");
        assertThat(cube.pixelScaleArcsec()).isCloseTo(0.262, within(1e-6));
        assertReference(cube, 255, 255, 359.995016101289, 0.701752936331996);
        assertThat(cube.raDeg()).isCloseTo(359.995016101289, within(1e-9)); // 509 pixels: the reference is the center
        // 254 pixels to the right, east is left: ra falls by 254 x 0.262 arcsec over cos(dec)
        SkyPosition right = wcs(cube).skyOf(509, 255);
        assertThat(right.raDeg())
                .isCloseTo(359.995016101289 - 254 * 0.262 / 3600 / Math.cos(Math.toRadians(0.70175)), within(1e-7));
        // to the left it crosses right ascension zero
        assertThat(wcs(cube).skyOf(1, 255).raDeg()).isCloseTo(0.013502, within(1e-5));
    }

    @Test
    void theSdssFrameIsAMosaic() throws Exception {
        Frame frame = open("fits/sdss-stamps/frame/frame-u-003900-6-0269.fits.bz2");
        assertThat(List.of(frame.width(), frame.height())).containsExactly(2048, 1489);
        assertThat(frame.bands()).containsExactly("u");
        assertThat(frame.pixelScaleArcsec()).isCloseTo(0.396, within(5e-4));
        assertReference(frame, 1025, 745, 164.420349663, 39.1222646378);
        Mosaic mosaic = Mosaic.of(List.of(frame), List.of("u"));
        // the stamps of the same field
        assertThat(mosaic.covers(164.43108, 39.035903)).isTrue();
        assertThat(mosaic.covers(5.0073, 0.0739)).isFalse();
        Frame cutout = mosaic.cutout(164.43108, 39.035903, 20);
        assertThat(cutout.width()).isEqualTo(51);
        float[] pixels = FitsFrameTest.pixels(cutout);
        float[] stamp = FitsFrameTest.pixels(open("fits/sdss-stamps/stamps_ugriz/stamp-u-164.4311-39.0359.fits"));
        // north is not up in the frame and the stamp is another run's, but both hold the star in the middle
        assertThat(mean(pixels, 20, 31)).isGreaterThan(20 * Math.abs(mean(pixels, 0, 4)));
        assertThat(mean(pixels, 20, 31)).isCloseTo(mean(stamp, 20, 31), within(0.5f * mean(stamp, 20, 31)));
    }

    @Test
    void threeMosaicsMakeOneCutout() throws Exception {
        List<Frame> frames = new ArrayList<>();
        for (String band : List.of("g", "r", "i")) {
            frames.add(open("fits/sdss-ngc6976/reprojected_sdss_" + band + ".fits.bz2"));
        }
        Mosaic mosaic = Mosaic.of(frames, List.of("g", "r", "i"));
        assertReference(frames.get(0), 342.66666666667, 248.33333333333, 313.170189503, -5.69296404072);
        SkyPosition corner = wcs(frames.get(0)).skyOf(1, 1);
        Frame cutout = mosaic.cutout(
                corner.raDeg(), corner.decDeg(), 64 * frames.get(0).pixelScaleArcsec());
        Preparation preparation = new Preparation(1, 64);
        Prepared prepared = preparation.apply(cutout, CropHint.NONE);
        // a quarter of the cutout, and half a pixel along each side, is on the mosaic
        assertThat(prepared.invalidShare()).isCloseTo(0.75, within(0.03));
        Frame joined = Frames.join(frames, List.of("g", "r", "i"));
        assertThat(joined.raDeg()).isCloseTo(frames.get(0).raDeg(), within(1e-12));
        assertThat(preparation.apply(joined, CropHint.NONE).invalidShare()).isZero();
    }

    @Test
    void openAllCountsEveryImageOfAFile() throws Exception {
        assertThat(Frames.openAll(bytes("fits/hst-aegis/AEGIS_F814w_images_01.fits"), 64, ""))
                .extracting(Frame::width)
                .containsExactly(70, 142, 48);
    }

    @Test
    void everyFileOfTheSampleIsPreparedOrRefused() throws Exception {
        Preparation preparation = new Preparation(1, 16);
        try (Stream<Path> files = Files.walk(sample.resolve("bad-input"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    preparation.apply(Frames.open(Files.readAllBytes(file), 64, file.toString()), CropHint.NONE);
                } catch (RejectedImageException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
        assertReason("bad-input/empty/gal.fits", RejectReason.EMPTY);
        assertReason("bad-input/fits_binary_table/coadd_for_4263_5_119.fit", RejectReason.UNSUPPORTED_TYPE);
    }

    private void assertReason(String file, RejectReason reason) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOfSatisfying(
                        RejectedImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertReference(Frame frame, double x, double y, double raDeg, double decDeg) {
        SkyPosition sky = wcs(frame).skyOf(x, y);
        assertThat(sky.raDeg()).isCloseTo(raDeg, within(1e-10));
        assertThat(sky.decDeg()).isCloseTo(decDeg, within(1e-10));
        PixelPosition pixel = wcs(frame).pixelOf(raDeg, decDeg);
        assertThat(pixel.x()).isCloseTo(x, within(1e-7));
        assertThat(pixel.y()).isCloseTo(y, within(1e-7));
    }

    /** Of the pixels of 51 × 51 whose row and column lie in the range. */
    private static float mean(float[] pixels, int from, int to) {
        float sum = 0;
        for (int row = from; row < to; row++) {
            for (int column = from; column < to; column++) {
                sum += pixels[51 * row + column] / ((to - from) * (to - from));
            }
        }
        return sum;
    }

    private static Wcs wcs(Frame frame) {
        return Objects.requireNonNull(frame.wcs());
    }

    private Frame open(String file) throws IOException, RejectedImageException {
        return Frames.open(bytes(file), 64, file);
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(sample.resolve(file));
    }
}
