package org.galaxyvae.lab.travel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.Batched;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.maths.LittleEndian;
import org.jspecify.annotations.Nullable;

/** The compressed catalog back to pixels: from {@code latents} and the decoder alone, distributed. */
public final class ReconstructStage {
    private static final int OBJECTS_PER_TASK = 10_000;
    /** What a kill costs at most ... */
    private static final int OBJECTS_PER_PART = 20_000;
    /** ... as long as reading all latents once a part is cheap. */
    private static final int MOST_PARTS = 50;

    private static final int COLUMNS = 5;
    private static final int TILE_PIXELS = 128;

    private ReconstructStage() {}

    /** A row of what is written, named and laid out as in {@code tensors}. */
    private record Reconstruction(String objectId, int height, int width, int channels, String dtype, byte[] pixels) {}

    /**
     * Runs the stage; writes into the request's directory and nothing into the workspace.
     *
     * @throws RequestException where an object was not scored
     */
    public static ReconstructSummary run(StageContext context, ReconstructRequest request) {
        ScoredLatents scored = ScoredLatents.of(context, request.modelId(), "reconstruct");
        List<String> ids = request.objectIds();
        Map<String, float[]> means = ids.isEmpty() ? Map.of() : scored.means("--id", ids);
        Decoder decoder = scored.decoder();
        Configuration hadoop = context.spark().sparkContext().hadoopConfiguration();
        Dataset<Row> latents = scored.rows().select(OBJECT_ID, Z);
        latents = ids.isEmpty() ? latents : latents.where(col(OBJECT_ID).isin(ids.toArray()));
        long total = latents.count();
        int parts = (int) Math.max(1, Math.min(MOST_PARTS, total / OBJECTS_PER_PART));
        String work = String.join(
                "\n",
                scored.choice().modelId(),
                request.dtype(),
                "latents " + context.tables().branches().snapshotId(Specs.LATENTS),
                parts + " parts",
                String.join("\n", ids));
        ReplacedFolder folder = ReplacedFolder.open(request.out(), "reconstructions", work, hadoop);
        long started = System.nanoTime();
        long decoded = write(context, latents, total, parts, decoder, request.dtype(), folder);
        double seconds = (System.nanoTime() - started) / 1e9;
        String rows = folder.finish();
        String sheet = ids.isEmpty()
                ? null
                : OutputDirectory.open(request.out(), hadoop)
                        .write("reconstructions.png", sheet(means, scored.images(ids), decoder));
        return new ReconstructSummary(
                scored.choice().modelId(), total, total - decoded, rows, sheet, decoded / seconds);
    }

    /** Latents are moved, which are small; pixels stay where they are made. Returns how many were decoded now. */
    private static long write(
            StageContext context,
            Dataset<Row> latents,
            long total,
            int parts,
            Decoder decoder,
            String dtype,
            ReplacedFolder folder) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        int each = (int) (total / parts);
        int tasks = Math.max(
                Math.min(spark.defaultParallelism(), Math.max(1, each / decoder.batch())), each / OBJECTS_PER_TASK);
        List<Integer> missing = IntStream.range(0, parts)
                .filter(part -> !folder.isDone(part))
                .boxed()
                .toList();
        Column part = pmod(xxhash64(col(OBJECT_ID)), lit(parts));
        long left = missing.size() == parts
                ? total
                : latents.where(part.isin(missing.toArray())).count();
        if (left < total) {
            context.progress().note(String.format(Locale.ROOT, "going on: %,d of %,d are there", total - left, total));
        }
        Broadcast<Decoder> sent = spark.broadcast(decoder);
        LongAccumulator done = spark.sc().longAccumulator("reconstructed");
        context.progress().track("reconstruct", left, done::value, () -> {
            for (int number : missing) {
                JavaRDD<Row> rows = latents.where(part.equalTo(number))
                        .repartitionByRange(tasks, col(OBJECT_ID))
                        .sortWithinPartitions(OBJECT_ID)
                        .javaRDD()
                        .mapPartitions(partition -> Batched.stream(
                                () -> sent.value().open(),
                                Decoder.Opened::batch,
                                Decoder.Opened::close,
                                partition,
                                (opened, batch) -> {
                                    done.add(batch.size());
                                    return rows(opened, batch, dtype);
                                }));
                folder.make(
                        number,
                        to -> context.spark()
                                .createDataFrame(rows, RecordColumns.schema(Reconstruction.class))
                                .write()
                                .parquet(to));
            }
            return left;
        });
        sent.destroy();
        return left;
    }

    private static List<Row> rows(Decoder.Opened opened, List<Row> batch, String dtype) {
        int size = opened.network().architecture().size();
        int channels = opened.network().architecture().channels();
        List<float[]> images =
                opened.images(batch.stream().map(row -> Latents.floats(row, 1)).toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            byte[] pixels = dtype.equals("uint8") ? TravelGrid.bytes(images.get(i)) : floats(images.get(i));
            rows.add(RecordColumns.row(
                    new Reconstruction(batch.get(i).getString(0), size, size, channels, dtype, pixels)));
        }
        return rows;
    }

    /** As {@code tensors} has it: little-endian, light of a picture 0 to 255. */
    private static byte[] floats(float[] levels) {
        float[] light = new float[levels.length];
        for (int i = 0; i < light.length; i++) {
            light[i] = 255 * levels[i];
        }
        return LittleEndian.bytesOf(light);
    }

    private static byte[] sheet(Map<String, float[]> means, Map<String, Picture> images, Decoder decoder) {
        List<ContactSheet.Cell> cells = new ArrayList<>();
        try (Decoder.Opened opened = decoder.open()) {
            List<float[]> decoded = opened.images(List.copyOf(means.values()));
            int next = 0;
            for (String objectId : means.keySet()) {
                Picture reconstruction = TravelGrid.picture(
                        decoded.get(next++), decoder.architecture().size());
                List<@Nullable Picture> pair = Arrays.asList(images.get(objectId), reconstruction);
                cells.add(new ContactSheet.Cell(
                        pair,
                        List.of(
                                objectId,
                                images.containsKey(objectId)
                                        ? "image | reconstruction"
                                        : "its tensor is gone | reconstruction")));
            }
        }
        return new ContactSheet(Math.min(COLUMNS, cells.size()), TILE_PIXELS).png(cells);
    }
}
