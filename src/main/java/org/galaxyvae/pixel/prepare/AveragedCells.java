package org.galaxyvae.pixel.prepare;

/** Area averages of an image on a square grid of cells, from source rows that come one after another from the top. */
interface AveragedCells {
    /** Takes the next row, as [column, channel]. */
    void add(int row, float[] source);

    /** The cells' means as [row, column, channel]; NaN where a cell has no valid sample. Called once, after all rows. */
    double[] means();

    /** The share of a cell's channel that is valid. */
    double share(int i);

    /** The share of all cells together that is not valid, 0 to 1. */
    double invalidShare();
}
