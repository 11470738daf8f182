package org.galaxyvae.survey.source;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.jspecify.annotations.Nullable;

/**
 * An open HDF5 file in the layout of Galaxy10: one data set of images [image, row, column, band] or [image, row, column], and
 * beside it data sets of one value an image.
 */
final class Hdf5File implements AutoCloseable {
    private final HdfFile file;
    private final Dataset images;

    private Hdf5File(HdfFile file, Dataset images) {
        this.file = file;
        this.images = images;
    }

    /**
     * Opens a file.
     *
     * @throws RejectedImageException where it is broken or has no data set of images
     */
    static Hdf5File open(HadoopChannel channel, String uri, SourceOptions options) throws RejectedImageException {
        try {
            // of the URI the reader wants no more than a name
            HdfFile file = new HdfFile(channel, URI.create("file:///source.h5"));
            return new Hdf5File(file, images(file, options.imageColumn()));
        } catch (RuntimeException e) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, "Cannot open the HDF5 file: " + String.valueOf(e.getMessage()), e);
        }
    }

    private static Dataset images(HdfFile file, String name) throws RejectedImageException {
        List<String> found = new ArrayList<>();
        for (String wanted : name.isEmpty() ? List.of("images", "image") : List.of(name)) {
            for (Node node : file) {
                if (node instanceof Dataset dataset && node.getName().equals(wanted)) {
                    int rank = dataset.getDimensions().length;
                    if (rank == 3 || rank == 4) {
                        return dataset;
                    }
                }
            }
        }
        file.forEach(node -> found.add(node.getName()));
        throw new RejectedImageException(
                RejectReason.UNSUPPORTED_TYPE,
                "HDF5 file without a data set " + (name.isEmpty() ? "images" : name) + " of 3 or 4 dimensions; it has "
                        + String.join(", ", found));
    }

    int count() {
        return images.getDimensions()[0];
    }

    int height() {
        return images.getDimensions()[1];
    }

    int width() {
        return images.getDimensions()[2];
    }

    int bands() {
        return images.getDimensions().length == 4 ? images.getDimensions()[3] : 1;
    }

    /** Whether the numbers are those of a display, 0 to 255. */
    boolean isDisplay() {
        return images.getDataType().getSize() == 1;
    }

    /** How many images make about so many bytes; whole storage chunks, so that none is unpacked twice. */
    int imagesIn(long bytes) {
        long each = Math.max(
                1,
                (long) height()
                        * width()
                        * bands()
                        * Math.max(4, images.getDataType().getSize()));
        return (int) Math.max(1, Math.min(count(), bytes / each));
    }

    /** Images {@code from} to {@code from + count} as nested arrays, the first index the image. */
    Object read(int from, int count) {
        int[] dimensions = images.getDimensions();
        long[] offset = new long[dimensions.length];
        offset[0] = from;
        int[] shape = dimensions.clone();
        shape[0] = count;
        return images.getData(offset, shape);
    }

    /** A data set of one value an image, or null where there is none of that name and length. */
    @Nullable
    Object column(String name) {
        for (Node node : file) {
            if (node.getName().equals(name) && isColumn(node)) {
                return ((Dataset) node).getData();
            }
        }
        return null;
    }

    /** All data sets of one value an image, by name. */
    Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (Node node : file) {
            if (isColumn(node)) {
                columns.put(node.getName(), ((Dataset) node).getData());
            }
        }
        return columns;
    }

    private boolean isColumn(Node node) {
        return node instanceof Dataset dataset
                && dataset.getDimensions().length == 1
                && dataset.getDimensions()[0] == count();
    }

    /** The column's value of one image as text, or null. */
    static @Nullable String text(@Nullable Object column, int image) {
        return column == null ? null : String.valueOf(Array.get(column, image));
    }

    /** The column's value of one image as a number, or NaN. */
    static double number(@Nullable Object column, int image) {
        return column != null && Array.get(column, image) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    public void close() {
        file.close();
    }
}
