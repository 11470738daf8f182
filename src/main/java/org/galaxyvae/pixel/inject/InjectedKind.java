package org.galaxyvae.pixel.inject;

import java.util.Locale;

/** What may be injected into a prepared image: rare sky, neighbors in the way, and faults of the camera and the server. */
public enum InjectedKind {
    /** A satellite's straight trail in one band. */
    TRAIL,
    /** Sharp hits and tracks, each in one band. */
    COSMIC_RAYS,
    /** A saturated star with a halo and four spikes. */
    STAR,
    /** A second galaxy in front. */
    BLEND,
    /** A ring around the middle. */
    RING,
    /** Two bent streams of stars from the middle outwards, one fainter. */
    TIDAL_TAIL,
    /** A thin blue arc around the middle with its counter-image: a lensed galaxy. */
    ARC,
    /** Weak and medium: one band shifted; strong: two bands exchanged. */
    CHANNELS,
    /** A black part at one side. */
    MISSING,
    /** Rows of noise. */
    NOISE,
    /** Text instead of an image; weak and medium dark, strong light. */
    ERROR_PAGE;

    /** The name in tables, such as {@code cosmic_rays}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
