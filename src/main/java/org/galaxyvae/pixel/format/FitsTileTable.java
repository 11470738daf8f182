package org.galaxyvae.pixel.format;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The table behind a tile-compressed image, looked over before the library believes it: it allocates by what the descriptors and
 * the keys say.
 */
final class FitsTileTable {
    private static final Pattern FORMAT = Pattern.compile("(\\d*)([LXBIJKAEDCMPQ]).*");
    private static final int COLUMNS_MOST = 999;
    private static final int PARAMETERS_MOST = 99;

    private FitsTileTable() {}

    /**
     * Refuses a table whose tiles do not make the image or whose data lie outside it.
     *
     * @throws RejectedImageException as unreadable
     */
    static void requireSound(byte[] file, FitsHdu hdu) throws RejectedImageException {
        FitsHeader header = hdu.header();
        double tiles = 1;
        for (int i = 1; i <= hdu.axes().size(); i++) {
            long axis = hdu.axes().get(i - 1);
            long tile = header.whole("ZTILE" + i, i == 1 ? axis : 1);
            require(tile >= 1 && tile <= axis, "ZTILE" + i + " = " + tile + ", expected 1 to " + axis);
            tiles *= Math.ceil((double) axis / tile);
        }
        long rowBytes = header.whole("NAXIS1", 0);
        long rows = header.whole("NAXIS2", 0);
        require(rows == tiles, rows + " rows, expected a row for each of " + tiles + " tiles");
        for (int i = 1; i <= PARAMETERS_MOST && !header.text("ZNAME" + i).isEmpty(); i++) {
            String name = header.text("ZNAME" + i);
            if (name.equals("BLOCKSIZE")) {
                long block = header.whole("ZVAL" + i, 32);
                require(block >= 1 && block <= 1024, "BLOCKSIZE " + block);
            } else if (name.equals("BYTEPIX")) {
                long bytes = header.whole("ZVAL" + i, 4);
                require(bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8, "BYTEPIX " + bytes);
            }
        }
        long heapStart = header.whole("THEAP", rowBytes * rows);
        long heap = hdu.dataBytes() - heapStart;
        require(heapStart >= rowBytes * rows && heap >= 0, "THEAP " + heapStart);
        requireHeap(
                ByteBuffer.wrap(file, (int) hdu.dataStart(), (int) hdu.dataBytes())
                        .slice(),
                header,
                rowBytes,
                rows,
                heap);
    }

    private static void requireHeap(ByteBuffer data, FitsHeader header, long rowBytes, long rows, long heap)
            throws RejectedImageException {
        long columns = header.whole("TFIELDS", 0);
        require(columns >= 1 && columns <= COLUMNS_MOST, "TFIELDS " + columns);
        require(
                LongStream.rangeClosed(1, columns)
                        .anyMatch(i -> header.text("TTYPE" + i).endsWith("COMPRESSED_DATA")),
                "no column COMPRESSED_DATA");
        long offset = 0;
        for (int i = 1; i <= columns; i++) {
            Matcher format = FORMAT.matcher(header.text("TFORM" + i).trim());
            require(format.matches(), "TFORM" + i + " = " + header.text("TFORM" + i));
            long repeat = format.group(1).isEmpty()
                    ? 1
                    : Long.parseLong(format.group(1).length() > 9 ? "-1" : format.group(1));
            require(repeat >= 0, "TFORM" + i + " = " + header.text("TFORM" + i));
            char type = format.group(2).charAt(0);
            boolean wide = type == 'Q';
            if (wide || type == 'P') {
                String tail = header.text("TFORM" + i).trim().substring(format.end(2));
                int element = tail.isEmpty() ? 1 : size(tail.charAt(0));
                require(repeat <= 1, "TFORM" + i + " = " + header.text("TFORM" + i));
                require(offset + repeat * size(type) <= rowBytes, "rows of " + rowBytes + " bytes");
                for (long row = 0; row < rows && repeat == 1; row++) {
                    int at = (int) (row * rowBytes + offset);
                    long count = wide ? data.getLong(at) : data.getInt(at) & 0xFFFFFFFFL;
                    long start = wide ? data.getLong(at + 8) : data.getInt(at + 4) & 0xFFFFFFFFL;
                    require(
                            count >= 0 && start >= 0 && count <= heap && start <= heap - count * element,
                            "tile " + row + " of " + count + " elements at " + start + " in a heap of " + heap);
                }
            }
            offset += type == 'X' ? (repeat + 7) / 8 : repeat * size(type);
        }
        require(offset == rowBytes, "columns of " + offset + " bytes in rows of " + rowBytes);
    }

    private static int size(char type) {
        return switch (type) {
            case 'I' -> 2;
            case 'J', 'E' -> 4;
            case 'K', 'D', 'C', 'P' -> 8;
            case 'M', 'Q' -> 16;
            default -> 1;
        };
    }

    private static void require(boolean sound, String what) throws RejectedImageException {
        if (!sound) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "Compressed FITS image with " + what);
        }
    }
}
