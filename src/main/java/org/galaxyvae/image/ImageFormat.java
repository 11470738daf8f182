package org.galaxyvae.image;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** What a file is by its bytes, never by its name; and whether all of it is there. */
enum ImageFormat {
    JPEG {
        /**
         * Walks the segments to the end-of-image marker. The decoder itself would fill what is missing with gray; bytes behind
         * that marker are of no concern, and a thumbnail's own marker lies inside a segment that is stepped over.
         */
        @Override
        boolean isComplete(byte[] file) {
            int at = 2;
            while (at + 1 < file.length) {
                int marker = file[at + 1] & 0xFF;
                if ((file[at] & 0xFF) != 0xFF || marker == 0xFF || marker == 0x00) {
                    at++; // image data, a stuffed zero or a fill byte
                } else if (marker == 0xD9) {
                    return true;
                } else if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                    at += 2; // markers without a segment
                } else if (at + 3 < file.length) {
                    int length = (file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF);
                    at += 2 + Math.max(2, length);
                } else {
                    return false;
                }
            }
            return false;
        }
    },

    PNG {
        /** Walks the chunks to the end chunk. */
        @Override
        boolean isComplete(byte[] file) {
            long at = 8;
            while (at + 12 <= file.length) {
                int start = (int) at;
                String type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
                long length = (file[start] & 0xFFL) << 24
                        | (file[start + 1] & 0xFFL) << 16
                        | (file[start + 2] & 0xFFL) << 8
                        | (file[start + 3] & 0xFFL);
                at += 12 + length;
                if (type.equals("IEND")) {
                    return at <= file.length;
                }
            }
            return false;
        }
    };

    /** Whether the file holds its own end. */
    abstract boolean isComplete(byte[] file);

    /** The name of the decoder. */
    String readerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of a file.
     *
     * @throws RejectedImageException where it is empty or something else
     */
    static ImageFormat of(byte[] file) throws RejectedImageException {
        if (file.length == 0) {
            throw new RejectedImageException(RejectReason.EMPTY, "File of 0 bytes");
        }
        if (startsWith(file, "ffd8")) {
            return JPEG;
        }
        if (startsWith(file, "89504e47")) {
            return PNG;
        }
        throw new RejectedImageException(
                RejectReason.UNSUPPORTED_TYPE, "Looks like " + guess(file) + ", expected JPEG or PNG");
    }

    private static String guess(byte[] file) {
        if (startsWith(file, "47494638")) {
            return "GIF";
        }
        if (startsWith(file, "53494d504c4520")) { // "SIMPLE "
            return "FITS";
        }
        if (startsWith(file, "49492a00") || startsWith(file, "4d4d002a")) {
            return "TIFF";
        }
        if (startsWith(file, "424d")) {
            return "BMP";
        }
        if (startsWith(file, "1f8b") || startsWith(file, "504b0304")) {
            return "a compressed archive";
        }
        for (int i = 0; i < Math.min(file.length, 64); i++) {
            if (file[i] >= 0 && file[i] < ' ' && file[i] != '\n' && file[i] != '\r' && file[i] != '\t') {
                return "bytes " + HexFormat.of().formatHex(file, 0, Math.min(file.length, 8));
            }
        }
        return "text";
    }

    private static boolean startsWith(byte[] file, String hex) {
        int digits = hex.length();
        return file.length * 2L >= digits
                && HexFormat.of().formatHex(file, 0, digits / 2).equals(hex);
    }
}
