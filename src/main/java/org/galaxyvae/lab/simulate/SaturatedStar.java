package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/** A star far above saturation: a burnt core, a power-law halo and the four spikes of the secondary mirror's vanes. */
final class SaturatedStar implements Anomaly {
    private static final double HALO_SHARE = 0.12;
    private static final double SPIKE_SHARE = 0.006;
    private static final int SPIKES = 4;

    @Override
    public void shine(Scene scene) {
        CounterRandom random = scene.random();
        FluxFrame frame = scene.frame();
        double angle = random.between(0, 2 * Math.PI);
        double distance = frame.sizePixels() * random.between(0.12, 0.42);
        double starX = frame.center() + distance * StrictMath.cos(angle);
        double starY = frame.center() + distance * StrictMath.sin(angle);
        BandFlux flux = BandFlux.ofMagnitude(random.between(9, 12), random.between(0.3, 1.2), random.between(0.1, 0.9));
        frame.addStar(starX, starY, flux, scene.seeing());
        addHalo(frame, starX, starY, flux.times(HALO_SHARE));
        double turn = random.between(0, Math.PI / 2);
        double length = frame.sizePixels() * random.between(0.08, 0.16);
        for (int k = 0; k < SPIKES; k++) {
            double direction = turn + k * Math.PI / 2;
            addSpike(frame, starX, starY, direction, length, flux.times(SPIKE_SHARE), scene.seeing());
        }
    }

    /** A Moffat (1969) wing of exponent 1.5: it falls so slowly that it tints the whole field. */
    private static void addHalo(FluxFrame frame, double starX, double starY, BandFlux flux) {
        double scale = 3;
        for (Band band : Band.values()) {
            float[] plane = frame.plane(band);
            // Red light scatters in the thin chips, so the halo is red.
            double share = band == Band.I ? 1.8 : band == Band.R ? 1 : 0.6;
            double peak = flux.in(band) * share / (2 * Math.PI * scale * scale);
            for (int y = 0; y < frame.sizePixels(); y++) {
                for (int x = 0; x < frame.sizePixels(); x++) {
                    double dx = x - starX;
                    double dy = y - starY;
                    double base = 1 + (dx * dx + dy * dy) / (scale * scale);
                    plane[y * frame.sizePixels() + x] += (float) (peak / (base * Math.sqrt(base)));
                }
            }
        }
    }

    private static void addSpike(
            FluxFrame frame, double x, double y, double direction, double length, BandFlux flux, Seeing seeing) {
        int blobs = (int) Math.ceil(6 * length);
        for (int k = 0; k < blobs; k++) {
            double distance = k + 0.5;
            frame.addStar(
                    x + distance * StrictMath.cos(direction),
                    y + distance * StrictMath.sin(direction),
                    flux.times(StrictMath.exp(-distance / length) / length),
                    seeing);
        }
    }
}
