package org.galaxyvae.pixel.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

class PictureFrameTest {
    @Test
    void openingTellsTheBandsAndDecodesNothing() throws Exception {
        Frame color = Frames.open(TestPictures.jpeg(1), 1, "");
        assertThat(List.of(color.width(), color.height())).containsExactly(80, 64);
        assertThat(color.bands()).containsExactly("red", "green", "blue");
        assertThat(color.flux()).isFalse();
        BufferedImage gray = new BufferedImage(20, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (String format : List.of("jpeg", "png", "tiff")) {
            assertThat(Frames.open(TestPictures.file(gray, format), 1, "").bands())
                    .containsExactly("gray");
        }
    }

    @Test
    void readsTiffAsItIs() throws Exception {
        BufferedImage image = TestPictures.galaxy(20, 16, 4);
        for (String compression : List.of("none", "LZW", "Deflate", "PackBits")) {
            byte[] tiff = tiff(image, compression);
            assertThat(FitsFrameTest.pixels(Frames.open(tiff, 1, "")))
                    .as(compression)
                    .isEqualTo(FitsFrameTest.pixels(Frames.open(TestPictures.file(image, "png"), 1, "")));
        }
        BufferedImage deep = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(2, 0, 0, 257 * 7);
        assertThat(FitsFrameTest.pixels(Frames.open(TestPictures.file(deep, "tiff"), 1, "")))
                .startsWith(0, 0, 7, 0);
    }

    @Test
    void readsATiffWhoseZeroIsWhite() throws Exception {
        // little-endian, 2 x 1 pixels of 8 bits, one strip behind the directory
        int[][] tags = {
            {256, 4, 1, 2},
            {257, 4, 1, 1},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 0},
            {273, 4, 1, 8 + 2 + 9 * 12 + 4},
            {277, 3, 1, 1},
            {278, 4, 1, 1},
            {279, 4, 1, 2}
        };
        java.nio.ByteBuffer file =
                java.nio.ByteBuffer.allocate(8 + 2 + 9 * 12 + 4 + 2).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 9);
        for (int[] tag : tags) {
            file.putShort((short) tag[0])
                    .putShort((short) tag[1])
                    .putInt(tag[2])
                    .putInt(tag[3]);
        }
        file.putInt(0).put((byte) 0).put((byte) 200);
        assertThat(FitsFrameTest.pixels(Frames.open(file.array(), 1, ""))).containsExactly(255, 55);
    }

    @Test
    void readsOneFrameOfAGifAndRefusesAFilm() throws Exception {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(1, 0, 0xFF3300);
        byte[] gif = TestPictures.file(image, "gif");
        assertThat(FitsFrameTest.pixels(Frames.open(gif, 1, ""))).startsWith(0, 0, 0, 255, 51, 0, 0, 0, 0);
        byte[] film = film(image);
        assertRejected(film, RejectReason.UNSUPPORTED_TYPE, "GIF of 2 frames, expected one");
        assertRejected(Arrays.copyOf(gif, gif.length - 1), RejectReason.TRUNCATED, "ends before its trailer");
    }

    @Test
    void readsInksAsColors() throws Exception {
        // plain: 255 is full ink; red = 255 (1 - c)(1 - k)
        byte[] plain = inks(0, 255, 102, 51);
        assertClose(plain, 204, 0, 122);
        // Adobe's: 255 is no ink; red = c k / 255
        assertClose(marked(inks(255, 0, 153, 204), 0), 204, 0, 122);
        // Adobe's with luma: y 128 and no color is half of each ink
        assertClose(marked(inks(128, 128, 128, 255), 2), 127, 127, 127);
        // red chroma 64 above the middle: y + 1.402 x 64 = 189.7, y - 0.714 x 64 = 54.3, y = 100: stored inks 65, 201,
        // 155
        assertClose(marked(inks(100, 128, 192, 255), 2), 65, 201, 155);
    }

    private static void assertClose(byte[] jpeg, int red, int green, int blue) throws RejectedImageException {
        float[] pixels = FitsFrameTest.pixels(Frames.open(jpeg, 1, ""));
        assertThat(Math.round(pixels[0])).isBetween(red - 2, red + 2);
        assertThat(Math.round(pixels[1])).isBetween(green - 2, green + 2);
        assertThat(Math.round(pixels[2])).isBetween(blue - 2, blue + 2);
    }

    @Test
    void refusesLargePicturesByTheirHeaders() {
        BufferedImage image = new BufferedImage(1200, 1000, BufferedImage.TYPE_BYTE_GRAY);
        for (String format : List.of("jpeg", "png", "gif", "tiff")) {
            assertRejected(
                    TestPictures.file(image, format),
                    RejectReason.TOO_LARGE,
                    "1200 x 1000 pixels, expected at most 1 megapixels");
        }
    }

    @Test
    void refusesTiffOfOtherSamples() throws Exception {
        byte[] bits = TestPictures.file(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_BINARY), "tiff");
        assertRejected(bits, RejectReason.UNSUPPORTED_TYPE, "TIFF with 1 bits a sample");
        assertRejected(tiff(TestPictures.galaxy(16, 16, 1), "JPEG"), RejectReason.UNSUPPORTED_TYPE, "compression 7");
    }

    @Test
    void joinsBandsOfOneSize() throws Exception {
        Frame one = Frames.flux(new float[][] {{1, 2}}, 1, 2, List.of("g"));
        Frame two = Frames.flux(new float[][] {{3, Float.NEGATIVE_INFINITY}}, 1, 2, List.of("g"));
        Frame joined = Frames.join(List.of(one, two), List.of("g", "r"));
        assertThat(joined.bands()).containsExactly("g", "r");
        assertThat(FitsFrameTest.pixels(joined)).containsExactly(1, 3, 2, Float.NaN);
        Frame wide = Frames.flux(new float[][] {{3, 4, 5}}, 1, 3, List.of("r"));
        assertThatThrownBy(() -> Frames.join(List.of(one, wide), List.of("g", "r")))
                .isInstanceOf(RejectedImageException.class)
                .hasMessage(
                        "Cannot join band r of 3 x 1 pixels of flux in bands r, expected 2 x 1 pixels of flux in bands"
                                + " g in one band, as g has");
    }

    @Test
    void takesArraysAsFrames() throws Exception {
        Frame picture = Frames.display(new byte[] {1, 2, 3, (byte) 255, 5, 6}, 1, 2, Frame.COLORS);
        assertThat(FitsFrameTest.pixels(picture)).containsExactly(1, 2, 3, 255, 5, 6);
        assertThatThrownBy(() -> Frames.display(new byte[5], 1, 2, Frame.COLORS))
                .hasMessage("Invalid pixels: 5 values, expected 1 x 2 x 3");
    }

    static byte[] tiff(BufferedImage image, String compression) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var param = writer.getDefaultWriteParam();
        if (!compression.equals("none")) {
            param.setCompressionMode(javax.imageio.ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
        }
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        }
        return bytes.toByteArray();
    }

    private static byte[] film(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(image, null, null), null);
            writer.writeToSequence(new IIOImage(image, null, null), null);
            writer.endWriteSequence();
        }
        return bytes.toByteArray();
    }

    /** A JPEG of four samples a pixel, all the same, without any marker that says what they are. */
    static byte[] inks(int... samples) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
        for (int band = 0; band < 4; band++) {
            int[] values = new int[256];
            Arrays.fill(values, samples[band]);
            raster.setSamples(0, 0, 16, 16, band, values);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        }
        return bytes.toByteArray();
    }

    /** With Adobe's marker behind the start. */
    static byte[] marked(byte[] jpeg, int transform) {
        byte[] marker = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
        byte[] marked = new byte[jpeg.length + marker.length];
        System.arraycopy(jpeg, 0, marked, 0, 2);
        System.arraycopy(marker, 0, marked, 2, marker.length);
        System.arraycopy(jpeg, 2, marked, 2 + marker.length, jpeg.length - 2);
        return marked;
    }

    private static void assertRejected(byte[] file, RejectReason reason, String message) {
        assertThatThrownBy(() -> Frames.open(file, 1, ""))
                .isInstanceOfSatisfying(
                        RejectedImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
