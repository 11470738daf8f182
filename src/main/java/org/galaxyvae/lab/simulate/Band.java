package org.galaxyvae.lab.simulate;

import java.util.List;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * The three SDSS bands of a picture, from blue to red: g, r, i are shown as blue, green, red.
 *
 * <p>Sky noise follows from the survey's median dark sky (21.9, 20.9 and 20.2 mag/arcsec², Fukugita et al. 1996 filters)
 * and the camera's 53.9 s exposures (Gunn et al. 1998); the seeing is a little better towards the red.
 */
enum Band {
    G(0.016, 975, 1.05, 180),
    R(0.025, 940, 1.0, 280),
    I(0.035, 740, 0.95, 320);

    private static final List<Band> ALL = List.of(values());

    private final double skySigmaNanomaggies;
    private final double electronsPerNanomaggy;
    private final double seeingFactor;
    private final double fullWellNanomaggies;

    Band(double skySigmaNanomaggies, double electronsPerNanomaggy, double seeingFactor, double fullWellNanomaggies) {
        this.skySigmaNanomaggies = skySigmaNanomaggies;
        this.electronsPerNanomaggy = electronsPerNanomaggy;
        this.seeingFactor = seeingFactor;
        this.fullWellNanomaggies = fullWellNanomaggies;
    }

    /** Standard deviation of the empty sky in one native pixel, nanomaggies. */
    double skySigmaNanomaggies() {
        return skySigmaNanomaggies;
    }

    /** Photo-electrons counted for one nanomaggy: sets the photon noise of a source. */
    double electronsPerNanomaggy() {
        return electronsPerNanomaggy;
    }

    /** Seeing in this band over the seeing in r. */
    double seeingFactor() {
        return seeingFactor;
    }

    /** Where a pixel saturates, nanomaggies: the core of a star of about 14 mag; near white in the picture. */
    double fullWellNanomaggies() {
        return fullWellNanomaggies;
    }

    /** One of the three, each as likely. */
    static Band draw(CounterRandom random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
