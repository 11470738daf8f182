package org.galaxyvae.pixel.sky;

import java.io.IOException;
import java.io.InputStream;
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
        return HexFormat.of().formatHex(digest().digest(bytes)).substring(0, digits);
    }

    /** All 64 hex digits of the hash of what is left of the stream. */
    public static String sha256(InputStream stream) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[1 << 16];
        for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
            digest.update(block, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
