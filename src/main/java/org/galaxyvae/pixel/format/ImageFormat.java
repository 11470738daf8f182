package org.galaxyvae.pixel.format;

import java.util.HexFormat;
import java.util.Locale;

/** What a file is by its bytes, never by its name. */
enum ImageFormat {
    JPEG("ffd8"),
    PNG("89504e47"),
    GIF("47494638"),
    TIFF("49492a00", "4d4d002a"),
    FITS("53494d504c4520"), // "SIMPLE "
    GZIP("1f8b"),
    BZIP2("425a68");

    private final String hex;
    private final String otherHex;

    ImageFormat(String hex) {
        this(hex, hex);
    }

    ImageFormat(String hex, String otherHex) {
        this.hex = hex;
        this.otherHex = otherHex;
    }

    /** The name of the Java platform's decoder. */
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
        for (ImageFormat format : values()) {
            if (startsWith(file, format.hex) || startsWith(file, format.otherHex)) {
                return format;
            }
        }
        throw new RejectedImageException(
                RejectReason.UNSUPPORTED_TYPE, "Looks like " + guess(file) + ", expected JPEG, PNG, TIFF, GIF or FITS");
    }

    private static String guess(byte[] file) {
        if (startsWith(file, "424d")) {
            return "BMP";
        }
        if (startsWith(file, "504b0304")) {
            return "a ZIP archive";
        }
        if (startsWith(file, "89484446")) {
            return "HDF5";
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
