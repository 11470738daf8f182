package org.galaxyvae.survey.fetch;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Tells a whole cutout from everything else that a service may send with status 200. */
final class CutoutCheck {
    /**
     * What is wrong.
     *
     * @param reason one word
     * @param again whether asking again may help
     */
    record Finding(String reason, String message, boolean again) {}

    private CutoutCheck() {}

    /** What is wrong with the bytes, empty for a whole cutout of the sky. */
    static Optional<Finding> of(byte[] bytes, FetchOptions options) {
        if (bytes.length == 0) {
            return Optional.of(new Finding("empty", "an answer without content", true));
        }
        boolean fits = startsWith(bytes, "SIMPLE  =");
        boolean jpeg = bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8;
        if (options.fits() ? !fits : !jpeg) {
            return Optional.of(
                    isText(bytes)
                            ? new Finding("error_page", firstWords(bytes), true)
                            : new Finding(
                                    "wrong_content",
                                    "the answer begins with other bytes than " + (options.fits() ? "FITS" : "JPEG"),
                                    true));
        }
        return fits ? ofFits(bytes) : ofJpeg(bytes, options.sizePixels());
    }

    private static Optional<Finding> ofJpeg(byte[] bytes, int size) {
        int end = bytes.length;
        while (end > 2 && (bytes[end - 1] == 0 || bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--; // padding behind the end
        }
        if ((bytes[end - 2] & 0xFF) != 0xFF || (bytes[end - 1] & 0xFF) != 0xD9) {
            return truncated("the JPEG has no end");
        }
        BufferedImage image;
        try {
            image = ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException e) { // the decoder throws anything on damaged input
            return truncated("the JPEG cannot be decoded: " + e.getMessage());
        }
        if (image == null) {
            return truncated("the JPEG cannot be decoded");
        }
        if (image.getWidth() != size || image.getHeight() != size) {
            return Optional.of(new Finding(
                    "wrong_size",
                    image.getWidth() + " x " + image.getHeight() + " pixels, expected " + size + " x " + size,
                    false));
        }
        int[] rgb = image.getRGB(0, 0, size, size, null, 0, size);
        if (ErrorPicture.isText(rgb)) {
            return Optional.of(new Finding("error_picture", "a picture of an error message", true));
        }
        return ErrorPicture.isUniform(rgb)
                ? Optional.of(new Finding("no_sky", "one color all over: outside of the survey?", false))
                : Optional.empty();
    }

    /** Whole blocks, the end of the header, and as much data as the header says (FITS standard 4.0, section 4). */
    private static Optional<Finding> ofFits(byte[] bytes) {
        long pixels = 0;
        long bits = 0;
        int card = 0;
        for (; card + 80 <= bytes.length; card += 80) {
            String text = new String(bytes, card, 80, StandardCharsets.ISO_8859_1);
            if (text.startsWith("END     ")) {
                break;
            }
            String key = text.substring(0, 8).strip();
            String value = text.substring(10).split("/", 2)[0].strip();
            if (key.equals("BITPIX") && value.matches("-?\\d{1,3}")) {
                bits = Math.abs(Long.parseLong(value));
            } else if (key.matches("NAXIS\\d+") && value.matches("\\d{1,9}")) {
                pixels = Math.max(1, pixels) * Long.parseLong(value);
            }
        }
        long header = (card / 2880 + 1) * 2880L;
        if (card + 80 > bytes.length || header + pixels * bits / 8 > bytes.length) {
            return truncated("the FITS file ends too early");
        }
        return pixels == 0
                ? Optional.of(new Finding("no_sky", "a FITS file without an image", false))
                : Optional.empty();
    }

    private static Optional<Finding> truncated(String message) {
        return Optional.of(new Finding("truncated", message, true));
    }

    private static boolean startsWith(byte[] bytes, String text) {
        return bytes.length >= text.length()
                && new String(bytes, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private static boolean isText(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 512); i++) {
            if (bytes[i] >= 0 && bytes[i] < 9) {
                return false;
            }
        }
        return true;
    }

    /** What a person would read first of a page. */
    private static String firstWords(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8)
                .replaceAll("(?is)<(script|style)\\b.*?</\\1>|<[^>]*>", " ");
    }
}
