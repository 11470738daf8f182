package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/** A clumpy ring of young stars about an old core, as in Hoag's object or a collisional ring (Appleton and Struck 1996). */
final class StellarRing implements Anomaly {
    private static final int BLOBS = 90;

    @Override
    public void shine(Scene scene) {
        CounterRandom random = scene.random();
        double radius = scene.petroRadiusPixels() * random.between(0.8, 1.15);
        double axisRatio = random.between(0.6, 1);
        double turn = random.between(0, Math.PI);
        double width = radius * random.between(0.05, 0.09);
        double phase = random.between(0, 2 * Math.PI);
        BandFlux flux = BandFlux.ofMagnitude(22.5, random.between(0.25, 0.5), random.between(0.1, 0.25))
                .times(scene.galaxyFlux().r() * random.between(0.45, 0.9) / BLOBS);
        for (int k = 0; k < BLOBS; k++) {
            double angle = 2 * Math.PI * k / BLOBS;
            double u = radius * StrictMath.cos(angle);
            double v = radius * axisRatio * StrictMath.sin(angle);
            double brightness = (1 + 0.4 * StrictMath.sin(angle + phase)) * random.between(0.5, 1.5);
            scene.addBlob(Math.sqrt(u * u + v * v), StrictMath.atan2(v, u) + turn, width, flux.times(brightness));
        }
    }
}
