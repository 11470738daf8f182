package org.galaxyvae.lab.simulate;

import java.io.IOException;
import org.galaxyvae.pixel.format.JpegEncoder;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Makes the index-th object of a survey: a pure function of (options, index), whatever the count or the order.
 *
 * <p>Not thread-safe; close it.
 */
final class CutoutSimulator implements AutoCloseable {
    private static final float JPEG_QUALITY = 0.92F;

    /** Side of a scaled cutout in Petrosian radii: 424 pixels of 0.02 R90 (Willett et al. 2013, section 2.1). */
    static final double FIELD_PETROSIAN_RADII = 8.48;

    private static final double LEAST_PETRO_RADIUS_ARCSEC = 2;
    private static final double MOST_PETRO_RADIUS_ARCSEC = 45;

    /** Makes a galaxy fill its share of a real cutout: radii measured in noise lie below the model's. */
    private static final double MEASUREMENT_BIAS = 0.93;
    /** Natural logarithm: neighbors and noise enter a measured radius. */
    private static final double MEASUREMENT_SCATTER = 0.15;

    private final SimulationOptions options;
    private final ObjectIds ids;
    private final JpegEncoder encoder = new JpegEncoder(JPEG_QUALITY);

    CutoutSimulator(SimulationOptions options) {
        this.options = options;
        this.ids = new ObjectIds(options.seed());
    }

    /** The index-th object, with an anomaly where the seed says so. */
    Cutout cutout(long index) throws IOException {
        String id = ids.of(index);
        CounterRandom planting = random("anomaly", id);
        boolean planted = planting.nextDouble() < options.anomalyFraction();
        AnomalyKind drawn = AnomalyKind.draw(planting);
        return cutout(id, planted ? drawn : AnomalyKind.NONE, planting);
    }

    /** The index-th object with a chosen anomaly. */
    Cutout cutout(long index, AnomalyKind kind) throws IOException {
        String id = ids.of(index);
        CounterRandom planting = random("anomaly", id);
        planting.nextDouble();
        AnomalyKind.draw(planting);
        return cutout(id, kind, planting);
    }

    private Cutout cutout(String id, AnomalyKind kind, CounterRandom planting) throws IOException {
        CounterRandom shape = random("galaxy", id);
        Galaxy galaxy = options.independentFactors()
                ? IndependentFactors.draw(shape)
                : GalaxyPopulation.draw(kind.hostType(shape), shape);
        // Right ascension is uniform; so is the sine of declination.
        double raDeg = shape.between(110, 260);
        double decDeg = StrictMath.toDegrees(StrictMath.asin(shape.between(-0.06, 0.92)));
        Seeing seeing = new Seeing(Math.min(1.9, Math.max(0.95, 1.3 + 0.13 * shape.nextGaussian())));
        double petroRadiusArcsec = Math.min(
                MOST_PETRO_RADIUS_ARCSEC,
                Math.max(
                        LEAST_PETRO_RADIUS_ARCSEC,
                        MEASUREMENT_BIAS
                                * PetrosianRadius.of(galaxy, seeing)
                                * StrictMath.exp(MEASUREMENT_SCATTER * shape.nextGaussian())));
        double pixelScaleArcsec = options.fixedScale()
                ? FluxFrame.PIXEL_ARCSEC
                : FIELD_PETROSIAN_RADII * petroRadiusArcsec / options.sizePixels();
        FluxFrame frame =
                new FluxFrame((int) Math.ceil(options.sizePixels() * pixelScaleArcsec / FluxFrame.PIXEL_ARCSEC));
        Scene scene = new Scene(
                frame,
                galaxy,
                seeing,
                frame.center() + shape.between(-0.5, 0.5),
                frame.center() + shape.between(-0.5, 0.5),
                petroRadiusArcsec / FluxFrame.PIXEL_ARCSEC,
                planting);
        new GalaxyPainter(galaxy, seeing).paint(frame, scene.x(), scene.y(), petroRadiusArcsec, shape);
        new FieldPainter(frame, seeing, random("field", id)).paint();
        kind.anomaly().shine(scene);
        SkyNoise.add(frame, random("noise", id));
        kind.anomaly().damage(scene);
        CatalogRow row = new CatalogRow(id, raDeg, decDeg, pixelScaleArcsec, petroRadiusArcsec, galaxy, kind);
        return new Cutout(row, encoder.encode(picture(frame, pixelScaleArcsec), options.sizePixels()));
    }

    /** The survey resamples its finished charts, not its fluxes; so the stretch comes first. */
    private float[][] picture(FluxFrame frame, double pixelScaleArcsec) {
        float[][] picture = LuptonStretch.FINDING_CHART.picture(frame);
        if (options.fixedScale()) {
            return picture;
        }
        Resampling resampling =
                new Resampling(frame.sizePixels(), options.sizePixels(), pixelScaleArcsec / FluxFrame.PIXEL_ARCSEC);
        return new float[][] {resampling.of(picture[0]), resampling.of(picture[1]), resampling.of(picture[2])};
    }

    private CounterRandom random(String purpose, String id) {
        return CounterRandom.of(options.seed(), "simulate." + purpose, 0, id);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
