package org.galaxyvae.show.map;

/** Puts vectors on a plane. */
interface Projection {
    /**
     * A position for each vector; the same for the same vectors in the same order.
     *
     * @param vectors of one length, finite, at least {@link #LEAST_OBJECTS}
     * @return [vector][x, y], finite
     */
    double[][] positions(float[][] vectors);

    /** Fewer have no shape to be seen. */
    int LEAST_OBJECTS = 10;
}
