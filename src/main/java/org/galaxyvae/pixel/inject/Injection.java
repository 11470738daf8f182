package org.galaxyvae.pixel.inject;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * Anomalies drawn into prepared images, to measure what is found without labels.
 *
 * <p>The image is enlarged to about 256 pixels ({@link Enlargement}: the resolution that the middle of a survey's cutout
 * has), the anomaly drawn there with the point-spread of such cutouts, the whole compressed as the survey does
 * ({@link SurveyJpeg}) and averaged back. {@link #untouched} goes the same way without an anomaly: only against it is the
 * anomaly all that differs. Where an anomaly lies and how it is turned depends on seed, kind and object, not on the strength.
 *
 * @param kind what is drawn
 * @param strength how plainly
 */
public record Injection(InjectedKind kind, InjectionStrength strength) {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 256;

    private static final List<Injection> ALL = Arrays.stream(InjectedKind.values())
            .flatMap(kind -> Stream.of(InjectionStrength.values()).map(strength -> new Injection(kind, strength)))
            .toList();

    /** All kinds in order, each from weak to strong. */
    public static List<Injection> all() {
        return ALL;
    }

    /** The name in tables, such as {@code ring_weak}. */
    public String label() {
        return kind.label() + "_" + strength.label();
    }

    /**
     * The image with the anomaly, through JPEG; a pure function of its arguments.
     *
     * @param image uint8 [row, column, channel], square, 16 to 256 pixels a side, three bands; unchanged
     * @param other another galaxy's image of the same shape, for a blend; unchanged
     * @param seed the run's
     * @param objectId of the image
     * @return as the image
     */
    public byte[] into(byte[] image, byte[] other, long seed, String objectId) {
        return drawn(image, other, seed, objectId).image();
    }

    /**
     * An image as a model reads it and as quality is measured.
     *
     * @param image as the prepared image
     * @param closeup of twice its resolution or so, uint8 [row, column, channel]
     * @param closeupSide pixels
     */
    public record Drawn(byte[] image, byte[] closeup, int closeupSide) {}

    /** As {@link #into}, with the closeup. */
    public Drawn drawn(byte[] image, byte[] other, long seed, String objectId) {
        Enlargement enlargement = enlargement(image);
        if (other.length != image.length) {
            throw new IllegalArgumentException("Invalid other image: " + other.length
                    + " bytes, expected as many as the first one has: " + image.length);
        }
        int side = enlargement.side();
        CounterRandom random = CounterRandom.of(seed, "injection " + kind.label(), 0, objectId);
        if (kind == InjectedKind.ERROR_PAGE) {
            return compressed(ErrorPage.planes(side, strength, random), enlargement);
        }
        float[][] planes = enlargement.enlarge(image);
        switch (kind) {
            case CHANNELS -> faults(planes, side, random).channels();
            case MISSING -> faults(planes, side, random).missing();
            case NOISE -> faults(planes, side, random).noise();
            default -> {
                InjectedLight light = new InjectedLight(side);
                shine(light, planes, other, enlargement, random);
                light.over(planes);
            }
        }
        return compressed(planes, enlargement);
    }

    private void shine(
            InjectedLight light, float[][] planes, byte[] other, Enlargement enlargement, CounterRandom random) {
        switch (kind) {
            case TRAIL -> faults(planes, light.side(), random).trail(light);
            case COSMIC_RAYS -> faults(planes, light.side(), random).cosmicRays(light);
            case STAR -> new InjectedSky(light, strength, random).star();
            case BLEND -> new InjectedSky(light, strength, random).blend(other, enlargement);
            case RING -> new InjectedSky(light, strength, random).ring();
            case TIDAL_TAIL -> new InjectedSky(light, strength, random).tidalTail();
            case ARC -> new InjectedSky(light, strength, random).arc();
            default -> throw new IllegalStateException(kind + " is no light");
        }
    }

    private InjectedFaults faults(float[][] planes, int side, CounterRandom random) {
        return new InjectedFaults(planes, side, strength, random);
    }

    /**
     * The image through the same enlarging, JPEG and averaging, without an anomaly: the fair control.
     *
     * @param image as in {@link #into}
     */
    public static byte[] untouched(byte[] image) {
        return control(image).image();
    }

    /** As {@link #untouched}, with the closeup. */
    public static Drawn control(byte[] image) {
        Enlargement enlargement = enlargement(image);
        return compressed(enlargement.enlarge(image), enlargement);
    }

    private static Drawn compressed(float[][] planes, Enlargement enlargement) {
        byte[] fine = SurveyJpeg.through(planes, enlargement.side());
        boolean halves = enlargement.side() % 2 == 0;
        int side = halves ? enlargement.side() / 2 : enlargement.side();
        return new Drawn(enlargement.average(fine), new Enlargement(side, halves ? 2 : 1).average(fine), side);
    }

    private static Enlargement enlargement(byte[] image) {
        int size = (int) Math.round(Math.sqrt(image.length / (double) Enlargement.CHANNELS));
        if (image.length != size * size * Enlargement.CHANNELS || size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException("Invalid image: " + image.length + " bytes, expected a square of "
                    + SMALLEST + " to " + LARGEST + " pixels a side and " + Enlargement.CHANNELS + " bands");
        }
        return Enlargement.of(size);
    }
}
