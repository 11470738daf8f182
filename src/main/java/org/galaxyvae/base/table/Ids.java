package org.galaxyvae.base.table;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names of runs and models: UTC time and 8 random hex digits, safe as a path. */
public final class Ids {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{9}-[0-9a-f]{8}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id; later ids sort behind earlier ones. */
    public static String next(Instant now) {
        return TIME.format(now) + "-" + String.format("%08x", RANDOM.nextInt());
    }

    /**
     * When an id was made.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static Instant time(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException("Invalid id: " + id + ", expected yyyyMMddTHHmmssSSS-xxxxxxxx");
        }
        return TIME.parse(id.substring(0, id.indexOf('-')), Instant::from);
    }

    /** Whether the text has the form of an id. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }
}
