package org.galaxyvae.survey.source;

import java.io.Serializable;
import org.galaxyvae.pixel.format.Frames;

/**
 * How sources are read.
 *
 * @param maxMegapixels larger images are refused before they are decoded
 * @param idColumn the data set (HDF5) or column (Parquet) with the object's id, where there is one
 * @param raColumn the same for right ascension, degrees
 * @param decColumn the same for declination, degrees
 * @param imageColumn the column (Parquet) or data set (HDF5) with the images; empty: found by its form
 * @param everyHdu every image HDU of a FITS file is an image of its own, else the first one is
 */
public record SourceOptions(
        int maxMegapixels, String idColumn, String raColumn, String decColumn, String imageColumn, boolean everyHdu)
        implements Serializable {
    long longestFile() {
        return Frames.longestFileBytes(maxMegapixels);
    }
}
