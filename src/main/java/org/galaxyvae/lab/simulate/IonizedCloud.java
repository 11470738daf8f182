package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/** A cloud beside the galaxy that shines in the [O III] line alone, like Hanny's Voorwerp (Lintott et al. 2009). */
final class IonizedCloud implements Anomaly {
    private static final int BLOBS = 24;

    @Override
    public void shine(Scene scene) {
        CounterRandom random = scene.random();
        double reach = scene.petroRadiusPixels();
        double angle = random.between(0, 2 * Math.PI);
        double radius = reach * random.between(0.9, 1.5);
        double total = scene.galaxyFlux().r() * random.between(0.25, 0.6);
        // The line lies in g, or in r beyond z = 0.1: blue or green in the picture.
        boolean inG = random.nextDouble() < 0.6;
        BandFlux line = inG ? new BandFlux(1, 0.3, 0.12) : new BandFlux(0.25, 1, 0.2);
        for (int k = 0; k < BLOBS; k++) {
            scene.addBlob(
                    radius + 0.22 * reach * random.nextGaussian(),
                    angle + 0.28 * random.nextGaussian(),
                    reach * random.between(0.06, 0.16),
                    line.times(total / BLOBS));
        }
    }
}
