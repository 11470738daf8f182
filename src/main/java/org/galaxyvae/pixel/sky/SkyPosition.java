package org.galaxyvae.pixel.sky;

/**
 * A direction.
 *
 * @param raDeg right ascension, degrees, 0 to 360; NaN where there is none
 * @param decDeg declination, degrees, -90 to 90; NaN where there is none
 */
public record SkyPosition(double raDeg, double decDeg) {}
