package org.galaxyvae.lab.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatentPathTest {
    private static final float[] EAST = {2, 0, 0};
    private static final float[] NORTH = {0, 2, 0};

    @Test
    void anArcKeepsItsLengthAndItsPace() {
        LatentPath arc = LatentPath.spherical(EAST, NORTH, 5);
        assertThat(arc.note()).isNull();
        assertThat(arc.points())
                .hasSize(5)
                .allSatisfy(point -> assertThat(length(point)).isCloseTo(2, within(1e-6)));
        for (int step = 0; step < 5; step++) {
            double angle = Math.toDegrees(
                    Math.atan2(arc.points().get(step)[1], arc.points().get(step)[0]));
            assertThat(angle).isCloseTo(22.5 * step, within(1e-4));
        }
    }

    @Test
    void aStraightLineCutsTheCorner() {
        float[] middle = LatentPath.linear(EAST, NORTH, 3).points().get(1);
        assertThat(middle).containsExactly(1, 1, 0);
    }

    @Test
    void endsAreExactWhateverTheRounding() {
        float[] from = {0.1f, -3.3f, 1e-20f};
        float[] to = {7.7f, 0.3f, -0.9f};
        for (LatentPath way : new LatentPath[] {LatentPath.spherical(from, to, 4), LatentPath.linear(from, to, 4)}) {
            assertThat(way.points().get(0)).containsExactly(from);
            assertThat(way.points().get(3)).containsExactly(to);
        }
    }

    @Test
    void lengthsGoFromOneEndToTheOther() {
        LatentPath arc = LatentPath.spherical(new float[] {1, 0}, new float[] {0, 3}, 9);
        for (int step = 1; step < 9; step++) {
            assertThat(length(arc.points().get(step)))
                    .isGreaterThan(length(arc.points().get(step - 1)));
        }
    }

    @Test
    void saysWhereItIsTheStraightLineInstead() {
        LatentPath zero = LatentPath.spherical(new float[3], NORTH, 3);
        assertThat(zero.note()).contains("straight line").contains("origin");
        assertThat(zero.points().get(1)).containsExactly(0, 1, 0);
        LatentPath opposite = LatentPath.spherical(EAST, new float[] {-1, 0, 0}, 3);
        assertThat(opposite.note()).contains("straight line").contains("opposite");
        assertThat(opposite.points().get(1)).containsExactly(0.5f, 0, 0);
    }

    @Test
    void anArcOfOneDirectionOrOfOnePointIsItsLine() {
        assertThat(LatentPath.spherical(EAST, new float[] {4, 0, 0}, 3))
                .satisfies(way -> assertThat(way.note()).isNull())
                .satisfies(way -> assertThat(way.points().get(1)).containsExactly(3, 0, 0));
        assertThat(LatentPath.spherical(EAST, EAST.clone(), 3).points())
                .allSatisfy(point -> assertThat(point).containsExactly(EAST));
    }

    @Test
    void refusesEndsOfTwoSpaces() {
        assertThatThrownBy(() -> LatentPath.linear(EAST, new float[2], 3)).hasMessageContaining("equal lengths");
        assertThatThrownBy(() -> LatentPath.linear(EAST, NORTH, 1)).hasMessageContaining("at least 2");
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
