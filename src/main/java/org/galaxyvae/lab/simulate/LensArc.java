package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/** A thin blue arc at the Einstein radius of a red galaxy, and its fainter counter-image (Bolton et al. 2008). */
final class LensArc implements Anomaly {
    private static final int BLOBS = 40;
    private static final double COUNTER_IMAGE_RADIUS = 0.65;

    @Override
    public void shine(Scene scene) {
        CounterRandom random = scene.random();
        double radius = scene.petroRadiusPixels() * random.between(0.7, 1.1);
        double middle = random.between(0, 2 * Math.PI);
        double halfSpan = StrictMath.toRadians(random.between(35, 85));
        double total = scene.galaxyFlux().r() * random.between(0.15, 0.35);
        BandFlux source = BandFlux.ofMagnitude(22.5, random.between(0, 0.35), random.between(0, 0.15));
        for (int k = 0; k < BLOBS; k++) {
            double along = 2 * (k + 0.5) / BLOBS - 1;
            double brightness = 1.5 * (1 - along * along) * total / BLOBS;
            scene.addBlob(radius, middle + along * halfSpan, 0.03 * radius, source.times(brightness));
        }
        scene.addBlob(COUNTER_IMAGE_RADIUS * radius, middle + Math.PI, 0.05 * radius, source.times(0.25 * total));
    }
}
