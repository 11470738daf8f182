package org.galaxyvae.lab.simulate;

/**
 * The true parameters of one galaxy: a Sérsic bulge and an exponential disk, with arms and clumps.
 *
 * @param type the shape
 * @param redshift 0 to 1
 * @param rMagnitude total magnitude in r
 * @param gMinusR color g - r, magnitudes
 * @param rMinusI color r - i, magnitudes
 * @param bulgeFraction share of the r light in the bulge, 0 to 1
 * @param sersicIndex the bulge's Sérsic index
 * @param bulgeRadiusArcsec the bulge's effective radius along the major axis
 * @param diskRadiusArcsec the disk's exponential scale length along the major axis
 * @param axisRatio minor over major axis, 0.05 to 1
 * @param positionAngleDeg major axis, counter-clockwise from the picture's horizontal, 0 to 180
 * @param armCount number of arms, 0 for none
 * @param armStrength share of the disk's light that is gathered in arms, 0 to 1
 * @param armPitchDeg angle of the arms to the circle; a negative one winds the other way
 * @param clumpCount star-forming clumps on the disk
 */
record Galaxy(
        GalaxyType type,
        double redshift,
        double rMagnitude,
        double gMinusR,
        double rMinusI,
        double bulgeFraction,
        double sersicIndex,
        double bulgeRadiusArcsec,
        double diskRadiusArcsec,
        double axisRatio,
        double positionAngleDeg,
        int armCount,
        double armStrength,
        double armPitchDeg,
        int clumpCount) {
    private static final double BULGE_REDDER_G_R = 0.15;
    private static final double BULGE_REDDER_R_I = 0.05;

    Galaxy {
        if (!(bulgeFraction >= 0 && bulgeFraction <= 1)) {
            throw new IllegalArgumentException("Invalid bulge fraction: " + bulgeFraction + ", expected 0 to 1");
        }
        if (!(axisRatio >= 0.05 && axisRatio <= 1)) {
            throw new IllegalArgumentException("Invalid axis ratio: " + axisRatio + ", expected 0.05 to 1");
        }
        if (!(bulgeRadiusArcsec > 0 && diskRadiusArcsec > 0)) {
            throw new IllegalArgumentException("Invalid radius: bulge " + bulgeRadiusArcsec + ", disk "
                    + diskRadiusArcsec + ", expected above 0 arcsec");
        }
        if (!(armStrength >= 0 && armStrength <= 1)) {
            throw new IllegalArgumentException("Invalid arm strength: " + armStrength + ", expected 0 to 1");
        }
    }

    SersicProfile bulge() {
        return new SersicProfile(sersicIndex, bulgeRadiusArcsec);
    }

    SersicProfile disk() {
        return new SersicProfile(1, diskRadiusArcsec * SersicProfile.b(1));
    }

    /** Bulges are rounder than the disks that hold them. */
    double bulgeAxisRatio() {
        return bulgeFraction > 0.99 ? axisRatio : Math.max(axisRatio, 0.5 + 0.5 * axisRatio);
    }

    BandFlux bulgeFlux() {
        double shift = 1 - bulgeFraction;
        return BandFlux.ofMagnitude(rMagnitude, gMinusR + BULGE_REDDER_G_R * shift, rMinusI + BULGE_REDDER_R_I * shift)
                .times(bulgeFraction);
    }

    BandFlux diskFlux() {
        return BandFlux.ofMagnitude(
                        rMagnitude,
                        gMinusR - BULGE_REDDER_G_R * bulgeFraction,
                        rMinusI - BULGE_REDDER_R_I * bulgeFraction)
                .times(1 - bulgeFraction);
    }

    /** Young stars: the color of arms and clumps, for unit r flux. */
    BandFlux youngColor() {
        return BandFlux.ofMagnitude(22.5, gMinusR - 0.25, rMinusI - 0.15);
    }

    /** The same galaxy, larger or smaller and brighter or fainter: for neighbors. */
    Galaxy scaled(double sizeFactor, double magnitudesFainter) {
        return new Galaxy(
                type,
                redshift,
                rMagnitude + magnitudesFainter,
                gMinusR,
                rMinusI,
                bulgeFraction,
                sersicIndex,
                bulgeRadiusArcsec * sizeFactor,
                diskRadiusArcsec * sizeFactor,
                axisRatio,
                positionAngleDeg,
                armCount,
                armStrength,
                armPitchDeg,
                clumpCount);
    }
}
