package org.galaxyvae.show.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.model.neighbor.Query;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class MapQualityTest {
    @Test
    void isOneWhereTheMapIsTheSpace() {
        float[][] vectors = plane(200);
        double[][] positions = Arrays.stream(vectors)
                .map(vector -> new double[] {-3 * vector[1], 3 * vector[0]}) // turned and larger
                .toArray(double[][]::new);
        assertThat(MapQuality.of(vectors, positions, 15)).isEqualTo(new MapQuality(200, 15, 1, 1));
    }

    @Test
    void isHalfAndChanceWhereTheMapKnowsNothing() {
        float[][] vectors = plane(600);
        double[][] positions = new double[600][];
        CounterRandom random = CounterRandom.of(2, "elsewhere", 0, "");
        Arrays.setAll(positions, i -> new double[] {random.nextDouble(), random.nextDouble()});
        MapQuality quality = MapQuality.of(vectors, positions, 10);
        assertThat(quality.trustworthiness()).isCloseTo(0.5, within(0.02));
        assertThat(quality.overlap()).isCloseTo(10.0 / 599, within(0.01));
    }

    /** Worked by hand: on a line 0 1 2 3 4 5 6 the objects 0 and 6 change places. */
    @Test
    void falseNeighborsCostTheirRankBeyondK() {
        float[][] line = IntStream.range(0, 7).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
        double[][] map = IntStream.range(0, 7)
                .mapToObj(i -> new double[] {i == 0 ? 6 : i == 6 ? 0 : i, 0})
                .toArray(double[][]::new);
        // k = 1, nearest on the map, ties by place: 0-5 (rank 5), 1-2 (rank 2 behind 0), 2-1, 3-2, 4-3, 5-0 (rank 6),
        // 6-1 (rank 5)
        double penalties = (5 - 1) + (2 - 1) + (6 - 1) + (5 - 1);
        MapQuality quality = MapQuality.of(line, map, 1);
        assertThat(quality.trustworthiness()).isCloseTo(1 - 2 * penalties / (7 * (14 - 3 - 1)), within(1e-12));
    }

    @Test
    void comparesNoMoreThanHalfOfFewObjects() {
        float[][] vectors = plane(11);
        double[][] positions = new double[11][2];
        assertThat(MapQuality.of(vectors, positions, 50).neighbors()).isEqualTo(5);
    }

    @Test
    void placesBetweenTheNearestAndOnWhoeverIsEqual() {
        List<Query> sample = List.of(
                new Query("a", "", new float[] {0, 0}),
                new Query("b", "", new float[] {2, 0}),
                new Query("c", "", new float[] {100, 0}));
        double[][] positions = {{0, 0}, {10, 20}, {-50, -50}};
        FittedMap fitted = new FittedMap(sample, positions, new double[3][]);
        double[][] around = fitted.around(new float[][] {{2, 0}, {1, 0}, {0.5f, 0}}, 2);
        assertThat(around[0]).containsExactly(10, 20);
        assertThat(around[1]).containsExactly(5, 10);
        assertThat(around[2][0]).isBetween(0.0, 1e-9); // b is three times as far
        assertThat(fitted.place("b")).isEqualTo(1);
        assertThat(fitted.place("d")).isEqualTo(-1);
    }

    @Test
    void eachCellShowsWhoeverIsNearestToItsMiddle() {
        String[] ids = {"left", "middle", "beside", "right"};
        double[][] positions = {{0, 0}, {5, 5}, {5.9, 5}, {10, 10}};
        List<MapCells.Cell> cells = new MapCells(2).of(ids, positions);
        assertThat(cells).containsExactly(new MapCells.Cell("left", 0, 1), new MapCells.Cell("beside", 1, 0));
        assertThat(new MapCells(3).of(new String[] {"alone"}, new double[][] {{1, 1}}))
                .extracting(MapCells.Cell::objectId)
                .containsExactly("alone");
    }

    private static float[][] plane(int count) {
        CounterRandom random = CounterRandom.of(1, "plane", 0, "");
        float[][] vectors = new float[count][2];
        for (float[] vector : vectors) {
            vector[0] = (float) random.nextDouble();
            vector[1] = (float) random.nextDouble();
        }
        return vectors;
    }
}
