package org.galaxyvae.pixel.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A TIFF's first directory. The decoder believes every number in it and allocates by it, so each is held against the file's length
 * and the picture's size first.
 */
final class TiffDirectory {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int SAMPLE_FORMAT = 339;
    /** None, LZW, Deflate by both its numbers, PackBits. */
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 5L, 8L, 32946L, 32773L);

    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    private static final long SMALLEST_TILE_BOUND = 1 << 20;

    private final ByteBuffer file;
    private final Map<Integer, long[]> tags = new HashMap<>();

    private TiffDirectory(byte[] bytes) throws RejectedImageException {
        file = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        requireInside(4, 4);
        long start = file.getInt(4) & 0xFFFFFFFFL;
        requireInside(start, 2);
        int entries = file.getShort((int) start) & 0xFFFF;
        requireInside(start, 2 + 12L * entries);
        for (int i = 0; i < entries; i++) {
            read((int) start + 2 + 12 * i);
        }
    }

    static PictureHeader header(byte[] bytes) throws RejectedImageException {
        TiffDirectory directory = new TiffDirectory(bytes);
        directory.refuseWhatIsNotRead();
        long width = directory.value(WIDTH, 0);
        long height = directory.value(HEIGHT, 0);
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "TIFF of " + width + " x " + height + " pixels");
        }
        long photometric = directory.value(PHOTOMETRIC, 1);
        long samples = photometric == 3 ? 3 : directory.value(SAMPLES, 1);
        return new PictureHeader((int) width, (int) height, (int) samples, false, PictureHeader.Color.DECODED);
    }

    private void read(int entry) throws RejectedImageException {
        int tag = file.getShort(entry) & 0xFFFF;
        int type = file.getShort(entry + 2) & 0xFFFF;
        long count = file.getInt(entry + 4) & 0xFFFFFFFFL;
        if (type < 1 || type >= TYPE_BYTES.length) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "TIFF tag " + tag + " of unknown type " + type);
        }
        long bytes = count * TYPE_BYTES[type];
        long at = bytes <= 4 ? entry + 8 : file.getInt(entry + 8) & 0xFFFFFFFFL;
        requireInside(at, bytes);
        boolean whole = type == 1 || type == 3 || type == 4;
        if (whole && tags.putIfAbsent(tag, values((int) at, type, (int) count)) != null) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "TIFF tag " + tag + " twice");
        }
    }

    private long[] values(int at, int type, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case 1 -> file.get(at + i) & 0xFF;
                case 3 -> file.getShort(at + 2 * i) & 0xFFFF;
                default -> file.getInt(at + 4 * i) & 0xFFFFFFFFL;
            };
        }
        return values;
    }

    private void refuseWhatIsNotRead() throws RejectedImageException {
        long samples = value(SAMPLES, 1);
        long photometric = value(PHOTOMETRIC, 1);
        long bits = value(BITS, 1);
        if (samples < 1 || samples > 4 || photometric > 3 || !COMPRESSIONS.contains(value(COMPRESSION, 1))) {
            throw unsupported("photometric " + photometric + ", " + samples + " samples a pixel, compression "
                    + value(COMPRESSION, 1));
        }
        for (long each : tags.getOrDefault(BITS, new long[] {1})) {
            if (each != bits || (bits != 8 && bits != 16)) {
                throw unsupported(each + " bits a sample");
            }
        }
        for (long each : tags.getOrDefault(SAMPLE_FORMAT, new long[] {1})) {
            if (each != 1) {
                throw unsupported("sample format " + each);
            }
        }
        requireStrips(STRIP_OFFSETS, STRIP_LENGTHS);
        requireStrips(TILE_OFFSETS, TILE_LENGTHS);
        if (!tags.containsKey(STRIP_OFFSETS) && !tags.containsKey(TILE_OFFSETS)) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "TIFF without pixels");
        }
        long tile = value(TILE_WIDTH, 1) * value(TILE_HEIGHT, 1);
        if (tile < 1 || tile > Math.max(SMALLEST_TILE_BOUND, 4 * value(WIDTH, 0) * value(HEIGHT, 0))) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "TIFF with tiles of " + tile + " pixels");
        }
    }

    private void requireStrips(int offsets, int lengths) throws RejectedImageException {
        if (!tags.containsKey(offsets)) {
            return;
        }
        long[] starts = tags.get(offsets);
        long[] counts = tags.getOrDefault(lengths, new long[0]);
        if (starts.length != counts.length) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE,
                    "TIFF with " + starts.length + " strips or tiles and " + counts.length + " lengths");
        }
        for (int i = 0; i < starts.length; i++) {
            requireInside(starts[i], counts[i]);
        }
    }

    private long value(int tag, long otherwise) {
        long[] values = tags.get(tag);
        return values == null || values.length == 0 ? otherwise : values[0];
    }

    private void requireInside(long start, long length) throws RejectedImageException {
        if (start + length > file.limit()) {
            throw new RejectedImageException(
                    RejectReason.TRUNCATED,
                    "TIFF of " + file.limit() + " bytes, expected " + length + " bytes at " + start);
        }
    }

    private static RejectedImageException unsupported(String what) {
        return new RejectedImageException(
                RejectReason.UNSUPPORTED_TYPE,
                "TIFF with " + what
                        + ", expected gray, palette or RGB of 8 or 16 bits, plain or compressed by LZW, Deflate or PackBits");
    }
}
