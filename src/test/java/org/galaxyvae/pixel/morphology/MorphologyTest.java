package org.galaxyvae.pixel.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MorphologyTest {
    private static final int SIZE = 64;

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 128})
    void staysTheSameWhenTheFrameIsTurnedOrFlipped(int size) throws ReflectiveOperationException {
        byte[] galaxy = DrawnFrames.galaxy(size, 150, 5);
        Morphology upright = Morphology.of(galaxy, size, 3);
        assertThat(upright.peaks()).isEqualTo(2);
        byte[] turned = galaxy;
        for (int turn = 0; turn < 4; turn++) {
            assertSame(Morphology.of(turned, size, 3), upright);
            assertSame(Morphology.of(DrawnFrames.flipped(turned, size, 3), size, 3), upright);
            turned = DrawnFrames.quarterTurned(turned, size, 3);
        }
    }

    @Test
    void keepsItsShapeAndColorWhenAllLevelsDouble() {
        byte[] galaxy = DrawnFrames.galaxy(SIZE, 90, 5); // with its sky and its grain, all below 128
        byte[] doubled = new byte[galaxy.length];
        for (int i = 0; i < galaxy.length; i++) {
            assertThat(galaxy[i]).isNotNegative();
            doubled[i] = (byte) (2 * galaxy[i]);
        }
        Morphology faint = Morphology.of(galaxy, SIZE, 3);
        Morphology bright = Morphology.of(doubled, SIZE, 3);
        assertThat(bright.segmentedAsymmetry()).isCloseTo(faint.segmentedAsymmetry(), within(1e-12));
        assertThat(bright.gini()).isCloseTo(faint.gini(), within(1e-12));
        assertThat(bright.m20()).isCloseTo(faint.m20(), within(1e-12));
        assertThat(bright.concentration()).isCloseTo(faint.concentration(), within(1e-12));
        assertThat(bright.halfLightRadius()).isCloseTo(faint.halfLightRadius(), within(1e-12));
        assertThat(bright.ellipticity()).isCloseTo(faint.ellipticity(), within(1e-12));
        assertThat(bright.firstColor()).isCloseTo(faint.firstColor(), within(1e-12));
        assertThat(bright.colorScatter()).isCloseTo(faint.colorScatter(), within(1e-12));
        assertThat(bright.peaks()).isEqualTo(faint.peaks());
        assertThat(bright.backgroundNoise()).isCloseTo(2 * faint.backgroundNoise(), within(1e-12));
        assertThat(bright.logFlux()).isGreaterThan(faint.logFlux());
        assertThat(bright.logGradientEnergy()).isGreaterThan(faint.logGradientEnergy());
    }

    @Test
    void measuresABarByHand() {
        // 2 rows of 16 pixels about the center, each at 100 in every band, over black
        byte[] bar = DrawnFrames.painted(
                SIZE, 3, (row, column, channel) -> (row == 31 || row == 32) && column >= 24 && column < 40 ? 100 : 0);
        Morphology measured = Morphology.of(bar, SIZE, 3);
        // the smoothed segment is the bar and a margin of black pixels: only the 32 bright ones have light
        assertThat(measured.logFlux()).isCloseTo(Math.log10(1 + 3200 / 4096.0), within(1e-12));
        // variances (n^2 - 1) / 12 of the pixels' centers and 1 / 12 of each pixel: n^2 / 12
        assertThat(measured.ellipticity()).isCloseTo(1 - 2 / 16.0, within(1e-9));
        assertThat(measured.centroidOffset()).isCloseTo(0, within(1e-12));
        // equal light: the brightest fifth is a fifth of every pixel
        assertThat(measured.m20()).isCloseTo(Math.log10(0.2), within(1e-12));
        assertThat(measured.peaks()).isEqualTo(1);
        assertThat(measured.segments()).isEqualTo(1);
        assertThat(measured.segmentedAsymmetry()).isCloseTo(0, within(1e-12));
        assertThat(measured.weightedAsymmetry()).isCloseTo(0, within(1e-12));
        assertThat(measured.firstColor()).isZero();
        assertThat(measured.secondColor()).isZero();
        assertThat(measured.colorScatter()).isZero();
        // across the ends of the rows the central differences are 50 on 2 x 2 pixels each end, along the sides on 4 x
        // 16
        double energy = (2 * 2 * 2 + 4 * 16) * 2500 / (62.0 * 62.0);
        assertThat(measured.logGradientEnergy()).isCloseTo(Math.log10(1 + energy), within(1e-12));
    }

    @Test
    void hasTheColorsOfTheLightAboveTheSky() {
        byte[] disk = DrawnFrames.painted(SIZE, 3, (row, column, channel) -> {
            double light = Math.hypot(row - 31.5, column - 31.5) < 8 ? 100 : 0;
            return new double[] {10, 20, 30}[channel] + light / (1 << channel); // 100, 50, 25 above the sky
        });
        Morphology measured = Morphology.of(disk, SIZE, 3);
        assertThat(measured.firstColor()).isCloseTo(Math.log10(2), within(1e-12));
        assertThat(measured.secondColor()).isCloseTo(Math.log10(2), within(1e-12));
        assertThat(measured.colorScatter()).isCloseTo(0, within(1e-12));
        assertThat(measured.backgroundLevel()).isEqualTo(20);
        assertThat(measured.backgroundNoise()).isZero();
    }

    @Test
    void ordersTheConcentrationOfKnownProfiles() {
        double flat = Morphology.of(profile(r -> r < 15 ? 100 : 0), SIZE, 3).concentration();
        double exponential =
                Morphology.of(profile(r -> 200 * Math.exp(-r / 5)), SIZE, 3).concentration();
        // a uniform disk: r80 / r20 = 2
        assertThat(flat).isCloseTo(5 * Math.log10(2), within(0.05));
        assertThat(exponential).isGreaterThan(flat + 0.5);
    }

    @Test
    void holdsHalfTheLightOfADiskWithinItsRadiusOverTheRootOfTwo() {
        Morphology measured = Morphology.of(profile(r -> r < 15 ? 100 : 0), SIZE, 3);
        assertThat(measured.halfLightRadius()).isCloseTo(15 / Math.sqrt(2) / SIZE, within(0.003));
        assertThat(measured.logHalfLightRadius()).isCloseTo(Math.log10(measured.halfLightRadius()), within(1e-12));
    }

    @Test
    void isFiniteForEveryImage() throws ReflectiveOperationException {
        Random random = new Random(1);
        for (int channels = 1; channels <= 5; channels++) {
            for (int size : new int[] {16, 17, 64}) {
                byte[] noise = new byte[size * size * channels];
                assertFinite(Morphology.of(noise, size, channels));
                random.nextBytes(noise);
                assertFinite(Morphology.of(noise, size, channels));
                Arrays.fill(noise, (byte) 255);
                assertFinite(Morphology.of(noise, size, channels));
                Arrays.fill(noise, (byte) 0);
                noise[channels * (size / 2 * size + size / 2)] = (byte) 255; // one pixel
                assertFinite(Morphology.of(noise, size, channels));
            }
        }
    }

    @Test
    void isZeroOnTheSegmentWhereNothingStandsOut() {
        Morphology empty = Morphology.of(new byte[SIZE * SIZE * 3], SIZE, 3);
        assertThat(empty.gini()).isZero();
        assertThat(empty.m20()).isZero();
        assertThat(empty.peaks()).isZero();
        assertThat(empty.segments()).isZero();
        assertThat(empty.concentration()).isZero();
        assertThat(empty.halfLightRadius()).isZero();
        assertThat(empty.segmentedAsymmetry()).isZero();
        assertThat(empty.weightedAsymmetry()).isZero();
    }

    @Test
    void refusesPixelsOfAnotherSize() {
        assertThatThrownBy(() -> Morphology.of(new byte[10], SIZE, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Invalid pixels: 10 bytes, expected 64 x 64");
        assertThatThrownBy(() -> Morphology.of(new byte[75], 5, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Invalid size: 5 pixels, expected 16 to 1024");
    }

    private static byte[] profile(java.util.function.DoubleUnaryOperator light) {
        return DrawnFrames.painted(
                SIZE, 3, (row, column, channel) -> light.applyAsDouble(Math.hypot(row - 31.5, column - 31.5)));
    }

    private static void assertSame(Morphology one, Morphology other) throws ReflectiveOperationException {
        for (RecordComponent component : Morphology.class.getRecordComponents()) {
            double value = ((Number) component.getAccessor().invoke(one)).doubleValue();
            double expected = ((Number) component.getAccessor().invoke(other)).doubleValue();
            assertThat(value).as(component.getName()).isCloseTo(expected, within(1e-9));
        }
    }

    private static void assertFinite(Morphology measured) throws ReflectiveOperationException {
        for (RecordComponent component : Morphology.class.getRecordComponents()) {
            Number value = (Number) component.getAccessor().invoke(measured);
            assertThat(value.doubleValue()).as(component.getName()).isFinite();
        }
    }
}
