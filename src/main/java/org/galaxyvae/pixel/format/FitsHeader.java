package org.galaxyvae.pixel.format;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The header of one HDU (FITS standard 4.0, section 4): 80-character cards in blocks of 2880 bytes. Read leniently: what is no
 * card with a value is passed over, since real headers hold all sorts of things.
 *
 * @param values by key, texts without quotes; the first of equal keys
 * @param bytes length of the header with its padding
 */
record FitsHeader(Map<String, String> values, int bytes) {
    static final int BLOCK = 2880;
    private static final int CARD = 80;
    private static final int BLOCKS_MOST = 1000;

    FitsHeader {
        values = Collections.unmodifiableMap(values);
    }

    /**
     * Reads the header at a place.
     *
     * @throws RejectedImageException where the file ends before it does
     */
    static FitsHeader read(FitsBytes file, long start) throws RejectedImageException {
        Map<String, String> values = new HashMap<>();
        for (int block = 0; block < BLOCKS_MOST; block++) {
            long at = start + (long) block * BLOCK;
            if (!file.reaches(at + BLOCK)) {
                throw new RejectedImageException(
                        RejectReason.TRUNCATED, "FITS of " + file.length() + " bytes ends inside a header");
            }
            for (int card = 0; card < BLOCK; card += CARD) {
                String text = new String(file.array(), (int) at + card, CARD, StandardCharsets.ISO_8859_1);
                String key = text.substring(0, 8).trim();
                if (key.equals("END")) {
                    return new FitsHeader(values, (block + 1) * BLOCK);
                }
                if (text.startsWith("= ", 8)) {
                    values.putIfAbsent(key, value(text.substring(10)));
                }
            }
        }
        throw new RejectedImageException(
                RejectReason.UNREADABLE, "FITS header of over " + BLOCKS_MOST + " blocks without END");
    }

    /** A text between quotes, where two quotes stand for one; else what is before the comment. */
    private static String value(String field) {
        String text = field.stripLeading();
        if (!text.startsWith("'")) {
            int comment = text.indexOf('/');
            return (comment < 0 ? text : text.substring(0, comment)).trim();
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\'') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\'') {
                    break;
                }
                i++;
            }
            value.append(text.charAt(i));
        }
        return value.toString().stripTrailing();
    }

    /** The key's text, or empty. */
    String text(String key) {
        return values.getOrDefault(key, "");
    }

    /**
     * The key's whole number.
     *
     * @throws RejectedImageException where its value is none
     */
    long whole(String key, long otherwise) throws RejectedImageException {
        String text = values.get(key);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw notANumber(key, String.valueOf(text), e);
        }
    }

    /** The value of a key that may have a fraction or exponent (FITS writes D for E), {@code otherwise} where it is not there. */
    double number(String key, double otherwise) throws RejectedImageException {
        String text = values.get(key);
        try {
            return text == null ? otherwise : Double.parseDouble(text.replace('D', 'E'));
        } catch (NumberFormatException e) {
            throw notANumber(key, String.valueOf(text), e);
        }
    }

    private static RejectedImageException notANumber(String key, String text, Exception e) {
        return new RejectedImageException(
                RejectReason.UNREADABLE, "FITS header with " + key + " = " + text + ", expected a number", e);
    }
}
