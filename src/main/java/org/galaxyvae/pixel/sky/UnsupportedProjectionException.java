package org.galaxyvae.pixel.sky;

/** A header whose world coordinates are none of those that {@link Wcs} knows; the message is one line for the user. */
public final class UnsupportedProjectionException extends Exception {
    private static final long serialVersionUID = 1;

    /** What was found and what was expected. */
    public UnsupportedProjectionException(String message) {
        super(message);
    }
}
