package org.galaxyvae.survey.source;

import java.io.IOException;
import java.io.InputStream;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;

/** Reads whole images into memory, never more than one may hold: packed zeros unpack to any length. */
final class ByteLimit {
    private ByteLimit() {}

    /** All that is left of the stream. */
    static byte[] read(InputStream stream, long longest) throws IOException, RejectedImageException {
        byte[] bytes = stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 16L, longest + 1));
        if (bytes.length > longest) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE, "More than " + longest + " bytes, the most that a picture can need");
        }
        return bytes;
    }
}
