package org.galaxyvae.survey.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Object ids as names below a folder: percent-encoded, reversible, no two ids with one name, none hidden or outside the folder.
 *
 * <p>Letters, digits and {@code -} stand for themselves, {@code _} too but in front, where readers would pass the file over. A name
 * too long for a file system goes on in a folder.
 */
final class FileName {
    /** Below the 255 bytes of file systems, with room for an extension and a temporary suffix. */
    private static final int LONGEST = 200;

    private FileName() {}

    /** The relative path, without extension; no dot is ever in it. */
    static String of(String objectId) {
        StringBuilder path = new StringBuilder();
        int length = 0;
        for (byte b : objectId.getBytes(StandardCharsets.UTF_8)) {
            if (length >= LONGEST) {
                path.append('/');
                length = 0;
            }
            char character = (char) (b & 0xFF);
            boolean plain = (character >= '0' && character <= '9')
                    || (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || character == '-'
                    || (character == '_' && length > 0);
            String written = plain ? String.valueOf(character) : String.format("%%%02X", b);
            path.append(written);
            length += written.length();
        }
        return path.toString();
    }

    /** The id of a path that {@link #of} made. */
    static String objectId(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String joined = path.replace("/", "");
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '%') {
                bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(joined.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
