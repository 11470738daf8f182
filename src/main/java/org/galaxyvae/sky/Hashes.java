package org.galaxyvae.sky;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as hex text. */
public final class Hashes {
    private Hashes() {}

    /** The first {@code digits} hex digits of the text's hash (UTF-8). */
    public static String sha256(String text, int digits) {
        return sha256(text.getBytes(StandardCharsets.UTF_8), digits);
    }

    /** The first {@code digits} hex digits of the bytes' hash. */
    public static String sha256(byte[] bytes, int digits) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
