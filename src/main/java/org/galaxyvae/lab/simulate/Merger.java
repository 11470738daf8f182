package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/** A companion inside the galaxy's reach, and tidal tails from both (Toomre and Toomre 1972). */
final class Merger implements Anomaly {
    private static final int BLOBS = 36;

    @Override
    public void shine(Scene scene) {
        CounterRandom random = scene.random();
        Galaxy drawn = GalaxyPopulation.draw(random);
        double fainter = scene.galaxy().rMagnitude() + random.between(-0.3, 0.9) - drawn.rMagnitude();
        Galaxy companion = drawn.scaled(StrictMath.pow(10, -0.2 * fainter), fainter);
        double distance = scene.petroRadiusPixels() * random.between(0.5, 1.2);
        double angle = random.between(0, 2 * Math.PI);
        double dx = distance * StrictMath.cos(angle);
        double dy = distance * StrictMath.sin(angle);
        double radius = PetrosianRadius.of(companion, scene.seeing());
        new GalaxyPainter(companion, scene.seeing())
                .paint(scene.frame(), scene.x() + dx, scene.y() + dy, radius, random);
        addTail(scene, 0, 0, angle + Math.PI);
        addTail(scene, dx, dy, angle);
    }

    private static void addTail(Scene scene, double fromX, double fromY, double direction) {
        CounterRandom random = scene.random();
        double reach = scene.petroRadiusPixels();
        double length = reach * random.between(1.2, 2.4);
        double curve = random.between(0.7, 1.9) * (random.nextDouble() < 0.5 ? 1 : -1);
        BandFlux flux = scene.galaxyFlux().times(random.between(0.12, 0.3) / BLOBS);
        for (int k = 0; k < BLOBS; k++) {
            double along = (k + 0.5) / BLOBS;
            double radius = 0.35 * reach + length * along;
            double angle = direction + curve * (along - 0.2);
            double sigma = reach * (0.07 + 0.06 * along);
            scene.frame()
                    .addBlob(
                            scene.x() + fromX + radius * StrictMath.cos(angle),
                            scene.y() + fromY + radius * StrictMath.sin(angle),
                            sigma,
                            flux.times(2 * (1 - along)),
                            scene.seeing());
        }
    }
}
