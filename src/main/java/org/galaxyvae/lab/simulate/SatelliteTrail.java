package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/** A straight trail in one band: the camera exposes its bands one after the other, and what crosses is in one of them. */
final class SatelliteTrail implements Anomaly {
    private static final double REACH_SIGMAS = 4;

    @Override
    public void shine(Scene scene) {
        CounterRandom random = scene.random();
        FluxFrame frame = scene.frame();
        Band band = Band.draw(random);
        double angle = random.between(0, Math.PI);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double offset = random.between(-0.25, 0.25) * frame.sizePixels();
        // Narrow ones are in focus, wide ones are near: aircraft and low satellites.
        boolean narrow = random.nextDouble() < 0.6;
        double sigma = narrow ? scene.seeing().coreSigmaPixels(band) : random.between(4, 12);
        double peak = narrow ? random.between(0.3, 2.5) : random.between(0.1, 0.6);
        float[] plane = frame.plane(band);
        for (int y = 0; y < frame.sizePixels(); y++) {
            for (int x = 0; x < frame.sizePixels(); x++) {
                double t = ((y - frame.center()) * cos - (x - frame.center()) * sin - offset) / sigma;
                if (Math.abs(t) < REACH_SIGMAS) {
                    plane[y * frame.sizePixels() + x] += (float) (peak * StrictMath.exp(-0.5 * t * t));
                }
            }
        }
    }
}
