package org.galaxyvae.lab.simulate;

/** The cutout reaches beyond the edge of what was observed: no flux in any band past a straight border. */
final class MissingHalf implements Anomaly {
    @Override
    public void damage(Scene scene) {
        int side = scene.random().nextInt(4);
        int size = scene.frame().sizePixels();
        int kept = (int) (size * scene.random().between(0.42, 0.58));
        for (Band band : Band.values()) {
            float[] plane = scene.frame().plane(band);
            for (int k = 0; k < plane.length; k++) {
                int along = side % 2 == 0 ? k % size : k / size;
                if ((side < 2 ? along : size - 1 - along) >= kept) {
                    plane[k] = 0;
                }
            }
        }
    }
}
