package org.galaxyvae.image;

import java.util.Locale;

/** Why a file cannot become a tensor: the closed list of the table {@code rejects}. */
public enum RejectReason {
    /** A JPEG or PNG that the decoder refuses. */
    UNREADABLE,
    /** No bytes at all. */
    EMPTY,
    /** A JPEG or PNG that ends too early. */
    TRUNCATED,
    /** Neither JPEG nor PNG by its first bytes, whatever its name says. */
    UNSUPPORTED_TYPE,
    /** More megapixels than the configuration allows. */
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
