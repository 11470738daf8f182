package org.galaxyvae.label.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.galaxyvae.model.evidence.Residual;
import org.galaxyvae.pixel.inject.InjectedKind;
import org.galaxyvae.pixel.maths.SortedValues;
import org.galaxyvae.pixel.morphology.QualityFlag;
import org.junit.jupiter.api.Test;

class ResidualShapeTest {
    private static final int SIZE = 32;

    @Test
    void doesNotChangeWhenTheMapIsTurned() {
        float[] trail = trail();
        float[] turned = new float[trail.length];
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                for (int band = 0; band < 3; band++) {
                    turned[(column * SIZE + SIZE - 1 - row) * 3 + band] = trail[(row * SIZE + column) * 3 + band];
                }
            }
        }
        double[] first = ResidualShape.of(new Residual(SIZE, SIZE, 3, trail));
        double[] second = ResidualShape.of(new Residual(SIZE, SIZE, 3, turned));
        for (int i = 0; i < first.length; i++) {
            assertThat(second[i]).as("number " + i).isCloseTo(first[i], within(1e-9));
        }
    }

    @Test
    void tellsATrailInOneBandFromNoise() {
        double[] shape = ResidualShape.of(new Residual(SIZE, SIZE, 3, trail()));
        assertThat(shape[shape.length - 1]).as("one band").isEqualTo(1);
        assertThat(shape[shape.length - 2]).as("elongation").isGreaterThan(0.9);
        assertThat(ResidualShape.of(new Residual(SIZE, SIZE, 3, new float[SIZE * SIZE * 3])))
                .doesNotContain(Double.NaN, Double.NEGATIVE_INFINITY);
    }

    @Test
    void flagsNameKindsAndGalaxiesHaveNone() {
        assertThat(ArtifactKind.ofFlags(QualityFlag.TRAIL.bit() | QualityFlag.CROWDED.bit()))
                .isEqualTo(ArtifactKind.TRAIL);
        assertThat(ArtifactKind.ofFlags(QualityFlag.GRAPHICS.bit() | QualityFlag.SATURATED.bit()))
                .isEqualTo(ArtifactKind.ERROR_PAGE);
        assertThat(ArtifactKind.ofFlags(QualityFlag.CROWDED.bit() | QualityFlag.OFF_CENTER.bit()))
                .isNull();
        assertThat(List.of(InjectedKind.BLEND, InjectedKind.RING, InjectedKind.TIDAL_TAIL, InjectedKind.ARC))
                .allMatch(drawn -> ArtifactKind.of(drawn) == null);
        assertThat(InjectedKind.values())
                .filteredOn(drawn -> ArtifactKind.of(drawn) != null)
                .hasSize(7);
    }

    @Test
    void equalProbabilitiesCountHalf() {
        assertThat(SortedValues.auc(new double[] {0.5, 0.9}, new double[] {0.1, 0.5}))
                .isEqualTo(0.875);
    }

    private static float[] trail() {
        float[] values = new float[SIZE * SIZE * 3];
        for (int column = 0; column < SIZE; column++) {
            values[(12 * SIZE + column) * 3 + 1] = 0.3f;
        }
        return values;
    }
}
