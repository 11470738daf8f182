package org.galaxyvae.lab.simulate;

import org.galaxyvae.pixel.maths.CounterRandom;

/** Paints one galaxy on a frame: bulge, disk, arms and dust in a stamp that is blurred, then clumps. */
final class GalaxyPainter {
    private static final double REACH_PETROSIAN = 3.2;
    private static final double DUST_SHARE = 0.55;
    private static final double AREA = FluxFrame.PIXEL_ARCSEC * FluxFrame.PIXEL_ARCSEC;

    private final Galaxy galaxy;
    private final Seeing seeing;
    private final SersicProfile bulge;
    private final SersicProfile disk;
    private final double cos;
    private final double sin;

    GalaxyPainter(Galaxy galaxy, Seeing seeing) {
        this.galaxy = galaxy;
        this.seeing = seeing;
        this.bulge = galaxy.bulge();
        this.disk = galaxy.disk();
        double angle = StrictMath.toRadians(galaxy.positionAngleDeg());
        this.cos = StrictMath.cos(angle);
        this.sin = StrictMath.sin(angle);
    }

    /**
     * Adds the galaxy.
     *
     * @param x column of its center, pixels; may lie outside
     * @param y row of its center
     * @param petroRadiusArcsec sets the size of the stamp
     * @param random decides arm phase and clumps
     */
    void paint(FluxFrame frame, double x, double y, double petroRadiusArcsec, CounterRandom random) {
        int reach = (int) Math.ceil(Math.min(
                        REACH_PETROSIAN * petroRadiusArcsec / FluxFrame.PIXEL_ARCSEC, 1.5 * frame.sizePixels()))
                + seeing.reachPixels();
        int size = 2 * reach + 1;
        int left = (int) Math.floor(x) - reach;
        int top = (int) Math.floor(y) - reach;
        Light light = new Light(size);
        SpiralArms arms = new SpiralArms(
                Math.max(1, galaxy.armCount()),
                galaxy.armCount() == 0 ? 20 : galaxy.armPitchDeg(),
                random.between(0, 2 * Math.PI),
                galaxy.diskRadiusArcsec() * 0.45);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                addLight(light, row * size + column, column + left - x, row + top - y, arms);
            }
        }
        BandFlux young = galaxy.youngColor().times(galaxy.diskFlux().r());
        for (Band band : Band.values()) {
            float[] stamp = light.in(band, galaxy.bulgeFlux(), galaxy.diskFlux(), young);
            frame.addStamp(band, seeing.blurred(stamp, size, band), size, left, top);
        }
        addClumps(frame, x, y, arms, random);
    }

    private void addLight(Light light, int pixel, double dx, double dy, SpiralArms arms) {
        double distance = Math.sqrt(dx * dx + dy * dy);
        double minor = Math.abs(dy * cos + dx * sin);
        // The cusp of a bulge and the ridge of a thin disk change within one pixel.
        int samples = distance < 2 ? 7 : distance < 6 || (galaxy.axisRatio() < 0.35 && minor < 6) ? 3 : 1;
        double bulgeSum = 0;
        double diskSum = 0;
        double dustSum = 0;
        for (int a = 0; a < samples; a++) {
            for (int b = 0; b < samples; b++) {
                double px = (dx + (a + 0.5) / samples - 0.5) * FluxFrame.PIXEL_ARCSEC;
                double py = (dy + (b + 0.5) / samples - 0.5) * FluxFrame.PIXEL_ARCSEC;
                double u = px * cos - py * sin;
                double v = px * sin + py * cos;
                double vBulge = v / galaxy.bulgeAxisRatio();
                double vDisk = v / galaxy.axisRatio();
                bulgeSum += bulge.at(Math.sqrt(u * u + vBulge * vBulge));
                diskSum += disk.at(Math.sqrt(u * u + vDisk * vDisk));
                dustSum += dust(u, vDisk);
            }
        }
        double norm = AREA / (samples * samples);
        light.bulge[pixel] = (float) (bulgeSum * norm / galaxy.bulgeAxisRatio());
        light.disk[pixel] = (float) (diskSum * norm / galaxy.axisRatio());
        light.dust[pixel] = (float) (dustSum / (samples * samples));
        if (galaxy.armCount() > 0) {
            double u = (dx * cos - dy * sin) * FluxFrame.PIXEL_ARCSEC;
            double v = (dx * sin + dy * cos) / galaxy.axisRatio() * FluxFrame.PIXEL_ARCSEC;
            double share = galaxy.armStrength() * arms.growth(Math.sqrt(u * u + v * v));
            if (share > 0 && light.disk[pixel] > 0) {
                light.arms[pixel] = (float) (light.disk[pixel] * share * arms.contrast(u, v));
                light.disk[pixel] *= (float) (1 - share);
            }
        }
    }

    /** Absorption by the lane of an edge-on disk, 0 to 1. */
    private double dust(double u, double vDisk) {
        if (galaxy.type() != GalaxyType.EDGE_ON) {
            return 0;
        }
        double h = galaxy.diskRadiusArcsec();
        double t = (vDisk / h + 0.25) / 0.35;
        double along = u / (2.5 * h);
        return Math.abs(along) > 1 || Math.abs(t) > 1 ? 0 : DUST_SHARE * (1 - t * t) * (1 - along * along);
    }

    private void addClumps(FluxFrame frame, double x, double y, SpiralArms arms, CounterRandom random) {
        double h = galaxy.diskRadiusArcsec();
        BandFlux young = galaxy.youngColor().times(galaxy.diskFlux().r());
        for (int k = 0; k < galaxy.clumpCount(); k++) {
            double radius = h * random.between(0.4, 2.6);
            double angle = galaxy.armCount() == 0
                    ? random.between(0, 2 * Math.PI)
                    : arms.ridge(random.nextInt(galaxy.armCount()), radius) + 0.15 * random.nextGaussian();
            double u = radius * StrictMath.cos(angle);
            double v = radius * StrictMath.sin(angle) * galaxy.axisRatio();
            double share = (galaxy.type() == GalaxyType.IRREGULAR ? 0.05 : 0.012) * random.between(0.3, 1.7);
            frame.addBlob(
                    x + (u * cos + v * sin) / FluxFrame.PIXEL_ARCSEC,
                    y + (v * cos - u * sin) / FluxFrame.PIXEL_ARCSEC,
                    random.between(0.05, 0.2) * h / FluxFrame.PIXEL_ARCSEC,
                    young.times(share),
                    seeing);
        }
    }

    /** The light of one stamp before the seeing, for unit flux of each part; row-major [row, column]. */
    private static final class Light {
        private final float[] bulge;
        private final float[] disk;
        private final float[] arms;
        private final float[] dust;

        Light(int size) {
            bulge = new float[size * size];
            disk = new float[size * size];
            arms = new float[size * size];
            dust = new float[size * size];
        }

        float[] in(Band band, BandFlux bulgeFlux, BandFlux diskFlux, BandFlux young) {
            // Dust absorbs blue light more.
            float opacity = switch (band) {
                case G -> 1;
                case R -> 0.8F;
                case I -> 0.65F;
            };
            float b = (float) bulgeFlux.in(band);
            float d = (float) diskFlux.in(band);
            float a = (float) young.in(band);
            float[] stamp = new float[bulge.length];
            for (int k = 0; k < stamp.length; k++) {
                stamp[k] = (b * bulge[k] + d * disk[k] + a * arms[k]) * (1 - opacity * dust[k]);
            }
            return stamp;
        }
    }
}
