package org.galaxyvae.pixel.format;

/** The decoded pixels of a part of a frame. */
public interface FrameRows {
    /**
     * Fills {@code into} with a row as [column, band]; NaN where a pixel has no value.
     *
     * @param row from the part's top
     * @param into at least columns × bands long
     */
    void row(int row, float[] into);
}
