package org.galaxyvae.show.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

/** Three clouds in eight dimensions: whoever puts them on a plane must keep them apart, and do the same twice. */
class ProjectionTest {
    private static final int OBJECTS = 240;
    private static final int CLOUDS = 3;

    @Test
    void umapKeepsCloudsApartAndRepeats() {
        Projection umap = new UmapProjection(15, 0.1, 1);
        double[][] positions = umap.positions(clouds());
        assertThat(nearestIsOfTheSameCloud(positions)).isGreaterThan(0.98);
        assertThat(new UmapProjection(15, 0.1, 1).positions(clouds())).isDeepEqualTo(positions);
        assertThat(Arrays.deepEquals(new UmapProjection(15, 0.1, 2).positions(clouds()), positions))
                .isFalse();
    }

    @Test
    void tsneKeepsCloudsApartAndRepeats() {
        double[][] positions = new TSne(20, 300, 1).positions(clouds());
        assertThat(nearestIsOfTheSameCloud(positions)).isGreaterThan(0.98);
        assertThat(new TSne(20, 300, 1).positions(clouds())).isDeepEqualTo(positions);
        MapQuality quality = MapQuality.of(clouds(), positions, 10);
        MapQuality plane = MapQuality.of(clouds(), new PrincipalPlane().positions(clouds()), 10);
        assertThat(quality.trustworthiness()).isGreaterThan(plane.trustworthiness());
        assertThat(quality.overlap()).isGreaterThan(plane.overlap());
    }

    @Test
    void smallAndEqualObjectsHavePositionsToo() {
        float[][] few = Arrays.copyOf(clouds(), Projection.LEAST_OBJECTS);
        float[][] equal = new float[40][4];
        for (Projection projection :
                new Projection[] {new UmapProjection(15, 0.1, 1), new TSne(30, 250, 1), new PrincipalPlane()}) {
            assertFinite(projection.positions(few));
            assertFinite(projection.positions(equal));
        }
    }

    @Test
    void affinitiesHaveThePerplexityAndSumToOne() {
        float[][] vectors = clouds();
        for (int i = 0; i < vectors.length; i += 17) {
            double[] p = Affinities.conditional(vectors, i, 25);
            double entropy = Arrays.stream(p)
                    .filter(q -> q > 0)
                    .map(q -> -q * Math.log(q))
                    .sum();
            assertThat(Math.exp(entropy)).isCloseTo(25, within(0.01));
        }
        float[][] joint = Affinities.of(vectors, 25);
        double sum = 0;
        for (int i = 0; i < joint.length; i++) {
            assertThat(joint[i][i]).isZero();
            for (int j = 0; j < joint.length; j++) {
                assertThat(joint[i][j]).isEqualTo(joint[j][i]);
                sum += joint[i][j];
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    /** The gradient against differences of the divergence itself. */
    @Test
    void forcesAreTheGradientOfTheDivergence() {
        float[][] joint = Affinities.of(Arrays.copyOf(clouds(), 20), 5);
        CounterRandom random = CounterRandom.of(1, "positions", 0, "");
        double[] x = random(random, 20);
        double[] y = random(random, 20);
        TSne.Forces forces = new TSne.Forces(joint);
        forces.measure(x, y, 1);
        double step = 1e-5;
        for (int i = 0; i < x.length; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (divergence(joint, up, y) - divergence(joint, down, y)) / (2 * step);
            assertThat(forces.gradientX[i]).isCloseTo(slope, within(1e-6));
        }
    }

    @Test
    void principalPlaneIsWhereTheVarianceIs() {
        float[][] vectors = new float[100][3];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = new float[] {0.1f * (i % 2), 10 + i, i % 7};
        }
        double[][] positions = new PrincipalPlane().positions(vectors);
        assertThat(positions[99][0] - positions[0][0]).isCloseTo(99, within(0.5));
        assertThat(Math.abs(positions[6][1] - positions[0][1])).isCloseTo(6, within(0.5));
    }

    private static double divergence(float[][] p, double[] x, double[] y) {
        double all = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                all += i == j ? 0 : weight(x, y, i, j);
            }
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                if (i != j && p[i][j] > 0) {
                    sum += p[i][j] * Math.log(p[i][j] / (weight(x, y, i, j) / all));
                }
            }
        }
        return sum;
    }

    private static double weight(double[] x, double[] y, int i, int j) {
        return 1 / (1 + Math.pow(x[i] - x[j], 2) + Math.pow(y[i] - y[j], 2));
    }

    private static double[] random(CounterRandom random, int count) {
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static void assertFinite(double[][] positions) {
        for (double[] position : positions) {
            assertThat(Double.isFinite(position[0]) && Double.isFinite(position[1]))
                    .isTrue();
        }
    }

    static float[][] clouds() {
        CounterRandom random = CounterRandom.of(1, "clouds", 0, "");
        float[][] vectors = new float[OBJECTS][8];
        for (int i = 0; i < OBJECTS; i++) {
            for (int d = 0; d < 8; d++) {
                vectors[i][d] = (float) (random.nextGaussian() + (d == i % CLOUDS ? 8 : 0));
            }
        }
        return vectors;
    }

    private static double nearestIsOfTheSameCloud(double[][] positions) {
        int same = 0;
        for (int i = 0; i < positions.length; i++) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < positions.length; j++) {
                double square =
                        Math.pow(positions[i][0] - positions[j][0], 2) + Math.pow(positions[i][1] - positions[j][1], 2);
                if (j != i && square < least) {
                    least = square;
                    best = j;
                }
            }
            same += best % CLOUDS == i % CLOUDS ? 1 : 0;
        }
        return (double) same / positions.length;
    }
}
