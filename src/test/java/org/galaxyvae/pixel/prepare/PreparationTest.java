package org.galaxyvae.pixel.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.pixel.format.TestPictures;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final Preparation WHOLE = new Preparation(1, 16);
    private static final Preparation HALF = new Preparation(0.5, 16);

    @Test
    void averagesWholeBlocks() throws Exception {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x0A1420);
        image.setRGB(1, 0, 0x0C1420);
        image.setRGB(0, 1, 0x0E1420);
        image.setRGB(1, 1, 0x111423); // red 10, 12, 14, 17: mean 13.25; blue 32, 32, 32, 35: mean 32.75
        byte[] pixels = prepare(WHOLE, image);
        assertThat(Arrays.copyOf(pixels, 6)).containsExactly(13, 20, 33, 0, 0, 0);
    }

    @Test
    void countsAPixelOnAnEdgeByTheShareThatIsCovered() throws Exception {
        // 24 pixels become 16: each result covers 1.5; the first is (2 a + b) / 3 along each axis
        BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 24; y++) {
            image.setRGB(0, y, 0x5A0000); // red 90
            image.setRGB(1, y, 0x1E0000); // red 30
        }
        byte[] pixels = prepare(WHOLE, image);
        assertThat(pixels[0]).isEqualTo((byte) 70);
        assertThat(pixels[3]).isEqualTo((byte) 10); // 0.5 of the second, 1 of the black third
    }

    @Test
    void enlargesByArea() throws Exception {
        // a crop of 16 becomes 32: each pixel four times
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        image.setRGB(8, 8, 0xFF8040);
        byte[] pixels = prepare(new Preparation(0.5, 32), image);
        assertThat(Arrays.copyOf(pixels, 9))
                .containsExactly((byte) 255, (byte) 128, (byte) 64, (byte) 255, (byte) 128, (byte) 64, 0, 0, 0);
    }

    @Test
    void cropsTheCenterOfTheShorterSide() throws Exception {
        BufferedImage image = new BufferedImage(100, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 16; y < 48; y++) {
            for (int x = 34; x < 66; x++) {
                image.setRGB(x, y, Color.WHITE.getRGB());
            }
        }
        assertThat(prepare(HALF, image)).containsOnly((byte) 255);
    }

    @Test
    void placesACropWithFractionalEdgesExactlyInTheCenter() throws Exception {
        // half of 35 is 17.5, from 8.75 on: turning the picture turns the result
        BufferedImage image = TestPictures.galaxy(35, 35, 3);
        BufferedImage turned = new BufferedImage(35, 35, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 35; y++) {
            for (int x = 0; x < 35; x++) {
                turned.setRGB(34 - x, 34 - y, image.getRGB(x, y));
            }
        }
        byte[] straight = prepare(HALF, image);
        byte[] back = prepare(HALF, turned);
        for (int i = 0; i < 256; i++) {
            assertThat(Arrays.copyOfRange(back, 3 * (255 - i), 3 * (256 - i)))
                    .isEqualTo(Arrays.copyOfRange(straight, 3 * i, 3 * i + 3));
        }
    }

    @Test
    void feedsGrayToAllBands() throws Exception {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage image = new BufferedImage(16, 16, type);
            image.getRaster().setSample(0, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 77 : 77 * 257 + 100);
            assertThat(Arrays.copyOf(prepare(WHOLE, image), 6)).containsExactly(77, 77, 77, 0, 0, 0);
        }
        BufferedImage gray = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSamples(0, 0, 16, 16, 0, filled(256, 90));
        assertThat(tensor(WHOLE, TestPictures.file(gray, "jpeg"), 1)).containsOnly(90);
    }

    @Test
    void dropsAlphaAndReadsPalettesAnd16Bits() throws Exception {
        BufferedImage alpha = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        alpha.setRGB(0, 0, 0x10203040);
        assertThat(Arrays.copyOf(prepare(WHOLE, alpha), 6)).containsExactly(0x20, 0x30, 0x40, 0, 0, 0);

        BufferedImage palette = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(0, 0, 0xFF3300);
        assertThat(Arrays.copyOf(prepare(WHOLE, palette), 3)).containsExactly((byte) 0xFF, (byte) 0x33, (byte) 0);

        BufferedImage bits = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(0, 0, 0xFFFFFF);
        assertThat(Arrays.copyOf(prepare(WHOLE, bits), 6)).containsExactly((byte) 255, (byte) 255, (byte) 255, 0, 0, 0);

        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 16, 16, 3, null);
        raster.setPixel(0, 0, new int[] {65535, 128 * 257, 257});
        ComponentColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        BufferedImage deep = new BufferedImage(colors, raster, false, null);
        assertThat(Arrays.copyOf(prepare(WHOLE, deep), 3)).containsExactly((byte) 255, (byte) 128, (byte) 1);
    }

    @Test
    void rejectsWithTheReason() {
        byte[] jpeg = TestPictures.jpeg(1);
        byte[] png = TestPictures.file(TestPictures.galaxy(40, 40, 1), "png");
        assertRejected(new byte[0], RejectReason.EMPTY, "0 bytes");
        assertRejected("<html>".getBytes(StandardCharsets.UTF_8), RejectReason.UNSUPPORTED_TYPE, "Looks like text");
        assertRejected("BMxxxx".getBytes(StandardCharsets.UTF_8), RejectReason.UNSUPPORTED_TYPE, "Looks like BMP");
        assertRejected("GIF89a".getBytes(StandardCharsets.UTF_8), RejectReason.TRUNCATED, "GIF of 6 bytes");
        assertRejected(new byte[100], RejectReason.UNSUPPORTED_TYPE, "bytes 00000000");
        assertRejected(Arrays.copyOf(jpeg, jpeg.length - 2), RejectReason.TRUNCATED, "JPEG of");
        assertRejected(Arrays.copyOf(jpeg, 2), RejectReason.TRUNCATED, "JPEG of 2 bytes");
        assertRejected(Arrays.copyOf(png, png.length / 2), RejectReason.TRUNCATED, "PNG of");
        assertRejected(TestPictures.file(TestPictures.galaxy(1, 1, 1), "png"), RejectReason.TOO_SMALL, "1 x 1 pixels");
        assertRejected(
                TestPictures.file(TestPictures.galaxy(31, 90, 1), "jpeg"), RejectReason.TOO_SMALL, "crop of 15.5");
        byte[] broken = png.clone();
        Arrays.fill(broken, 50, broken.length - 20, (byte) 7);
        assertRejected(broken, null, "PNG");
    }

    @Test
    void refusesALargePictureByItsHeader() {
        byte[] png = TestPictures.file(TestPictures.galaxy(40, 40, 1), "png");
        png[16] = 0x00; // the header's width becomes 0x00FF0028: decoding would need gigabytes
        png[17] = (byte) 0xFF;
        assertRejected(png, RejectReason.TOO_LARGE, "16711720 x 40 pixels, expected at most 1 megapixels");
    }

    @Test
    void findsAJpegThatEndsInTheMiddleOfItsData() {
        byte[] jpeg = TestPictures.file(TestPictures.galaxy(200, 200, 1), "jpeg");
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length * 2 / 3);
        cut[cut.length - 2] = (byte) 0xFF; // the end marker, too early
        cut[cut.length - 1] = (byte) 0xD9;
        assertThatThrownBy(() -> tensor(WHOLE, cut, 1))
                .isInstanceOfSatisfying(
                        RejectedImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.TRUNCATED));
    }

    @Test
    void toleratesWhatFollowsACompleteJpeg() throws Exception {
        byte[] jpeg = TestPictures.jpeg(1);
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 1000);
        Arrays.fill(longer, jpeg.length, longer.length, (byte) 0xFF);
        assertThat(tensor(HALF, longer, 1)).isEqualTo(tensor(HALF, jpeg, 1));
    }

    @Test
    void itsIdChangesWithEveryComponent() {
        assertThat(HALF.id()).hasSize(16).isNotEqualTo(WHOLE.id());
        assertThat(new Preparation(0.5, 32).id()).isNotEqualTo(HALF.id());
    }

    private static byte[] prepare(Preparation preparation, BufferedImage image) throws RejectedImageException {
        return tensor(preparation, TestPictures.file(image, "png"), 1);
    }

    private static int[] filled(int length, int value) {
        int[] values = new int[length];
        Arrays.fill(values, value);
        return values;
    }

    private static void assertRejected(
            byte[] file, @org.jspecify.annotations.Nullable RejectReason reason, String message) {
        assertThatThrownBy(() -> tensor(HALF, file, 1))
                .isInstanceOfSatisfying(RejectedImageException.class, e -> {
                    if (reason != null) {
                        assertThat(e.reason()).isEqualTo(reason);
                    }
                })
                .hasMessageContaining(message);
    }

    private static byte[] tensor(Preparation preparation, byte[] file, int maxMegapixels)
            throws RejectedImageException {
        return preparation
                .apply(Frames.open(file, maxMegapixels, ""), CropHint.NONE)
                .pixels();
    }
}
