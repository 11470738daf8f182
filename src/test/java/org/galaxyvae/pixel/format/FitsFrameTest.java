package org.galaxyvae.pixel.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import nom.tam.fits.header.Compression;
import org.junit.jupiter.api.Test;

class FitsFrameTest {
    private static final float[] SIX = {1, 2, 3, 4, 5, 6};

    @Test
    void turnsTheLowestRowDown() throws Exception {
        Frame frame = Frames.open(FitsImages.image(3, 2, SIX), 1, "");
        assertThat(frame.width()).isEqualTo(3);
        assertThat(frame.height()).isEqualTo(2);
        assertThat(frame.flux()).isTrue();
        assertThat(frame.bands()).containsExactly("b1");
        assertThat(pixels(frame)).containsExactly(4, 5, 6, 1, 2, 3);
    }

    @Test
    void readsARectangleAlone() throws Exception {
        Frame frame = Frames.open(FitsImages.image(3, 2, SIX), 1, "");
        float[] row = new float[2];
        frame.region(new Rectangle(1, 1, 2, 1)).row(0, row);
        assertThat(row).containsExactly(2, 3);
        assertThatThrownBy(() -> frame.region(new Rectangle(1, 1, 3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one inside 3 x 2 pixels");
    }

    @Test
    void scalesWholeNumbersAndLeavesOutBlankOnes() throws Exception {
        byte[] header = FitsImages.header(
                "SIMPLE  = T",
                "BITPIX  = 16",
                "NAXIS   = 2",
                "NAXIS1  = 3",
                "NAXIS2  = 1",
                "BSCALE  = 0.5D0",
                "BZERO   = 100",
                "BLANK   = -9");
        byte[] data = ByteBuffer.allocate(6)
                .putShort((short) 4)
                .putShort((short) -9)
                .putShort((short) -2)
                .array();
        assertThat(pixels(Frames.open(FitsImages.joined(header, data), 1, "")))
                .containsExactly(102, Float.NaN, 99); // the padding behind the last block may be missing
    }

    @Test
    void readsEveryTypeOfSample() throws Exception {
        assertThat(single(8, new byte[] {(byte) 200})).isEqualTo(200);
        assertThat(single(16, ByteBuffer.allocate(2).putShort((short) -7).array()))
                .isEqualTo(-7);
        assertThat(single(32, ByteBuffer.allocate(4).putInt(-70000).array())).isEqualTo(-70000);
        assertThat(single(64, ByteBuffer.allocate(8).putLong(1L << 40).array())).isEqualTo((float) (1L << 40));
        assertThat(single(-32, FitsImages.floats(1.5f))).isEqualTo(1.5f);
        assertThat(single(-64, ByteBuffer.allocate(8).putDouble(-2.5).array())).isEqualTo(-2.5f);
        assertThat(single(-32, FitsImages.floats(Float.POSITIVE_INFINITY))).isNaN();
    }

    private static float single(int bits, byte[] data) throws RejectedImageException {
        byte[] header =
                FitsImages.header("SIMPLE  = T", "BITPIX  = " + bits, "NAXIS   = 2", "NAXIS1  = 1", "NAXIS2  = 1");
        return pixels(Frames.open(FitsImages.joined(header, data), 1, ""))[0];
    }

    @Test
    void readsACubeAsBands() throws Exception {
        String[] cube = {"SIMPLE  = T", "BITPIX  = -32", "NAXIS   = 3", "NAXIS1  = 2", "NAXIS2  = 1", "NAXIS3  = 3"};
        byte[] data = FitsImages.padded(FitsImages.floats(SIX));
        Frame frame = Frames.open(FitsImages.joined(FitsImages.header(cube), data), 1, "");
        assertThat(frame.bands()).containsExactly("b1", "b2", "b3");
        assertThat(pixels(frame)).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(bands(cube, "BANDS   = 'grz     '")).containsExactly("g", "r", "z");
        assertThat(bands(cube, "BAND1   = 'u'", "BAND2   = 'g'", "BAND3   = 'it''s'"))
                .containsExactly("u", "g", "it's");
        assertThat(bands(cube, "BAND0   = 'g'", "BAND1   = 'g'", "BAND2   = 'r'"))
                .containsExactly("b1", "b2", "b3");
    }

    private static List<String> bands(String[] cube, String... more) throws RejectedImageException {
        byte[] header = FitsImages.header(FitsImages.concat(cube, more));
        return Frames.open(FitsImages.joined(header, FitsImages.floats(SIX)), 1, "")
                .bands();
    }

    @Test
    void namesTheBandOfAnImageByItsFilter() throws Exception {
        assertThat(Frames.open(FitsImages.image(3, 2, SIX, "FILTER  = 'r DECam SDSS c0002'"), 1, "")
                        .bands())
                .containsExactly("r");
        assertThat(Frames.open(FitsImages.image(3, 2, SIX, "FILTER1 = 'CLEAR1L'", "FILTER2 = 'F814W / comment'"), 1, "")
                        .bands())
                .containsExactly("F814W");
    }

    @Test
    void findsAllImagesAmongTheHdus() throws Exception {
        byte[] file = FitsImages.joined(
                FitsImages.header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0", "FILTER  = 'g'"),
                FitsImages.header(
                        "XTENSION= 'BINTABLE'",
                        "BITPIX  = 8",
                        "NAXIS   = 2",
                        "NAXIS1  = 10",
                        "NAXIS2  = 3",
                        "PCOUNT  = 0",
                        "GCOUNT  = 1"),
                new byte[2880],
                extension(2, 1),
                extension(1, 2));
        assertThat(Frames.open(file, 1, "").hdu()).isEqualTo(2);
        List<Frame> all = Frames.openAll(file, 1, "");
        assertThat(all).extracting(Frame::hdu).containsExactly(2, 3);
        assertThat(all).extracting(Frame::width).containsExactly(2, 1);
        assertThat(all.get(0).bands()).containsExactly("g"); // from the primary header
    }

    private static byte[] extension(int width, int height) {
        return FitsImages.joined(
                FitsImages.header(
                        "XTENSION= 'IMAGE   '",
                        "BITPIX  = -32",
                        "NAXIS   = 2",
                        "NAXIS1  = " + width,
                        "NAXIS2  = " + height,
                        "PCOUNT  = 0",
                        "GCOUNT  = 1"),
                FitsImages.padded(FitsImages.floats(7, 8)));
    }

    @Test
    void unpacksGzipAndBzip2() throws Exception {
        byte[] file = FitsImages.image(3, 2, SIX);
        assertThat(pixels(Frames.open(FitsImages.gzip(file), 1, ""))).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(pixels(Frames.open(FitsImages.bzip2(file), 1, ""))).containsExactly(4, 5, 6, 1, 2, 3);
    }

    @Test
    void decompressesTiles() throws Exception {
        int[][] whole = {{1, -2, 3, 40}, {5, 6, 7, 80000}, {9, 10, 11, 12}};
        for (String algorithm : List.of(Compression.ZCMPTYPE_RICE_1, Compression.ZCMPTYPE_GZIP_1)) {
            Frame frame = Frames.open(FitsImages.compressed(whole, algorithm), 1, "");
            assertThat(frame.hdu()).isEqualTo(1);
            assertThat(pixels(frame)).containsExactly(9, 10, 11, 12, 5, 6, 7, 80000, 1, -2, 3, 40);
        }
        float[][] floats = {{1.5f, 2.5f}, {-3.25f, Float.NaN}};
        assertThat(pixels(Frames.open(FitsImages.compressed(floats, Compression.ZCMPTYPE_GZIP_2), 1, "")))
                .containsExactly(-3.25f, Float.NaN, 1.5f, 2.5f);
    }

    @Test
    void knowsWhereItIs() throws Exception {
        byte[] file =
                FitsImages.image(3, 2, SIX, FitsImages.concat(FitsImages.POSITIONS, "CRPIX1  = 2.0", "CRPIX2  = 1.5"));
        Frame frame = Frames.open(file, 1, "");
        assertThat(frame.raDeg()).isCloseTo(150, within(1e-12));
        assertThat(frame.decDeg()).isCloseTo(2, within(1e-12));
        assertThat(frame.pixelScaleArcsec()).isCloseTo(0.36, within(1e-12));
        Frame other = Frames.open(FitsImages.image(3, 2, SIX, "CTYPE1  = 'GLON-CAR'", "CTYPE2  = 'GLAT-CAR'"), 1, "");
        assertThat(other.raDeg()).isNaN(); // an unknown projection is no reason to lose the picture
        assertThat(other.pixelScaleArcsec()).isNaN();
    }

    @Test
    void rejectsWithTheReason() {
        byte[] file = FitsImages.image(3, 2, SIX);
        assertRejected(
                Arrays.copyOf(file, 100), RejectReason.TRUNCATED, "x.fits: FITS of 100 bytes ends inside a header");
        assertRejected(Arrays.copyOf(file, 2880 + 23), RejectReason.TRUNCATED, "expected 24 bytes of HDU 0 at 2880");
        assertRejected(
                FitsImages.header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0"),
                RejectReason.UNSUPPORTED_TYPE,
                "FITS without an image: primary of axes []");
        assertRejected(
                FitsImages.header("SIMPLE  = T", "BITPIX  = -32", "NAXIS   = 2", "NAXIS1  = 40000", "NAXIS2  = 30000"),
                RejectReason.TOO_LARGE,
                "40000 x 30000 pixels, expected at most 1 megapixels");
        assertRejected(
                FitsImages.header(
                        "SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 3", "NAXIS1  = 1000", "NAXIS2  = 1000", "NAXIS3  = 6"),
                RejectReason.TOO_LARGE,
                "6 bands of 1000 x 1000 pixels");
        assertRejected(
                FitsImages.header("SIMPLE  = T", "BITPIX  = 12", "NAXIS   = 0"),
                RejectReason.UNREADABLE,
                "BITPIX = 12");
        assertRejected(
                FitsImages.header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 9999999999", "NAXIS2  = -3"),
                RejectReason.UNREADABLE,
                "NAXIS2 = -3");
        byte[] packed = FitsImages.gzip(file);
        assertRejected(Arrays.copyOf(packed, packed.length / 2), RejectReason.TRUNCATED, "Cannot unpack");
        byte[] bzip2 = FitsImages.bzip2(file);
        assertRejected(Arrays.copyOf(bzip2, bzip2.length / 2), RejectReason.TRUNCATED, "Cannot unpack");
        assertRejected(
                FitsImages.gzip("hello, this is text".getBytes(StandardCharsets.UTF_8)),
                RejectReason.UNSUPPORTED_TYPE,
                "Looks like GZIP of something else than FITS");
    }

    @Test
    void unpacksNoMoreThanAnImageMayHave() {
        // tables of 10^8 bytes, packed to next to nothing: none of them is an image, each would be unpacked to pass it
        byte[] table = FitsImages.header(
                "XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 10000", "NAXIS2  = 10000");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(FitsImages.header("SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0"));
        file.writeBytes(table);
        file.writeBytes(new byte[30_000_000]);
        byte[] bomb = FitsImages.gzip(file.toByteArray());
        assertThat(bomb.length).isLessThan(100_000);
        assertRejected(bomb, RejectReason.TOO_LARGE, "expected at most 24777216");
    }

    private static void assertRejected(byte[] file, RejectReason reason, String message) {
        assertThatThrownBy(() -> Frames.open(file, 1, "x.fits"))
                .isInstanceOfSatisfying(
                        RejectedImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    static float[] pixels(Frame frame) throws RejectedImageException {
        int rowLength = frame.width() * frame.bands().size();
        float[] pixels = new float[frame.height() * rowLength];
        FrameRows rows = frame.region(new Rectangle(frame.width(), frame.height()));
        float[] row = new float[rowLength];
        for (int y = 0; y < frame.height(); y++) {
            rows.row(y, row);
            System.arraycopy(row, 0, pixels, y * rowLength, rowLength);
        }
        return pixels;
    }
}
