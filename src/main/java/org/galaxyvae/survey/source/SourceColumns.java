package org.galaxyvae.survey.source;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.pixel.format.RejectedImageException;

/** What a source of many images says of each beside its pixels. */
public final class SourceColumns {
    private SourceColumns() {}

    /**
     * The data sets of one value an image of an HDF5 file, as arrays of one length by name; none where the file is broken.
     */
    public static Map<String, Object> ofHdf5(String uri, Configuration hadoop, SourceOptions options) {
        Path path = new Path(uri);
        try (FSDataInputStream stream = SourceReader.open(uri, hadoop);
                Hdf5File file = Hdf5File.open(
                        new HadoopChannel(
                                stream,
                                path.getFileSystem(hadoop).getFileStatus(path).getLen()),
                        uri,
                        options)) {
            return file.columns();
        } catch (IOException | RuntimeException | RejectedImageException e) {
            return Map.of(); // its images say what is wrong
        }
    }

    /** The column of images of a Parquet file; empty where it has none. */
    public static String imageOfParquet(String uri, Configuration hadoop, SourceOptions options) {
        try (ParquetFile file = ParquetFile.open(uri, hadoop, options.imageColumn())) {
            return file.image().getName();
        } catch (IOException | RejectedImageException e) {
            return "";
        }
    }
}
