package org.galaxyvae.show.sheet;

import java.nio.charset.StandardCharsets;
import org.galaxyvae.pixel.sky.Hashes;

/** Object ids in file names: whatever an id holds, the file stands in its folder, and no two ids share one. */
final class FigureName {
    /** Below the 255 bytes of file systems, with room for what stands around. */
    private static final int LONGEST = 200;

    private static final int HASH_DIGITS = 16;

    private FigureName() {}

    /** {@code explain-<id>.png}; what is neither letter, digit, dot, {@code -} nor {@code _} is percent-encoded, long ids end in a hash. */
    static String of(String objectId) {
        StringBuilder name = new StringBuilder();
        for (byte b : objectId.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (b & 0xFF);
            boolean plain = (character >= '0' && character <= '9')
                    || (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || character == '-'
                    || character == '_'
                    || character == '.';
            name.append(plain ? String.valueOf(character) : String.format("%%%02X", b));
        }
        if (name.length() > LONGEST) {
            name.setLength(LONGEST - HASH_DIGITS - 1);
            name.append('-').append(Hashes.sha256(objectId, HASH_DIGITS));
        }
        return "explain-" + name + ".png";
    }
}
