package org.galaxyvae.lab.simulate;

import java.util.Locale;

/** The shapes a survey holds, and their share of the normal galaxies (near the classes of Lintott et al. 2011). */
enum GalaxyType {
    ELLIPTICAL(0.46),
    LENTICULAR(0.23),
    EDGE_ON(0.15),
    SPIRAL(0.13),
    IRREGULAR(0.03);

    private final double share;

    GalaxyType(double share) {
        this.share = share;
    }

    /** The name in the catalog: lower case. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type at a place on the unit interval. */
    static GalaxyType at(double u) {
        double rest = u;
        for (GalaxyType type : values()) {
            rest -= type.share;
            if (rest < 0) {
                return type;
            }
        }
        return IRREGULAR;
    }
}
