package org.galaxyvae.survey.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.pixel.prepare.ImageMeasures;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.pixel.prepare.Prepared;
import org.galaxyvae.survey.source.Images;
import org.galaxyvae.survey.source.SourceFile;
import org.galaxyvae.survey.source.SourceImage;
import org.galaxyvae.survey.source.SourceImage.Part;
import org.galaxyvae.survey.source.SourceOptions;
import org.galaxyvae.survey.source.SourceRange;
import org.galaxyvae.survey.source.SourceReader;
import org.jspecify.annotations.Nullable;

/** Reads, prepares and measures every image of a task's sources, one at a time; runs on the executors. */
final class DecodeSources implements FlatMapFunction<Iterator<List<SourceRange>>, Row> {
    private final SerializableConfiguration hadoop;
    private final SourceOptions options;
    private final Preparation preparation;
    private final @Nullable Broadcast<CatalogObjects> objects;
    private final DecodeTimes times;

    /**
     * @param objects what the catalog knows of the objects, where the preparation or the cutouts need it
     */
    DecodeSources(
            Configuration hadoop,
            SourceOptions options,
            Preparation preparation,
            @Nullable Broadcast<CatalogObjects> objects,
            DecodeTimes times) {
        this.hadoop = new SerializableConfiguration(hadoop);
        this.options = options;
        this.preparation = preparation;
        this.objects = objects;
        this.times = times;
    }

    @Override
    public Iterator<Row> call(Iterator<List<SourceRange>> tasks) {
        Rows rows = new Rows(tasks);
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) ended -> rows.close());
        }
        return rows;
    }

    /** The rows of all ranges; holds one source open and the rows of one image. */
    private final class Rows implements Iterator<Row> {
        private final SourceReader reader = new SourceReader(hadoop.value(), options);
        private final Iterator<List<SourceRange>> tasks;
        private final Deque<SourceRange> ranges = new ArrayDeque<>();
        private final Deque<Row> ready = new ArrayDeque<>();
        private @Nullable SourceRange range;
        private @Nullable Images images;
        private boolean empty;

        Rows(Iterator<List<SourceRange>> tasks) {
            this.tasks = tasks;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty()) {
                Images open = images;
                if (open == null) {
                    if (!openNext()) {
                        return false;
                    }
                } else {
                    readOne(open);
                }
            }
            return true;
        }

        private boolean openNext() {
            while (ranges.isEmpty()) {
                if (!tasks.hasNext()) {
                    return false;
                }
                ranges.addAll(tasks.next());
            }
            SourceRange next = ranges.removeFirst();
            range = next;
            images = DecodeTimes.counted(
                    times.reading(),
                    () -> reader.images(
                            next, objects == null ? null : objects.value().positions()));
            empty = true;
            times.files().add(next.from() == 0 ? 1 : 0);
            return true;
        }

        private void readOne(Images open) {
            SourceFile file = Objects.requireNonNull(range).file();
            Optional<SourceImage> image = DecodeTimes.counted(
                    times.reading(), () -> open.hasNext() ? Optional.of(open.next()) : Optional.empty());
            if (image.isEmpty()) {
                times.skipped().add(open.skipped());
                if (empty && Objects.requireNonNull(range).isWhole()) {
                    RejectedImageException why = new RejectedImageException(RejectReason.EMPTY, "Holds no image");
                    ready.add(Staged.reject(file, open.kind().label(), SourceImage.ofFile(file, why), "", why));
                    times.images().add(1);
                }
                images = null;
            } else {
                empty = false;
                outcomes(file, open.kind().label(), image.get());
            }
        }

        private void outcomes(SourceFile file, String kind, SourceImage image) {
            List<Part> parts;
            try {
                parts = DecodeTimes.counted(
                        times.reading(), () -> image.content().open());
            } catch (RejectedImageException e) {
                ready.add(Staged.reject(file, kind, image, "", e));
                times.images().add(1);
                return;
            }
            for (Part part : parts) {
                ready.add(outcome(file, kind, image, part));
                times.images().add(1);
            }
        }

        void close() {
            Images open = images;
            if (open != null) {
                open.close();
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.removeFirst();
        }
    }

    private Row outcome(SourceFile file, String kind, SourceImage image, Part part) {
        Prepared prepared;
        try {
            prepared = DecodeTimes.counted(times.preparing(), () -> preparation.apply(part.frame(), hint(image)));
        } catch (RejectedImageException e) {
            return Staged.reject(file, kind, image, part.suffix(), e);
        }
        ImageMeasures measured = DecodeTimes.counted(times.measuring(), () -> ImageMeasures.of(prepared, preparation));
        return Staged.tensor(file, kind, image, part.suffix(), prepared, measured);
    }

    private CropHint hint(SourceImage image) {
        return objects == null ? CropHint.NONE : objects.value().hint(image);
    }
}
