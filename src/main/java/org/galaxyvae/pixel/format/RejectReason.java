package org.galaxyvae.pixel.format;

import java.util.Locale;
import org.galaxyvae.pixel.prepare.Preparation;

/** Why a file cannot become a tensor: the closed list of the table {@code rejects}. */
public enum RejectReason {
    /** An image that its decoder refuses. */
    UNREADABLE,
    /** No bytes at all. */
    EMPTY,
    /** An image that ends too early. */
    TRUNCATED,
    /** No image that is read, by its bytes, whatever its name says; or one without the bands or scale that are asked for. */
    UNSUPPORTED_TYPE,
    /** More megapixels than the configuration allows, packed or not. */
    TOO_LARGE,
    /** A crop under {@link Preparation#SMALLEST_CROP_PIXELS} a side. */
    TOO_SMALL,
    /** Another file with the same object id has the smaller source_uri. */
    DUPLICATE_ID,
    /** An object id that is empty, too long or has control characters. */
    INVALID_ID;

    /** The name in tables: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
