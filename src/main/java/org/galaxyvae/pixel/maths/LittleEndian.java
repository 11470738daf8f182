package org.galaxyvae.pixel.maths;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of 32 bits as bytes, the least significant first. */
public final class LittleEndian {
    private LittleEndian() {}

    /** Four bytes a number. */
    public static byte[] bytesOf(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /**
     * The inverse of {@link #bytesOf}.
     *
     * @throws IllegalArgumentException where the bytes are not four a number
     */
    public static float[] floatsOf(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "Invalid floats: " + bytes.length + " bytes, expected a multiple of " + Float.BYTES);
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
