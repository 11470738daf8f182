package org.galaxyvae.lab.simulate;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.pixel.maths.CounterRandom;

/** What may be planted: half of it is rare sky, half is a fault of the camera or its surroundings. */
enum AnomalyKind {
    NONE,
    MERGER,
    RING,
    LENS_ARC,
    IONIZED_CLOUD,
    SATELLITE_TRAIL,
    SATURATED_STAR,
    LOST_BAND,
    MISSING_HALF;

    /** The kinds that change a picture. */
    static final List<AnomalyKind> PLANTED = List.copyOf(EnumSet.complementOf(EnumSet.of(NONE)));

    /** The name in the catalog: lower case. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it is painted. */
    Anomaly anomaly() {
        return switch (this) {
            case NONE -> new Anomaly() {};
            case MERGER -> new Merger();
            case RING -> new StellarRing();
            case LENS_ARC -> new LensArc();
            case IONIZED_CLOUD -> new IonizedCloud();
            case SATELLITE_TRAIL -> new SatelliteTrail();
            case SATURATED_STAR -> new SaturatedStar();
            case LOST_BAND -> new LostBand();
            case MISSING_HALF -> new MissingHalf();
        };
    }

    /** The galaxy it comes with: lenses are massive ellipticals, rings lie around smooth disks, the rest is anywhere. */
    GalaxyType hostType(CounterRandom random) {
        GalaxyType drawn = GalaxyType.at(random.nextDouble());
        return switch (this) {
            case LENS_ARC -> GalaxyType.ELLIPTICAL;
            case RING -> GalaxyType.LENTICULAR;
            default -> drawn;
        };
    }

    /** One of the kinds but none, each as likely. */
    static AnomalyKind draw(CounterRandom random) {
        return PLANTED.get(random.nextInt(PLANTED.size()));
    }
}
