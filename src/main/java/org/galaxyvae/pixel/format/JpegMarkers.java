package org.galaxyvae.pixel.format;

import java.nio.charset.StandardCharsets;

/**
 * Walks a JPEG's segments to its end-of-image marker. The decoder itself would fill what is missing with gray; bytes behind that
 * marker are of no concern, and a thumbnail's own marker lies inside a segment that is stepped over.
 */
final class JpegMarkers {
    /** A progressive picture has about ten; the decoder passes over the whole picture for each. */
    private static final int SCANS_MOST = 100;

    private static final String ADOBE = "Adobe";

    private final byte[] file;
    private boolean ended;
    private int frame = -1;
    private int adobeTransform = -1;
    private int scans;

    private JpegMarkers(byte[] file) {
        this.file = file;
    }

    static PictureHeader header(byte[] file) throws RejectedImageException {
        JpegMarkers markers = new JpegMarkers(file);
        markers.walk();
        if (!markers.ended) {
            throw new RejectedImageException(
                    RejectReason.TRUNCATED, "JPEG of " + file.length + " bytes ends before its end marker");
        }
        if (markers.frame < 0) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "JPEG without a frame header");
        }
        if (markers.scans > SCANS_MOST) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, "JPEG of " + markers.scans + " scans, expected at most " + SCANS_MOST);
        }
        return markers.header();
    }

    private PictureHeader header() {
        int samples = file[frame + 9] & 0xFF;
        PictureHeader.Color color = samples != 4
                ? PictureHeader.Color.DECODED
                : adobeTransform == 2 ? PictureHeader.Color.YCCK : PictureHeader.Color.CMYK;
        return new PictureHeader(
                bigEndian(frame + 7), bigEndian(frame + 5), samples, samples == 4 && adobeTransform >= 0, color);
    }

    private void walk() {
        int at = 2;
        while (at + 1 < file.length) {
            int marker = file[at + 1] & 0xFF;
            if ((file[at] & 0xFF) != 0xFF || marker == 0xFF || marker == 0x00) {
                at++; // image data, a stuffed zero or a fill byte
            } else if (marker == 0xD9) {
                ended = true;
                return;
            } else if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                at += 2; // markers without a segment
            } else if (at + 3 < file.length) {
                note(marker, at);
                at += 2 + Math.max(2, bigEndian(at + 2));
            } else {
                return;
            }
        }
    }

    private void note(int marker, int at) {
        boolean startOfFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (startOfFrame && frame < 0 && at + 9 < file.length) {
            frame = at;
        } else if (marker == 0xDA) {
            scans++;
        } else if (marker == 0xEE
                && at + 15 < file.length
                && ADOBE.equals(new String(file, at + 4, ADOBE.length(), StandardCharsets.ISO_8859_1))) {
            adobeTransform = file[at + 15] & 0xFF;
        }
    }

    private int bigEndian(int at) {
        return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    }
}
