package org.galaxyvae.pixel.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.format.Bands;
import org.galaxyvae.pixel.prepare.Stretch.Function;
import org.galaxyvae.pixel.prepare.Stretch.Range;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final Bands ONE = new Bands(List.of("r"), List.of());

    @Test
    void hasFourCurvesFromBlackToWhite() {
        double[] ends = {10, 20, 5, 25, Double.NaN};
        // 0.4 of the way in each function's own measure: 102
        assertThat(levels(Function.LINEAR, 1, 14)).containsExactly(102);
        assertThat(levels(Function.LOG, 1, 10 + 10 * (Math.pow(2, 0.4) - 1))).containsExactly(102);
        double asinh = Math.log(3 + Math.sqrt(10));
        assertThat(levels(Function.ASINH, 3, 10 + 10 * Math.sinh(0.4 * asinh) / 3))
                .containsExactly(102);
        assertThat(levels(Function.LUPTON, 3, 10 + 10 * Math.sinh(0.4 * asinh) / 3))
                .containsExactly(102);
        for (Function function : Function.values()) {
            assertThat(levels(function, 8, ends)).containsExactly(0, 255, 0, 255, 0);
        }
    }

    @Test
    void keepsColorsByTheirMean() {
        Stretch lupton = stretch(Function.LUPTON, Range.FIXED, 0, 1, 1e-3);
        Stretch.Limits limits = lupton.limits(new double[3], 3);
        // next to linear: the mean 0.4 stays, and so do the colors
        assertThat(unsigned(lupton.levels(new double[] {0.8, 0.4, 0}, limits, Bands.COLORS)))
                .containsExactly(204, 102, 0);
        // the mean is white, red twice that: all by half, not red alone
        assertThat(unsigned(lupton.levels(new double[] {2, 1, 0}, limits, Bands.COLORS)))
                .containsExactly(255, 128, 0);
        // Q = 3: f(0.5) / 0.5 = asinh(1.5) / asinh(3) / 0.5 = 1.31396
        Stretch soft = stretch(Function.LUPTON, Range.FIXED, 0, 1, 3);
        assertThat(unsigned(soft.levels(new double[] {0.6, 0.5, 0.4}, soft.limits(new double[3], 3), Bands.COLORS)))
                .containsExactly(201, 168, 134);
        assertThat(unsigned(soft.levels(new double[] {-1, 0.1, 0.2}, limits, Bands.COLORS)))
                .containsExactly(0, 0, 0); // the mean is below black
    }

    @Test
    void weighsBandsBehindTheLimits() {
        Stretch linear = stretch(Function.LINEAR, Range.FIXED, 0, 10, 1);
        Bands weighted = new Bands(List.of("i", "r"), List.of(0.5, 2.0));
        assertThat(unsigned(linear.levels(new double[] {4, 4}, linear.limits(new double[2], 2), weighted)))
                .containsExactly(51, 204);
    }

    @Test
    void takesPercentilesOfEachBand() {
        double[] light = new double[202];
        for (int i = 0; i <= 100; i++) {
            light[2 * i] = i;
            light[2 * i + 1] = 1000 - 10 * i;
        }
        Stretch percent = new Stretch(Function.LINEAR, Range.PERCENTILE, 0, 1, 10, 99.5, 0.25, 1);
        Stretch.Limits limits = percent.limits(light, 2);
        assertThat(limits.black()).containsExactly(new double[] {10, 100}, within(1e-9));
        assertThat(limits.white()).containsExactly(new double[] {99.5, 995}, within(1e-9));
    }

    @Test
    void measuresFromTheSkyInItsNoise() {
        // a third each of -1, 0, 1: the median deviation is 1, so sigma 1.4826; 9 of 999 are the object
        double[] light = new double[999];
        for (int i = 0; i < 999; i++) {
            light[i] = i < 9 ? 100 : i % 3 - 1;
        }
        Stretch.Limits limits = Stretch.DEFAULT.limits(light, 1);
        assertThat(limits.black()[0]).isCloseTo(-0.7413, within(1e-9));
        assertThat(limits.white()[0]).isCloseTo(100, within(1e-9));
        assertThat(limits.softening()).isCloseTo(5 * 100 / 1.4826 / 20, within(1e-9));
        // without an object white is 20 deviations away
        for (int i = 0; i < 9; i++) {
            light[i] = 0;
        }
        assertThat(Stretch.DEFAULT.limits(light, 1).white()[0]).isCloseTo(20 * 1.4826, within(1e-9));
    }

    @Test
    void endsBetweenTheBandsOwnReachAndTheHighest() {
        double[] light = new double[2 * 999];
        for (int i = 0; i < 999; i++) {
            light[2 * i] = i < 9 ? 100 : i % 3 - 1;
            light[2 * i + 1] = i < 9 ? 400 : i % 3 - 1;
        }
        Stretch.Limits limits = Stretch.DEFAULT.limits(light, 2);
        assertThat(limits.white()[0]).isCloseTo(200, within(1e-9)); // sqrt(100 x 400)
        assertThat(limits.white()[1]).isCloseTo(400, within(1e-9));
    }

    @Test
    void zscaleFollowsTheFaintPixels() {
        // 0 to 97 and three stars: the line has slope 1, the median is 50, so z2 = 50 + 50 / 0.25
        double[] sorted = IntStream.rangeClosed(0, 100)
                .mapToDouble(i -> i <= 97 ? i : 1000)
                .toArray();
        assertThat(Zscale.of(sorted, 0.25)).containsExactly(new double[] {0, 250}, within(1e-9));
        assertThat(Zscale.of(sorted, 0.8)).containsExactly(new double[] {0, 112.5}, within(1e-9));
        double[] line =
                IntStream.rangeClosed(0, 100).mapToDouble(i -> 5 + 2 * i).toArray();
        assertThat(Zscale.of(line, 0.25))
                .containsExactly(new double[] {5, 205}, within(1e-9)); // no further than the pixels
    }

    @Test
    void zscaleOfNothingAndOfOneValue() {
        assertThat(Zscale.of(new double[0], 0.25)).containsExactly(0, 0);
        assertThat(Zscale.of(new double[] {3, 3, 3, 3, 3, 3}, 0.25)).containsExactly(3, 3);
        assertThat(Zscale.of(new double[] {7}, 0.25)).containsExactly(7, 7);
    }

    @Test
    void isBlackWhereNothingIsBrighterThanBlack() {
        double[] flat = new double[30];
        Arrays.fill(flat, 4);
        for (Range range : List.of(Range.PERCENTILE, Range.ZSCALE, Range.SKY)) {
            Stretch stretch = stretch(Function.LUPTON, range, 0, 1, 8);
            assertThat(stretch.levels(flat, stretch.limits(flat, 3), Bands.COLORS))
                    .as(range.name())
                    .containsOnly(0);
        }
        double[] nothing = new double[30];
        Arrays.fill(nothing, Double.NaN);
        assertThat(Stretch.DEFAULT.levels(nothing, Stretch.DEFAULT.limits(nothing, 3), Bands.COLORS))
                .containsOnly(0);
    }

    private static Stretch stretch(Function function, Range range, double black, double white, double softening) {
        return new Stretch(function, range, black, white, 1, 99, 0.25, softening);
    }

    private static int[] levels(Function function, double softening, double... light) {
        Stretch stretch = stretch(function, Range.FIXED, 10, 20, softening);
        return unsigned(stretch.levels(light, stretch.limits(light, 1), ONE));
    }

    static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xFF;
        }
        return values;
    }
}
