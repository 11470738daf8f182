package org.galaxyvae.train.learn;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.run.StageContext;

/**
 * The training images on disk and where each object's pixels stand, in the order of object ids: the order of partitions and
 * files changes nothing.
 *
 * @param fileOf file of image i
 * @param rowOf row of image i in its file
 * @param objectIds sorted
 * @param contentHashes of the same objects
 * @param meanColor mean of each channel, in [0, 1]
 */
public record TrainingSet(
        PackedImages images,
        int[] fileOf,
        int[] rowOf,
        List<String> objectIds,
        List<String> contentHashes,
        double[] meanColor)
        implements Serializable {

    /** Images of a file never exceed this, so that it maps as one buffer. */
    private static final long FILE_MOST_BYTES = 1L << 30;

    /** What one export task wrote. */
    private record Part(String file, List<String> ids, List<String> hashes, double[] sums) implements Serializable {}

    /** Where one object's pixels are. */
    private record Place(String objectId, String contentHash, int file, int row) {}

    /** Images. */
    public int size() {
        return fileOf.length;
    }

    /**
     * Writes the pixels of the rows as raw files into the staging folder.
     *
     * @param rows object_id, content_hash, pixels; each of {@code imageLength} bytes
     */
    public static TrainingSet export(StageContext context, Dataset<Row> rows, int imageLength, int channels) {
        String folder = new Path(context.workspace().staging(context.runId()), "training").toString();
        SerializableConfiguration hadoop =
                new SerializableConfiguration(context.spark().sparkContext().hadoopConfiguration());
        context.spark().sparkContext().setJobDescription("pack training images");
        List<Part> parts = rows.select(OBJECT_ID, CONTENT_HASH, PIXELS)
                .javaRDD()
                .mapPartitions(partition -> write(partition, folder, hadoop, imageLength, channels))
                .collect();
        List<Place> places = new ArrayList<>();
        double[] sums = new double[channels];
        for (int file = 0; file < parts.size(); file++) {
            Part part = parts.get(file);
            for (int row = 0; row < part.ids().size(); row++) {
                places.add(new Place(part.ids().get(row), part.hashes().get(row), file, row));
            }
            for (int c = 0; c < channels; c++) {
                sums[c] += part.sums()[c];
            }
        }
        places.sort(Comparator.comparing(Place::objectId));
        for (int c = 0; c < channels; c++) {
            sums[c] /= 255.0 * Math.max(1, places.size()) * imageLength / channels;
        }
        return new TrainingSet(
                new PackedImages(parts.stream().map(Part::file).toList(), imageLength, hadoop),
                places.stream().mapToInt(Place::file).toArray(),
                places.stream().mapToInt(Place::row).toArray(),
                places.stream().map(Place::objectId).toList(),
                places.stream().map(Place::contentHash).toList(),
                sums);
    }

    private static Iterator<Part> write(
            Iterator<Row> rows, String folder, SerializableConfiguration hadoop, int imageLength, int channels)
            throws IOException {
        List<Part> parts = new ArrayList<>();
        Path directory = new Path(folder);
        FileSystem files = directory.getFileSystem(hadoop.value());
        while (rows.hasNext()) {
            // a retried or speculative task writes files of its own: the attempt is in the name
            Path path = new Path(directory, "images-" + TaskContext.get().taskAttemptId() + "-" + parts.size() + ".u8");
            List<String> ids = new ArrayList<>();
            List<String> hashes = new ArrayList<>();
            long[] sums = new long[channels];
            try (FSDataOutputStream stream = files.create(path, true)) {
                while (rows.hasNext() && (ids.size() + 1L) * imageLength <= FILE_MOST_BYTES) {
                    Row row = rows.next();
                    byte[] pixels = row.getAs(PIXELS);
                    if (pixels.length != imageLength) {
                        throw new IllegalStateException("Invalid tensor " + row.getString(0) + ": " + pixels.length
                                + " bytes, expected " + imageLength);
                    }
                    stream.write(pixels);
                    ids.add(row.getString(0));
                    hashes.add(row.getString(1));
                    for (int i = 0; i < pixels.length; i++) {
                        sums[i % channels] += pixels[i] & 0xFF;
                    }
                }
            }
            double[] exact = new double[channels];
            for (int c = 0; c < channels; c++) {
                exact[c] = sums[c];
            }
            parts.add(new Part(path.toString(), ids, hashes, exact));
        }
        return parts.iterator();
    }
}
