package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * What an anomaly may change: the frame and the galaxy in its middle.
 *
 * @param frame the field, mutable
 * @param galaxy the galaxy at (x, y)
 * @param seeing the blur of the frame
 * @param x column of the galaxy's center, pixels
 * @param y row of the galaxy's center, pixels
 * @param petroRadiusPixels the galaxy's Petrosian R90, native pixels
 * @param random decides everything about the anomaly
 */
record Scene(
        FluxFrame frame,
        Galaxy galaxy,
        Seeing seeing,
        double x,
        double y,
        double petroRadiusPixels,
        CounterRandom random) {

    /** Spectrum of the galaxy's total light. */
    BandFlux galaxyFlux() {
        return BandFlux.ofMagnitude(galaxy.rMagnitude(), galaxy.gMinusR(), galaxy.rMinusI());
    }

    /** Adds a blob at (radius, angle) from the galaxy's center; pixels and radians. */
    void addBlob(double radius, double angle, double sigmaPixels, BandFlux flux) {
        frame.addBlob(
                x + radius * StrictMath.cos(angle), y + radius * StrictMath.sin(angle), sigmaPixels, flux, seeing);
    }
}
