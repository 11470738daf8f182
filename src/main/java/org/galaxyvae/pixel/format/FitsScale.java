package org.galaxyvae.pixel.format;

/**
 * From stored numbers to values.
 *
 * @param factor BSCALE
 * @param offset BZERO
 * @param hasBlank whether a whole number stands for no value
 * @param blank that number
 */
record FitsScale(double factor, double offset, boolean hasBlank, long blank) {
    /** Of a header; floating samples have NaN in place of BLANK. */
    static FitsScale of(FitsHeader header, boolean floating) throws RejectedImageException {
        boolean hasBlank = !floating && !header.text("BLANK").isEmpty();
        return new FitsScale(
                header.number("BSCALE", 1),
                header.number("BZERO", 0),
                hasBlank,
                hasBlank ? header.whole("BLANK", 0) : 0);
    }

    float of(long stored) {
        return hasBlank && stored == blank ? Float.NaN : finite(offset + factor * stored);
    }

    float of(double stored) {
        return finite(offset + factor * stored);
    }

    /** An infinite value is none: one of them would be all of an average. */
    private static float finite(double value) {
        float narrow = (float) value;
        return Float.isInfinite(narrow) ? Float.NaN : narrow;
    }
}
