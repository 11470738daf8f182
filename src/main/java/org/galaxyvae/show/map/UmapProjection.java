package org.galaxyvae.show.map;

import tagbio.umap.Umap;

/**
 * Uniform manifold approximation and projection (McInnes, Healy and Melville 2018), by the library umap-java; Euclidean.
 *
 * @param neighbors nearest vectors that belong to each, itself among them
 * @param minDistance how close positions may be, 0 to below 1
 * @param seed of everything random
 */
record UmapProjection(int neighbors, double minDistance, long seed) implements Projection {
    @Override
    public double[][] positions(float[][] vectors) {
        Umap umap = new Umap();
        umap.setNumberComponents(2);
        umap.setNumberNearestNeighbours(Math.min(neighbors, vectors.length - 1));
        umap.setMinDist((float) minDistance);
        umap.setSeed(seed);
        umap.setThreads(1); // with more of them the library's result depends on who is first
        float[][] found = umap.fitTransform(vectors);
        double[][] positions = new double[found.length][2];
        for (int i = 0; i < found.length; i++) {
            positions[i][0] = found[i][0];
            positions[i][1] = found[i][1];
        }
        return positions;
    }
}
