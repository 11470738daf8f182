package org.galaxyvae.pixel.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks a PNG's chunks to the end chunk. */
final class PngChunks {
    private PngChunks() {}

    static PictureHeader header(byte[] file) throws RejectedImageException {
        if (!isComplete(file) || file.length < 33) {
            throw new RejectedImageException(
                    RejectReason.TRUNCATED, "PNG of " + file.length + " bytes ends before its end marker");
        }
        ByteBuffer first = ByteBuffer.wrap(file, 8, 25);
        if (first.getInt() != 13 || first.getInt() != 0x49484452) { // "IHDR"
            throw new RejectedImageException(RejectReason.UNREADABLE, "PNG without a header chunk");
        }
        int width = first.getInt();
        int height = first.getInt();
        first.get(); // bits a sample
        int type = first.get();
        return new PictureHeader(width, height, type == 0 || type == 4 ? 1 : 3, false, PictureHeader.Color.DECODED);
    }

    private static boolean isComplete(byte[] file) {
        long at = 8;
        while (at + 12 <= file.length) {
            int start = (int) at;
            String type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
            at += 12 + (ByteBuffer.wrap(file).getInt(start) & 0xFFFFFFFFL);
            if (type.equals("IEND")) {
                return at <= file.length;
            }
        }
        return false;
    }
}
