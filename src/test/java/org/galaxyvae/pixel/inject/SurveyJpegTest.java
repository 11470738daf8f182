package org.galaxyvae.pixel.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SurveyJpegTest {
    /** The first entries of both tables, in zigzag order, and the sampling are those of the survey's files. */
    @Test
    void compressesAsTheSurveyDoes() throws Exception {
        byte[] file = SurveyJpeg.encoded(new float[3][64 * 64], 64);
        List<List<Integer>> tables = new ArrayList<>();
        List<Integer> sampling = new ArrayList<>();
        for (int at = 2;
                (file[at + 1] & 0xFF) != 0xDA;
                at += 2 + unsigned(file, at + 2) * 256 + unsigned(file, at + 3)) {
            int marker = unsigned(file, at + 1);
            int end = at + 2 + unsigned(file, at + 2) * 256 + unsigned(file, at + 3);
            if (marker == 0xDB) {
                for (int table = at + 4; table < end; table += 65) {
                    tables.add(List.of(
                            unsigned(file, table + 1), unsigned(file, table + 2),
                            unsigned(file, table + 3), unsigned(file, table + 4),
                            unsigned(file, table + 5), unsigned(file, table + 64)));
                }
            } else if (marker == 0xC0) {
                for (int band = 0; band < 3; band++) {
                    sampling.add(unsigned(file, at + 11 + 3 * band));
                }
            }
        }
        assertThat(tables).containsExactly(List.of(8, 6, 6, 7, 6, 50), List.of(9, 9, 9, 12, 11, 50));
        assertThat(sampling).containsExactly(0x22, 0x11, 0x11);
    }

    @Test
    void readsTheColorsThatAnyReaderSees() throws Exception {
        int side = 32;
        float[][] planes = new float[3][side * side];
        for (int i = 0; i < side * side; i++) {
            planes[0][i] = 8 * (i % side);
            planes[1][i] = 4 * (i / side);
            planes[2][i] = 200 - 5 * (i % side);
        }
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(SurveyJpeg.encoded(planes, side)));
        byte[] pixels = SurveyJpeg.through(planes, side);
        for (int i = 0; i < side * side; i++) {
            int rgb = expected.getRGB(i % side, i / side);
            assertThat(new int[] {unsigned(pixels, 3 * i), unsigned(pixels, 3 * i + 1), unsigned(pixels, 3 * i + 2)})
                    .containsExactly(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
        }
    }

    private static int unsigned(byte[] file, int at) {
        return file[at] & 0xFF;
    }
}
