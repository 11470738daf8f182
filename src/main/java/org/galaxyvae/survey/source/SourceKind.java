package org.galaxyvae.survey.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** What a file is by its first bytes, never by its name. */
public enum SourceKind {
    /** One image, or nothing that holds images: the decoder tells. */
    IMAGE,
    ZIP,
    TAR,
    /** A tar archive packed by gzip. */
    TAR_GZIP,
    /** A tar archive packed by bzip2. */
    TAR_BZIP2,
    HDF5,
    PARQUET,
    /** A frame of the sky from which objects are cut; what the caller says, not what the bytes do. */
    MOSAIC;

    /** How many bytes {@link #of} wants to see, where there are so many: a bzip2 block must be whole to be looked into. */
    static final int HEAD_BYTES = 1 << 20;

    /** As many tell all kinds apart that are not packed. */
    static final int UNPACKED_HEAD_BYTES = 512;

    private static final int TAR_MAGIC_OFFSET = 257;

    /** The name in tables: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of the file that begins so. */
    static SourceKind of(byte[] head) {
        if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (startsWith(head, 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n')) {
            return HDF5;
        }
        if (startsWith(head, 'P', 'A', 'R', '1')) {
            return PARQUET;
        }
        if (isTar(head, head.length)) {
            return TAR;
        }
        if (startsWith(head, 0x1f, 0x8b)) {
            return unpacksToTar(head, GZIPInputStream::new) ? TAR_GZIP : IMAGE;
        }
        if (startsWith(head, 'B', 'Z', 'h')) {
            return unpacksToTar(head, BZip2CompressorInputStream::new) ? TAR_BZIP2 : IMAGE;
        }
        return IMAGE;
    }

    private interface Unpacking {
        InputStream open(InputStream packed) throws IOException;
    }

    private static boolean unpacksToTar(byte[] head, Unpacking unpacking) {
        byte[] block = new byte[UNPACKED_HEAD_BYTES];
        int length = 0;
        try (InputStream stream = unpacking.open(new ByteArrayInputStream(head))) {
            length = stream.readNBytes(block, 0, block.length);
        } catch (IOException | RuntimeException e) {
            return false; // broken: the image decoder says how
        }
        return isTar(block, length);
    }

    private static boolean isTar(byte[] block, int length) {
        return length >= TAR_MAGIC_OFFSET + 5
                && new String(block, TAR_MAGIC_OFFSET, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
