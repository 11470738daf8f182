package org.galaxyvae.pixel.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmallJpegTest {
    private static final int SIDE = 64;

    @Test
    void fillsWhatItMayAndNoMore() {
        for (SmallJpeg.Tables tables : SmallJpeg.Tables.values()) {
            SmallJpeg jpeg = new SmallJpeg(galaxy(), SIDE, tables);
            SmallJpeg.Coded small = jpeg.within(900);
            SmallJpeg.Coded large = jpeg.within(1400);
            assertThat(small.bytes()).isLessThanOrEqualTo(900);
            assertThat(large.bytes()).isLessThanOrEqualTo(1400).isGreaterThan(small.bytes());
            assertThat(error(large)).isLessThan(error(small));
        }
    }

    @Test
    void givesTheSmallestWhereNoneIsSmallEnough() {
        SmallJpeg.Coded smallest = new SmallJpeg(galaxy(), SIDE, SmallJpeg.Tables.WHOLE).within(10);
        assertThat(smallest.quality()).isEqualTo(1);
        assertThat(smallest.bytes()).isGreaterThan(10);
    }

    @Test
    void sharedTablesAreNotCounted() {
        int shared =
                new SmallJpeg(galaxy(), SIDE, SmallJpeg.Tables.SHARED).within(0).bytes();
        int whole =
                new SmallJpeg(galaxy(), SIDE, SmallJpeg.Tables.WHOLE).within(0).bytes();
        assertThat(shared).isBetween(40, 200);
        assertThat(whole).isGreaterThan(shared + 150);
    }

    @Test
    void findsTheWorstQualityThatIsGoodEnough() {
        SmallJpeg jpeg = new SmallJpeg(galaxy(), SIDE, SmallJpeg.Tables.WHOLE);
        double wanted = 2.5;
        SmallJpeg.Coded found = jpeg.first(coded -> error(coded) <= wanted);
        assertThat(error(found)).isLessThanOrEqualTo(wanted);
        assertThat(found.quality()).isBetween(2, 99);
        assertThat(error(jpeg.first(coded -> coded.quality() >= found.quality() - 1)))
                .isGreaterThan(wanted);
    }

    /** Mean squared error, levels. */
    private static double error(SmallJpeg.Coded coded) {
        byte[] image = galaxy();
        double sum = 0;
        for (int i = 0; i < image.length; i++) {
            double difference = (image[i] & 0xFF) - (coded.pixels()[i] & 0xFF);
            sum += difference * difference / image.length;
        }
        return sum;
    }

    private static byte[] galaxy() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            int x = Math.floorMod(Math.floorDiv(i, 3), SIDE) - SIDE / 2;
            int y = Math.floorDiv(i, 3 * SIDE) - SIDE / 2;
            int pixel = Math.floorDiv(i, 3); // of all bands alike: color is kept at half the resolution
            double grain = 4 * Math.sin(pixel * 12.9898) * Math.cos(pixel * 78.233);
            double light = 20 + (200 - 40 * (i % 3)) * Math.exp(-(x * x + 2.0 * y * y) / 120) + grain;
            pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, light)));
        }
        return pixels;
    }
}
