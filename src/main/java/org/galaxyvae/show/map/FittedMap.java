package org.galaxyvae.show.map;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.galaxyvae.model.neighbor.Query;
import org.galaxyvae.pixel.maths.NearestVectors;
import org.jspecify.annotations.Nullable;

/** The sample that a map was fitted on, and where everything else belongs among it. */
final class FittedMap implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * Distances in many dimensions are much alike, and the mean of many positions is in the middle of nowhere: flatter weights, and
     * more neighbors, were trusted less on real galaxies.
     */
    private static final double STEEPNESS = 5;

    private final NearestVectors blocks;
    /** [object][x, y]. */
    private final double[][] positions;
    /** [object][x, y] by t-SNE, or null for an object that it did not place. */
    private final double[] @Nullable [] tsne;

    private final Map<String, Integer> places = new HashMap<>();

    /**
     * The sample.
     *
     * @param objects in one fixed order
     * @param positions of each
     * @param tsne of each, null where there is none
     */
    FittedMap(List<Query> objects, double[][] positions, double[] @Nullable [] tsne) {
        this.blocks = NearestVectors.of(objects.stream().map(Query::z).toArray(float[][]::new));
        this.positions = positions;
        this.tsne = tsne;
        for (int i = 0; i < objects.size(); i++) {
            places.put(objects.get(i).objectId(), i);
        }
    }

    int size() {
        return positions.length;
    }

    /** The object's place in the sample, or -1. */
    int place(String objectId) {
        return places.getOrDefault(objectId, -1);
    }

    double[] position(int place) {
        return positions[place];
    }

    double @Nullable [] tsnePosition(int place) {
        return tsne[place];
    }

    float[] vector(int place) {
        return blocks.vector(place);
    }

    /**
     * Where vectors belong: the mean of their nearest in the sample, weighted by exp(-5 (d² / d₁² - 1)) where d₁ is the distance of
     * the nearest. A vector that equals one of the sample is put where that is.
     *
     * @param neighbors how many count
     */
    double[][] around(float[][] vectors, int neighbors) {
        int[] nobody = new int[vectors.length];
        java.util.Arrays.fill(nobody, -1);
        NearestVectors.Found[] found = blocks.nearest(vectors, nobody, neighbors);
        double[][] around = new double[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            around[i] = mean(found[i]);
        }
        return around;
    }

    private double[] mean(NearestVectors.Found near) {
        double nearest = near.distances()[0];
        if (nearest == 0) {
            return positions[near.places()[0]].clone();
        }
        double[] mean = new double[2];
        double sum = 0;
        for (int i = 0; i < near.places().length; i++) {
            double ratio = near.distances()[i] / nearest;
            double weight = Math.exp(STEEPNESS * (1 - ratio * ratio));
            mean[0] += weight * positions[near.places()[i]][0];
            mean[1] += weight * positions[near.places()[i]][1];
            sum += weight;
        }
        mean[0] /= sum;
        mean[1] /= sum;
        return mean;
    }
}
