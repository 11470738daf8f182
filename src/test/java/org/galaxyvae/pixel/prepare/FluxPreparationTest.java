package org.galaxyvae.pixel.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.galaxyvae.pixel.format.Bands;
import org.galaxyvae.pixel.format.FitsImages;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.pixel.prepare.Preparation.Depth;
import org.junit.jupiter.api.Test;

class FluxPreparationTest {
    private static final Bands R = new Bands(List.of("r"), List.of());
    private static final Stretch FIXED =
            new Stretch(Stretch.Function.LINEAR, Stretch.Range.FIXED, 0, 255, 1, 99, 0.25, 1);

    @Test
    void sumsOrAveragesTheLightOfACell() throws Exception {
        float[] plane = new float[32 * 32];
        plane[0] = 1;
        plane[1] = 2;
        plane[32] = 3;
        plane[33] = 4.5f; // the four pixels of the first cell
        Frame frame = Frames.flux(new float[][] {plane}, 32, 32, List.of("r"));
        assertThat(floats(whole(Depth.FLOAT32_SUM, R), frame)[0]).isEqualTo(10.5f);
        assertThat(floats(whole(Depth.FLOAT32_MEAN, R), frame)[0]).isEqualTo(2.625f);
        Bands weighted = new Bands(List.of("r"), List.of(2.0));
        assertThat(floats(whole(Depth.FLOAT32_SUM, weighted), frame)[0]).isEqualTo(21f);
    }

    @Test
    void keepsTheTotalWhateverTheEdges() throws Exception {
        Random random = new Random(1);
        float[] plane = new float[45 * 45];
        double total = 0;
        for (int i = 0; i < plane.length; i++) {
            plane[i] = random.nextFloat();
            total += plane[i];
        }
        Frame frame = Frames.flux(new float[][] {plane}, 45, 45, List.of("r"));
        double sum = 0;
        for (float cell : floats(whole(Depth.FLOAT32_SUM, R), frame)) {
            sum += cell;
        }
        assertThat(sum).isCloseTo(total, within(1e-3));
    }

    @Test
    void leavesWhatIsNotANumberOutOfAverages() throws Exception {
        float[] plane = new float[32 * 32];
        Arrays.fill(plane, 100);
        plane[0] = Float.NaN;
        plane[1] = 40;
        plane[32] = 50;
        plane[33] = 60; // three valid ones: mean 50
        for (int i : new int[] {2, 3, 34, 35}) {
            plane[i] = Float.NaN; // none: black
        }
        Frame frame = Frames.flux(new float[][] {plane}, 32, 32, List.of("r"));
        Preparation display = preparation(Crop.ofFraction(1), R, Depth.UINT8, FIXED, 0);
        Prepared prepared = display.apply(frame, CropHint.NONE);
        assertThat(StretchTest.unsigned(prepared.pixels())).startsWith(50, 0, 100);
        assertThat(prepared.invalidShare()).isCloseTo(5 / 1024.0, within(1e-9));
        assertThat(prepared.display()).isSameAs(prepared.pixels());
        assertThat(floats(whole(Depth.FLOAT32_SUM, R), frame)).startsWith(150, 0, 400);
    }

    @Test
    void showsTheRowsOfAFitsFileAsAPictureDoes() throws Exception {
        float[] values = new float[16 * 16];
        values[0] = 200; // lower left
        Frame frame = Frames.open(FitsImages.image(16, 16, values, "BAND    = 'r'"), 1, "");
        Preparation display = preparation(Crop.ofFraction(1), R, Depth.UINT8, FIXED, 0);
        int[] pixels = StretchTest.unsigned(display.apply(frame, CropHint.NONE).pixels());
        assertThat(pixels[15 * 16]).isEqualTo(200);
        assertThat(Arrays.stream(pixels).sum()).isEqualTo(200);
    }

    @Test
    void cropsInPixelsAndInRadii() throws Exception {
        float[] plane = new float[40 * 40];
        for (int i = 0; i < plane.length; i++) {
            boolean inside = i % 40 >= 12 && i % 40 < 28 && i / 40 >= 12 && i / 40 < 28;
            plane[i] = inside ? 100 : 7;
        }
        Frame frame = Frames.flux(new float[][] {plane}, 40, 40, List.of("r"));
        Preparation pixels = preparation(new Crop(1, 16, 0), R, Depth.UINT8, FIXED, 0);
        assertThat(pixels.apply(frame, CropHint.NONE).pixels()).containsOnly(100);
        // 2 x 2 x 2 arcsec at 0.5 arcsec a pixel: 16 pixels
        Preparation radii = preparation(new Crop(1, 0, 2), R, Depth.UINT8, FIXED, 0);
        assertThat(radii.apply(frame, CropHint.of(2, 0.5)).pixels()).containsOnly(100);
        assertThat(radii.apply(frame, CropHint.of(2, 0.5)).pixelScaleArcsec()).isEqualTo(0.5);
        assertRejected(
                radii,
                frame,
                CropHint.of(2, Double.NaN),
                RejectReason.UNSUPPORTED_TYPE,
                "Cannot crop to 2.0 radii of 2.0 arcsec at unknown arcsec a pixel");
        assertRejected(radii, frame, CropHint.of(Double.NaN, 0.5), RejectReason.UNSUPPORTED_TYPE, "of unknown arcsec");
        assertRejected(radii, frame, CropHint.of(1, 0.5), RejectReason.TOO_SMALL, "the crop of 8.0 is under 16 pixels");
        assertRejected(radii, frame, CropHint.of(1e9, 0.5), RejectReason.TOO_LARGE, "expected at most 1000000");
    }

    @Test
    void fillsWhatLiesBeyondTheFrame() throws Exception {
        byte[] white = new byte[32 * 32];
        Arrays.fill(white, (byte) 255);
        Frame frame = Frames.display(white, 32, 32, List.of("gray"));
        Preparation pixels = preparation(new Crop(1, 32, 0), Bands.COLORS, Depth.UINT8, Stretch.DEFAULT, 0);
        // about the left edge's middle: the left half is beyond
        Prepared prepared = pixels.apply(frame, new CropHint(Double.NaN, Double.NaN, 0, 16));
        assertThat(prepared.invalidShare()).isCloseTo(0.5, within(1e-12));
        int[] row = Arrays.copyOf(StretchTest.unsigned(prepared.pixels()), 48);
        assertThat(Arrays.copyOf(row, 24)).containsOnly(0);
        assertThat(Arrays.copyOfRange(row, 24, 48)).containsOnly(255);
        assertThat(pixels.apply(frame, new CropHint(Double.NaN, Double.NaN, -500, 16))
                        .invalidShare())
                .isEqualTo(1);
        assertThat(pixels.apply(frame, CropHint.NONE).invalidShare()).isZero();
    }

    @Test
    void findsTheBandsThatAreAskedFor() throws Exception {
        float[][] planes = {filled(10), filled(20), filled(30)};
        Frame cube = Frames.flux(planes, 16, 16, List.of("g", "r", "z"));
        assertThat(first(cube, Bands.COLORS, 3)).containsExactly(30, 20, 10); // long wavelengths are red
        assertThat(first(cube, new Bands(List.of("r", "g"), List.of()), 2)).containsExactly(20, 10);
        assertThat(first(cube, new Bands(List.of("Z"), List.of()), 1)).containsExactly(30);
        Frame one = Frames.flux(new float[][] {filled(40)}, 16, 16, List.of("b1"));
        assertThat(first(one, Bands.COLORS, 3)).containsExactly(40, 40, 40);
        assertThatThrownBy(() -> first(cube, new Bands(List.of("u"), List.of()), 1))
                .isInstanceOfSatisfying(
                        RejectedImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.UNSUPPORTED_TYPE))
                .hasMessage("Bands g,r,z, expected u");
        Frame picture = Frames.display(bytes(30, 60, 0), 16, 16, Frame.COLORS);
        assertThat(first(picture, new Bands(List.of("gray"), List.of()), 1)).containsExactly(30);
        assertThat(first(picture, new Bands(List.of("blue", "red"), List.of(1.0, 5.0)), 2))
                .containsExactly(0, 150);
        assertThat(first(picture, new Bands(List.of("red", "green"), List.of(10.0, 1.0)), 2))
                .containsExactly(255, 60);
    }

    @Test
    void makesTheCloseupOfTheSameWindow() throws Exception {
        // 256 become 128: means of four, whichever way they are added up
        byte[] pixels = new byte[256 * 256 * 3];
        Random random = new Random(3);
        random.nextBytes(pixels);
        Prepared prepared = new Preparation(1, 16).apply(Frames.display(pixels, 256, 256, Frame.COLORS), CropHint.NONE);
        assertThat(prepared.closeupSize()).isEqualTo(128);
        assertThat(prepared.closeup()).hasSize(128 * 128 * 3);
        for (int i : new int[] {0, 1000, 128 * 128 - 1}) {
            int at = (2 * (i / 128) * 256 + 2 * (i % 128)) * 3;
            int sum = (pixels[at] & 0xFF)
                    + (pixels[at + 3] & 0xFF)
                    + (pixels[at + 768] & 0xFF)
                    + (pixels[at + 771] & 0xFF);
            assertThat(prepared.closeup()[3 * i] & 0xFF).isEqualTo((sum + 2) / 4);
        }
    }

    @Test
    void bothWaysOfAddingUpAgree() {
        int side = 211;
        Random random = new Random(4);
        AreaAverage columns = new AreaAverage(0.25, 210.5, 128, side);
        AreaAverage rows = new AreaAverage(0.25, 210.5, 128, side);
        AveragedCells first = new RowsFirst(columns, rows, 3, side);
        AveragedCells second = new CellAverages(columns, rows, 3, false);
        AveragedCells masked = new CellAverages(columns, rows, 3, true);
        float[] row = new float[3 * side];
        for (int y = 0; y < side; y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(256);
            }
            for (AveragedCells cells : List.of(first, second, masked)) {
                cells.add(y, row);
            }
        }
        assertThat(first.means()).containsExactly(second.means(), within(1e-3));
        assertThat(masked.means()).containsExactly(second.means(), within(1e-9));
        assertThat(masked.invalidShare()).isZero();
    }

    @Test
    void leavesTheCentralSourceAlone() throws Exception {
        float[] plane = new float[32 * 32];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = 10 + (i % 3 - 1);
        }
        for (int y = 12; y < 20; y++) {
            for (int x = 12; x < 20; x++) {
                plane[32 * y + x] = 200;
                plane[32 * (y - 12) + x - 12] = 150; // a neighbor in the corner
            }
        }
        Frame frame = Frames.flux(new float[][] {plane}, 32, 32, List.of("r"));
        Preparation alone = preparation(Crop.ofFraction(1), R, Depth.UINT8, FIXED, 3);
        int[] pixels = StretchTest.unsigned(alone.apply(frame, CropHint.NONE).pixels());
        for (int i = 0; i < 256; i++) {
            boolean object = i % 16 >= 6 && i % 16 < 10 && i / 16 >= 6 && i / 16 < 10;
            assertThat(pixels[i]).as("cell " + i).isEqualTo(object ? 200 : 10);
        }
    }

    @Test
    void itsIdIsTheOldOneUntilSomethingElseIsAskedFor() {
        // of before there was more than crop and size
        assertThat(new Preparation(0.5, 64).id()).isEqualTo("5fec9dc349e1482e");
        Crop half = Crop.ofFraction(0.5);
        Bands weighted = new Bands(Frame.COLORS, List.of(1.0, 1.0, 2.0));
        Bands same = new Bands(Frame.COLORS, List.of(1.0, 1.0, 1.0));
        assertThat(preparation(half, same, Depth.UINT8, Stretch.DEFAULT, 0, 64).id())
                .isEqualTo("5fec9dc349e1482e");
        Set<String> ids = new HashSet<>();
        for (Preparation other : List.of(
                new Preparation(0.5, 64),
                preparation(new Crop(0.5, 80, 0), Bands.COLORS, Depth.UINT8, Stretch.DEFAULT, 0, 64),
                preparation(new Crop(0.5, 0, 3), Bands.COLORS, Depth.UINT8, Stretch.DEFAULT, 0, 64),
                preparation(half, R, Depth.UINT8, Stretch.DEFAULT, 0, 64),
                preparation(half, weighted, Depth.UINT8, Stretch.DEFAULT, 0, 64),
                preparation(half, Bands.COLORS, Depth.FLOAT32_SUM, Stretch.DEFAULT, 0, 64),
                preparation(half, Bands.COLORS, Depth.FLOAT32_MEAN, Stretch.DEFAULT, 0, 64),
                preparation(half, Bands.COLORS, Depth.UINT8, FIXED, 0, 64),
                preparation(half, Bands.COLORS, Depth.UINT8, Stretch.DEFAULT, 3, 64))) {
            assertThat(ids.add(other.id())).as(other.toString()).isTrue();
        }
    }

    private static Preparation whole(Depth depth, Bands bands) {
        return preparation(Crop.ofFraction(1), bands, depth, Stretch.DEFAULT, 0);
    }

    private static Preparation preparation(Crop crop, Bands bands, Depth depth, Stretch stretch, double sigmas) {
        return preparation(crop, bands, depth, stretch, sigmas, 16);
    }

    private static Preparation preparation(
            Crop crop, Bands bands, Depth depth, Stretch stretch, double sigmas, int size) {
        return new Preparation(crop, size, bands, depth, stretch, sigmas);
    }

    private static float[] floats(Preparation preparation, Frame frame) throws RejectedImageException {
        Prepared prepared = preparation.apply(frame, CropHint.NONE);
        assertThat(prepared.display()).hasSize(prepared.pixels().length / 4);
        float[] floats = new float[prepared.pixels().length / 4];
        ByteBuffer.wrap(prepared.pixels())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return floats;
    }

    private static int[] first(Frame frame, Bands bands, int count) throws RejectedImageException {
        Preparation display = preparation(Crop.ofFraction(1), bands, Depth.UINT8, FIXED, 0);
        return Arrays.copyOf(
                StretchTest.unsigned(display.apply(frame, CropHint.NONE).pixels()), count);
    }

    private static float[] filled(float value) {
        float[] plane = new float[256];
        Arrays.fill(plane, value);
        return plane;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[256 * values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i % values.length];
        }
        return bytes;
    }

    private static void assertRejected(
            Preparation preparation, Frame frame, CropHint hint, RejectReason reason, String message) {
        assertThatThrownBy(() -> preparation.apply(frame, hint))
                .isInstanceOfSatisfying(
                        RejectedImageException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
