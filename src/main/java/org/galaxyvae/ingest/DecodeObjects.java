package org.galaxyvae.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.image.Preparation;
import org.galaxyvae.image.RejectReason;
import org.galaxyvae.image.RejectedImageException;
import org.galaxyvae.ingest.Staged.Candidate;
import org.galaxyvae.sky.ObjectId;

/**
 * Decodes the files of objects; runs on the executors.
 *
 * <p>Of one object's files the smallest source_uri that decodes wins, and all others are rejected as duplicates without being
 * opened. The file behind the object's present tensor takes part and is not opened again, so an ingest of two folders
 * ends alike however they are divided over runs. One object is one row of the input, so partitions do not matter either.
 */
final class DecodeObjects implements MapPartitionsFunction<Row, Row> {
    private final SerializableConfiguration hadoop;
    private final Preparation preparation;
    private final int maxMegapixels;
    private final LongAccumulator opened;

    DecodeObjects(Configuration hadoop, Preparation preparation, int maxMegapixels, LongAccumulator opened) {
        this.hadoop = new SerializableConfiguration(hadoop);
        this.preparation = preparation;
        this.maxMegapixels = maxMegapixels;
        this.opened = opened;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> objects) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(objects, Spliterator.ORDERED), false)
                .flatMap(object -> outcomes(object).stream())
                .iterator();
    }

    private List<Row> outcomes(Row object) {
        List<Candidate> files = object.<Row>getList(object.fieldIndex("candidates")).stream()
                .map(Candidate::fromRow)
                .sorted(Comparator.comparing(Candidate::sourceUri))
                .toList();
        String id = object.getAs("object_id");
        List<Row> outcomes = new ArrayList<>();
        if (!ObjectId.isValid(id)) {
            String message = "Object id of " + id.length() + " characters, expected 1 to " + ObjectId.MAX_CHARACTERS
                    + " without control characters";
            files.forEach(file -> outcomes.add(Staged.reject(object, file, false, RejectReason.INVALID_ID, message)));
            return outcomes;
        }
        String winner = "";
        for (Candidate file : files) {
            if (!file.listed() && !exists(file)) {
                continue; // the tensor's file was moved or removed: any other file may take its place
            }
            if (!winner.isEmpty()) {
                String message = "Object " + id + " comes from " + winner;
                outcomes.add(Staged.reject(object, file, false, RejectReason.DUPLICATE_ID, message));
            } else if (file.kept()) {
                winner = file.sourceUri();
            } else {
                try {
                    outcomes.add(Staged.tensor(object, file, preparation.apply(bytes(file), maxMegapixels)));
                    winner = file.sourceUri();
                } catch (RejectedImageException e) {
                    outcomes.add(Staged.reject(object, file, true, e.reason(), String.valueOf(e.getMessage())));
                }
                opened.add(1);
            }
        }
        return outcomes;
    }

    private byte[] bytes(Candidate file) throws RejectedImageException {
        // 16 bits and 4 bands a pixel, not packed, and room for metadata: no picture in bounds is longer
        long longest = maxMegapixels * 8_000_000L + (16L << 20);
        if (file.lengthBytes() > longest) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE, "File of " + file.lengthBytes() + " bytes, expected at most " + longest);
        }
        Path path = new Path(file.sourceUri());
        try (FSDataInputStream stream = path.getFileSystem(hadoop.value()).open(path)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "Cannot open: " + e.getMessage(), e);
        }
    }

    private boolean exists(Candidate file) {
        Path path = new Path(file.sourceUri());
        try {
            return path.getFileSystem(hadoop.value()).exists(path);
        } catch (IOException e) {
            return true; // unreachable is not gone
        }
    }
}
