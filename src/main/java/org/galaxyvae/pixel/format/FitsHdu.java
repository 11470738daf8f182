package org.galaxyvae.pixel.format;

import java.util.ArrayList;
import java.util.List;

/**
 * One HDU as its header describes it.
 *
 * @param number the first is 0
 * @param start of the header in the file
 * @param compressed whether it is a tile-compressed image (FITS standard 4.0, section 10)
 * @param axes lengths of the image's axes; of a compressed image those of the image inside
 * @param dataBytes without padding
 */
record FitsHdu(int number, FitsHeader header, long start, boolean compressed, List<Long> axes, long dataBytes) {
    private static final int AXES_MOST = 999;

    FitsHdu {
        axes = List.copyOf(axes);
    }

    static FitsHdu of(int number, FitsHeader header, long start) throws RejectedImageException {
        String type = number == 0 ? "IMAGE" : header.text("XTENSION").trim();
        boolean compressed = type.equals("BINTABLE") && header.text("ZIMAGE").equals("T");
        List<Long> stored = axes(header, "NAXIS");
        List<Long> image = compressed ? axes(header, "ZNAXIS") : type.equals("IMAGE") ? stored : List.of();
        long bits = header.whole("BITPIX", 0);
        if (!List.of(8L, 16L, 32L, 64L, -32L, -64L).contains(bits)) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, "FITS header with BITPIX = " + header.text("BITPIX"));
        }
        long elements = stored.isEmpty() ? 0 : product(stored);
        long parameters = header.whole("PCOUNT", 0);
        long groups = header.whole("GCOUNT", 1);
        if (parameters < 0 || parameters > Integer.MAX_VALUE || groups < 1 || groups > Integer.MAX_VALUE) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, "FITS header with PCOUNT " + parameters + " and GCOUNT " + groups);
        }
        double bytes = Math.abs(bits) / 8.0 * groups * (parameters + (double) elements);
        return new FitsHdu(number, header, start, compressed, image, (long) Math.min(bytes, Long.MAX_VALUE / 4.0));
    }

    private static List<Long> axes(FitsHeader header, String key) throws RejectedImageException {
        long count = header.whole(key, 0);
        if (count < 0 || count > AXES_MOST) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "FITS header with " + key + " = " + count);
        }
        List<Long> axes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            long length = header.whole(key + i, -1);
            if (length < 0) {
                throw new RejectedImageException(
                        RejectReason.UNREADABLE, "FITS header with " + key + i + " = " + header.text(key + i));
            }
            axes.add(length);
        }
        return axes;
    }

    /** Capped far above anything that is there. */
    private static long product(List<Long> axes) {
        double product = 1;
        for (long axis : axes) {
            product *= axis;
        }
        return (long) Math.min(product, 1e17);
    }

    /** Whether it is a picture of some bands: two axes, or three, and none behind them. */
    boolean isImage() {
        return axes.size() >= 2
                && axes.stream().allMatch(length -> length > 0)
                && axes.stream().skip(3).allMatch(length -> length == 1);
    }

    long width() {
        return axes.get(0);
    }

    long height() {
        return axes.get(1);
    }

    /** Bands: the third axis. */
    long depth() {
        return axes.size() < 3 ? 1 : axes.get(2);
    }

    long dataStart() {
        return start + header.bytes();
    }

    /** Where the next HDU would start. */
    long end() {
        return dataStart() + (dataBytes + FitsHeader.BLOCK - 1) / FitsHeader.BLOCK * FitsHeader.BLOCK;
    }

    /** For messages. */
    String description() {
        String type = number == 0 ? "primary" : header.text("XTENSION").trim();
        return type + " of axes " + axes(header);
    }

    private static String axes(FitsHeader header) {
        try {
            return axes(header, "NAXIS").toString();
        } catch (RejectedImageException e) {
            throw new IllegalStateException("Axes were read before", e);
        }
    }
}
