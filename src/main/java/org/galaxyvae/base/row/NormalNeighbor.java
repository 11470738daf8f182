package org.galaxyvae.base.row;

/**
 * A normal object near another one.
 *
 * @param objectId its id
 * @param distance Euclidean, between posterior means
 */
public record NormalNeighbor(String objectId, double distance) {}
