package org.galaxyvae.pixel.sky;

/** The rules of object ids: opaque text that fits in a path, a line and a column. */
public final class ObjectId {
    /** The longest id. */
    public static final int MAX_CHARACTERS = 128;

    private ObjectId() {}

    /** Whether the text has 1 to 128 characters, something to see and no control characters. */
    public static boolean isValid(String text) {
        return !text.isBlank()
                && text.length() <= MAX_CHARACTERS
                && text.chars().noneMatch(Character::isISOControl);
    }
}
