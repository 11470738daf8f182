package org.galaxyvae.pixel.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Arrays as NumPy's .npy file, format version 1.0, which {@code numpy.load} opens. */
public final class NumpyArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** The format asks that the values begin at a multiple of it. */
    private static final int ALIGNMENT = 64;

    private NumpyArray() {}

    /**
     * Equal arrays, one behind the other.
     *
     * @param rows at least one, all of one length
     * @param shape of each row; its product is their length
     * @return the file, float32, C order, of shape [rows, shape…]
     */
    public static byte[] float32(List<float[]> rows, int... shape) {
        int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.length != length)) {
            throw new IllegalArgumentException(
                    "Invalid array: " + rows.size() + " rows, expected at least one of " + length + " values each");
        }
        String dimensions = Arrays.stream(shape).mapToObj(side -> ", " + side).collect(Collectors.joining());
        StringBuilder header = new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows.size()
                + (shape.length == 0 ? "," : dimensions) + "), }");
        int before = MAGIC.length + Short.BYTES;
        while ((before + header.length() + 1) % ALIGNMENT != 0) {
            header.append(' ');
        }
        header.append('\n');
        ByteBuffer file = ByteBuffer.allocate(
                        Math.addExact(before + header.length(), Math.multiplyExact(rows.size() * Float.BYTES, length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putShort((short) header.length());
        file.put(header.toString().getBytes(StandardCharsets.US_ASCII));
        rows.forEach(row -> {
            for (float value : row) {
                file.putFloat(value);
            }
        });
        return file.array();
    }
}
