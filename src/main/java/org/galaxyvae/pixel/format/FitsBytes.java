package org.galaxyvae.pixel.format;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a FITS file, unpacked only as far as they are asked for: a small file may unpack to anything. */
final class FitsBytes {
    private static final int FIRST_CAPACITY = 1 << 16;

    private final long most;
    private @Nullable InputStream packed;
    private byte[] bytes;
    private int length;

    private FitsBytes(byte[] bytes, int length, @Nullable InputStream packed, long most) {
        this.bytes = bytes;
        this.length = length;
        this.packed = packed;
        this.most = most;
    }

    /**
     * The bytes of a plain, gzip or bzip2 file.
     *
     * @param most bytes it may unpack to
     */
    static FitsBytes of(ImageFormat format, byte[] file, long most) throws RejectedImageException {
        if (format == ImageFormat.FITS) {
            return new FitsBytes(file, file.length, null, most);
        }
        try {
            InputStream source = new ByteArrayInputStream(file);
            InputStream packed = format == ImageFormat.GZIP
                    ? new GZIPInputStream(source, FIRST_CAPACITY)
                    : new BZip2CompressorInputStream(source, true);
            return new FitsBytes(new byte[FIRST_CAPACITY], 0, packed, most);
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    /** The array that holds them from 0 on; another one after the next {@link #reaches}. */
    byte[] array() {
        return bytes;
    }

    /** How many have been unpacked. */
    int length() {
        return length;
    }

    /** Whether there are as many bytes as that. */
    boolean reaches(long end) throws RejectedImageException {
        if (end > most && packed != null) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE, "Unpacks to over " + end + " bytes, expected at most " + most);
        }
        while (length < end && packed != null) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * length));
            }
            read();
        }
        return end <= length;
    }

    private void read() throws RejectedImageException {
        InputStream stream = packed;
        if (stream == null) {
            return;
        }
        try {
            int count = stream.read(bytes, length, bytes.length - length);
            if (count < 0) {
                packed = null;
            } else {
                length += count;
            }
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    private static RejectedImageException broken(Exception e) {
        boolean cut =
                e instanceof EOFException || String.valueOf(e.getMessage()).contains("nexpected end");
        return new RejectedImageException(
                cut ? RejectReason.TRUNCATED : RejectReason.UNREADABLE,
                "Cannot unpack: " + RejectedImageException.oneLine(e),
                e);
    }
}
