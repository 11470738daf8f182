package org.galaxyvae.pixel.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import nom.tam.fits.header.Compression;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.pixel.prepare.Preparation;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Damaged files of every format: a frame is prepared or refused, nothing else, soon, and without much memory. */
class FrameFuzzTest {
    private static final int FLIPS = 400;
    private static final int CUTS = 60;

    /** Of one file of at most a megapixel: 5 bands of 8 bytes as stored, unpacked and widened, with room for the decoder. */
    private static final long BYTES_MOST = 200L << 20;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Preparation preparation = new Preparation(1, 16);
    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void preparesOrRefusesWhateverTheBytes() throws Exception {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            assertThat(outcome(file.getKey() + " whole", file.getValue()))
                    .as(file.getKey() + " whole")
                    .isTrue();
            Assertions.assertTimeoutPreemptively(
                    LONGEST, () -> damage(file.getKey(), file.getValue()), "decoding " + file.getKey());
        }
    }

    private void damage(String name, byte[] file) {
        Random random = new Random(name.hashCode());
        for (int i = 0; i < CUTS; i++) {
            int length = i < 20 ? i : random.nextInt(file.length);
            outcome(name + " cut to " + length, Arrays.copyOf(file, Math.min(length, file.length)));
        }
        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            byte[] changed = file.clone();
            // most damage is done near the start, where headers are
            int reach = i % 2 == 0 ? Math.min(file.length, 600) : file.length;
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                changed[random.nextInt(reach)] = (byte) random.nextInt(256);
            }
            refused += outcome(name + " with flips " + i, changed) ? 0 : 1;
        }
        assertThat(refused).as("refused of " + name).isPositive();
    }

    /** Whether a tensor came of it. */
    private boolean outcome(String name, byte[] file) {
        long before = memory.getCurrentThreadAllocatedBytes();
        boolean prepared;
        try {
            for (Frame frame : Frames.openAll(file, 1, name)) {
                preparation.apply(frame, CropHint.NONE);
            }
            prepared = true;
        } catch (RejectedImageException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            prepared = false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name, e);
        }
        assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                .as("bytes for " + name)
                .isLessThan(BYTES_MOST);
        return prepared;
    }

    private static Map<String, byte[]> files() throws IOException {
        BufferedImage image = TestPictures.galaxy(40, 36, 2);
        BufferedImage palette = new BufferedImage(40, 36, BufferedImage.TYPE_BYTE_INDEXED);
        palette.createGraphics().drawImage(image, 0, 0, null);
        BufferedImage deep = new BufferedImage(40, 36, BufferedImage.TYPE_USHORT_GRAY);
        deep.createGraphics().drawImage(image, 0, 0, null);
        Random random = new Random(5);
        float[] values = new float[40 * 36];
        float[][] rows = new float[36][40];
        int[][] whole = new int[36][40];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
            rows[i / 40][i % 40] = values[i];
            whole[i / 40][i % 40] = (int) (100 * values[i]);
        }
        byte[] fits = FitsImages.image(
                40, 36, values, FitsImages.concat(FitsImages.POSITIONS, "CRPIX1  = 20.0", "CRPIX2  = 18.0"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpeg", TestPictures.file(image, "jpeg"));
        files.put("inks", PictureFrameTest.marked(PictureFrameTest.inks(100, 128, 192, 255), 2));
        files.put("png", TestPictures.file(image, "png"));
        files.put("palette", TestPictures.file(palette, "png"));
        files.put("deep", TestPictures.file(deep, "png"));
        files.put("gif", TestPictures.file(palette, "gif"));
        files.put("tiff", TestPictures.file(image, "tiff"));
        files.put("lzw", PictureFrameTest.tiff(image, "LZW"));
        files.put("deflate", PictureFrameTest.tiff(palette, "Deflate"));
        files.put("packbits", PictureFrameTest.tiff(deep, "PackBits"));
        files.put("fits", fits);
        files.put("gzip", FitsImages.gzip(fits));
        files.put("bzip2", FitsImages.bzip2(fits));
        files.put("rice", FitsImages.compressed(whole, Compression.ZCMPTYPE_RICE_1));
        files.put("tiles", FitsImages.compressed(rows, Compression.ZCMPTYPE_GZIP_2));
        files.put("hcompress", FitsImages.compressed(whole, Compression.ZCMPTYPE_HCOMPRESS_1));
        return files;
    }
}
