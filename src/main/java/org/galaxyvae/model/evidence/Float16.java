package org.galaxyvae.model.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers in half the bytes: IEEE 754 binary16, 11 significant bits, up to 65,504. Java 17 has no conversion of its own.
 */
public final class Float16 {
    private static final int SIGN = 0x8000;
    private static final int INFINITE = 0x7C00;
    private static final int NOT_A_NUMBER = 0x7E00;

    /** 65,520, which lies halfway to the number behind the largest: it and all above round to infinity. */
    private static final int TOO_LARGE = 0x477F_F000;

    /** The smallest normal number, 2^-14. */
    private static final int SMALLEST_NORMAL = 0x3880_0000;

    /** Bits of the significand that are dropped. */
    private static final int DROPPED = 13;
    /** Difference of the exponents' biases. */
    private static final int BIAS = 127 - 15;

    private Float16() {}

    /** The nearest such number, the even one of two as near. */
    public static short bits(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & SIGN;
        int magnitude = bits & 0x7FFF_FFFF;
        if (Float.isNaN(value)) {
            return (short) (sign | NOT_A_NUMBER);
        }
        if (magnitude >= TOO_LARGE) {
            return (short) (sign | INFINITE);
        }
        if (magnitude < SMALLEST_NORMAL) {
            // beside a half a float's last bit is 2^-24, the spacing of these: the addition itself rounds as wanted
            float beside = Float.intBitsToFloat(magnitude) + 0.5f;
            return (short) (sign | (Float.floatToRawIntBits(beside) - Float.floatToRawIntBits(0.5f)));
        }
        int half = (1 << (DROPPED - 1)) - 1 + ((magnitude >>> DROPPED) & 1);
        return (short) (sign | (((magnitude + half) >>> DROPPED) - (BIAS << 10)));
    }

    /** The number of these bits, exactly. */
    public static float value(short bits) {
        int sign = (bits & SIGN) << 16;
        int exponent = (bits >>> 10) & 0x1F;
        int significand = bits & 0x3FF;
        if (exponent == 0) {
            float magnitude = significand * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1F ? 0xFF : exponent + BIAS;
        return Float.intBitsToFloat(sign | (wide << 23) | (significand << DROPPED));
    }

    /** Two bytes a value, little-endian. */
    public static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putShort(bits(value));
        }
        return buffer.array();
    }

    /** What {@link #bytes} wrote. */
    public static float[] floats(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(buffer.getShort());
        }
        return values;
    }
}
