package org.galaxyvae.show.map;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.NearestVectors;

/**
 * How far a map's neighborhoods are those of the latent space.
 *
 * @param objects how many were compared with each other; both measures depend on it
 * @param neighbors k: how many nearest of each
 * @param trustworthiness 0 to 1: falls with every neighbor on the map that is none in latent space, by how far it is from being one
 *     (Venna and Kaski 2001, equation 1)
 * @param overlap mean share of the k nearest in latent space that are among the k nearest on the map, 0 to 1; k / (objects - 1) by
 *     chance
 */
record MapQuality(int objects, int neighbors, double trustworthiness, double overlap) {
    /**
     * Compares all with all.
     *
     * @param vectors latents
     * @param positions [object][x, y], in the same order
     * @param neighbors at most so many; fewer where there are fewer than twice as many objects
     */
    static MapQuality of(float[][] vectors, double[][] positions, int neighbors) {
        int count = vectors.length;
        int k = Math.max(1, Math.min(neighbors, (count - 1) / 2));
        int[][] near = nearest(vectors, k);
        int[][] nearOnMap = nearest(floats(positions), k);
        double[] penalties = new double[count];
        double[] shared = new double[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            int[] ranks = ranks(vectors, i, nearOnMap[i]);
            for (int rank : ranks) {
                penalties[i] += Math.max(0, rank - k);
            }
            shared[i] = Arrays.stream(nearOnMap[i])
                    .filter(j -> Arrays.stream(near[i]).anyMatch(known -> known == j))
                    .count();
        });
        double worst = (double) count * k * (2.0 * count - 3.0 * k - 1) / 2;
        return new MapQuality(
                count,
                k,
                1 - Arrays.stream(penalties).sum() / worst,
                Arrays.stream(shared).sum() / ((double) count * k));
    }

    private static int[][] nearest(float[][] vectors, int k) {
        NearestVectors blocks = NearestVectors.of(vectors);
        return IntStream.range(0, vectors.length)
                .parallel()
                .mapToObj(i -> blocks.nearest(vectors[i], i, k).places())
                .toArray(int[][]::new);
    }

    /** Of these objects, how many are at least as near to the one as they are, themselves included: from 1. */
    private static int[] ranks(float[][] vectors, int one, int[] of) {
        double[] squares = new double[vectors.length];
        for (int j = 0; j < squares.length; j++) {
            for (int d = 0; d < vectors[one].length; d++) {
                double difference = (double) vectors[one][d] - vectors[j][d];
                squares[j] += difference * difference;
            }
        }
        return Arrays.stream(of)
                .map(j -> (int) IntStream.range(0, squares.length)
                        .filter(other -> other != one
                                && (squares[other] < squares[j] || (squares[other] == squares[j] && other <= j)))
                        .count())
                .toArray();
    }

    private static float[][] floats(double[][] positions) {
        return Arrays.stream(positions)
                .map(position -> new float[] {(float) position[0], (float) position[1]})
                .toArray(float[][]::new);
    }
}
