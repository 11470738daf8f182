package org.galaxyvae.lab.compress;

import java.util.Locale;
import org.galaxyvae.model.evidence.Float16;

/** How a vector's numbers are kept. */
enum Precision {
    FLOAT32(4),
    FLOAT16(2),
    INT8(1);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Of one number. */
    int bytes() {
        return bytes;
    }

    /** The name in the table: lower case. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What is left of a vector once it has been kept so.
     *
     * @param steps of 8 bits, kept once for the whole catalog
     */
    float[] kept(float[] vector, ByteSteps steps) {
        return switch (this) {
            case FLOAT32 -> vector.clone();
            case FLOAT16 -> Float16.floats(Float16.bytes(vector));
            case INT8 -> steps.kept(vector);
        };
    }
}
