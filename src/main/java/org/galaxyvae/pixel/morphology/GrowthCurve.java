package org.galaxyvae.pixel.morphology;

/**
 * How the light of a segment grows with the distance from its center.
 *
 * <p>Conselice (2003, ApJS 147, 1) and Bershady, Jangren and Conselice (2000, AJ 119, 2645) measure within 1.5 Petrosian radii;
 * here all light is that of the segment, which a small crop always has and a neighbor does not enter. A pixel's light counts
 * evenly from half a pixel inside its distance to half a pixel outside.
 *
 * @param r20 radius of a fifth of the light, pixels; 0 where there is no light
 * @param r50 of half the light
 * @param r80 of four fifths of the light
 */
record GrowthCurve(double r20, double r50, double r80) {
    private static final int BINS_A_PIXEL = 8;

    static GrowthCurve of(Light image, Moments moments) {
        if (moments.flux() == 0) {
            return new GrowthCurve(0, 0, 0);
        }
        int size = image.size();
        double[] light = new double[2 * BINS_A_PIXEL * (size + 1)];
        for (int pixel : image.segment()) {
            double flux = Math.max(0, image.above(pixel));
            double dx = pixel % size - moments.x();
            double dy = Math.floorDiv(pixel, size) - moments.y();
            double radius = Math.sqrt(dx * dx + dy * dy);
            spread(light, BINS_A_PIXEL * Math.max(0, radius - 0.5), BINS_A_PIXEL * (radius + 0.5), flux);
        }
        return new GrowthCurve(
                radius(light, 0.2 * moments.flux()),
                radius(light, 0.5 * moments.flux()),
                radius(light, 0.8 * moments.flux()));
    }

    private static void spread(double[] light, double from, double to, double flux) {
        int first = (int) from;
        int last = Math.min(light.length - 1, (int) to);
        double density = flux / (to - from);
        light[first] += density * (first + 1 - from);
        for (int bin = first + 1; bin < last; bin++) {
            light[bin] += density;
        }
        light[last] += density * (to - last);
    }

    private static double radius(double[] light, double wanted) {
        double sum = 0;
        for (int bin = 0; bin < light.length; bin++) {
            if (sum + light[bin] >= wanted) {
                return (bin + (wanted - sum) / light[bin]) / BINS_A_PIXEL;
            }
            sum += light[bin];
        }
        return light.length / (double) BINS_A_PIXEL;
    }

    /** C = 5 log10(r80 / r20), Conselice (2003, equation 5); 0 where there is no light. */
    double concentration() {
        return r20 == 0 ? 0 : 5 * Math.log10(r80 / r20);
    }
}
