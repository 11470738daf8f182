package org.galaxyvae.pixel.sky;

/**
 * A place in a FITS image in its own count: the center of the first pixel is (1, 1), y grows upward.
 *
 * @param x along the rows; NaN where there is none
 * @param y along the columns; NaN where there is none
 */
public record PixelPosition(double x, double y) {}
