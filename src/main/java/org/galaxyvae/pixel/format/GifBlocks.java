package org.galaxyvae.pixel.format;

/** Walks a GIF's blocks to its trailer. */
final class GifBlocks {
    private final byte[] file;
    private int at = 13;

    private GifBlocks(byte[] file) {
        this.file = file;
    }

    static PictureHeader header(byte[] file) throws RejectedImageException {
        return new GifBlocks(file).header();
    }

    private PictureHeader header() throws RejectedImageException {
        skipColors(10);
        int image = -1;
        int images = 0;
        for (int type = value(at++); type != 0x3B; type = value(at++)) {
            if (type == 0x2C) {
                image = image < 0 ? at : image;
                images++;
                at += 9;
                skipColors(at - 1);
                at++; // the first code's bits
            } else if (type == 0x21) {
                at++; // the extension's label
            } else {
                throw new RejectedImageException(RejectReason.UNREADABLE, "GIF with a block of unknown type " + type);
            }
            for (int length = value(at++); length != 0; length = value(at++)) {
                at += length;
            }
        }
        if (images != 1) {
            throw new RejectedImageException(
                    RejectReason.UNSUPPORTED_TYPE, "GIF of " + images + " frames, expected one");
        }
        return new PictureHeader(
                littleEndian(image + 4), littleEndian(image + 6), 3, false, PictureHeader.Color.DECODED);
    }

    private void skipColors(int flagsAt) throws RejectedImageException {
        int flags = value(flagsAt);
        if ((flags & 0x80) != 0) {
            at += 3 << ((flags & 7) + 1);
        }
    }

    private int littleEndian(int at) throws RejectedImageException {
        return value(at) | value(at + 1) << 8;
    }

    private int value(int at) throws RejectedImageException {
        if (at >= file.length) {
            throw new RejectedImageException(
                    RejectReason.TRUNCATED, "GIF of " + file.length + " bytes ends before its trailer");
        }
        return file[at] & 0xFF;
    }
}
