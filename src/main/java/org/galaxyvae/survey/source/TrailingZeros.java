package org.galaxyvae.survey.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the zeros that were read last. */
final class TrailingZeros extends FilterInputStream {
    private long zeros;

    TrailingZeros(InputStream stream) {
        super(stream);
    }

    /** How many of the last bytes read were 0, without one between. */
    long count() {
        return zeros;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            zeros = value == 0 ? zeros + 1 : 0;
        }
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        int at = read;
        while (at > 0 && into[offset + at - 1] == 0) {
            at--;
        }
        if (read > 0) {
            zeros = at == 0 ? zeros + read : read - at;
        }
        return read;
    }
}
