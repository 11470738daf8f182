package org.galaxyvae.morphology;

/**
 * Whether there is one object, and in the middle. Looked at on a frame of at most 64 pixels: coarser frames have less noise.
 *
 * @param offset distance from the frame's center to the center of light of what stands out near it, or else of the brightest
 *     source, as a share of the side; 1 where nothing stands out
 * @param sources number of separate sources, {@link Sources}
 */
record Centering(double offset, int sources) {
    private static final int COARSE = 64;

    static Centering of(Planes planes) {
        int factor = Math.max(1, planes.size() / COARSE);
        int size = planes.size() / factor;
        Light light = Light.of(coarse(planes, size, factor), size);
        if (light.segment().length == 0) {
            light = light.ofBrightest();
        }
        if (light.segment().length == 0) {
            return new Centering(1, 0);
        }
        Moments moments = Moments.of(light);
        double middle = (size - 1) / 2.0;
        return new Centering(Math.hypot(moments.x() - middle, moments.y() - middle) / size, Sources.count(light));
    }

    /** The gray image, factor x factor pixels averaged to one; what is left over at the far edges is not looked at. */
    private static double[] coarse(Planes planes, int size, int factor) {
        int[] sum = planes.sum();
        double[] gray = new double[size * size];
        for (int y = 0; y < size * factor; y++) {
            for (int x = 0; x < size * factor; x++) {
                gray[y / factor * size + x / factor] += sum[y * planes.size() + x];
            }
        }
        for (int i = 0; i < gray.length; i++) {
            gray[i] /= planes.channels() * factor * factor;
        }
        return gray;
    }
}
