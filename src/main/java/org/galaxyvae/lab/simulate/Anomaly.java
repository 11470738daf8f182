package org.galaxyvae.lab.simulate;

/** One kind of oddity, planted in flux: as light before the noise, or as damage after it. */
interface Anomaly {
    /** Adds light; noise comes later. */
    default void shine(Scene scene) {}

    /** Damages what the camera recorded. */
    default void damage(Scene scene) {}
}
