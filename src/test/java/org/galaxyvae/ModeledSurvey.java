package org.galaxyvae;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.sky.Hashes;

/** Forty small images, g00, g01, …, and a model that was trained on such; ready to be scored. */
public record ModeledSurvey(SparkSession spark, Workspace workspace, Tables tables) {
    public static final String MODEL = "20260101T000000000-0000abcd";
    public static final int OBJECTS = 40;
    public static final int SIDE = 32;

    /** A model that an earlier build saved. */
    public static String fixture(String name) throws Exception {
        return Path.of(Objects.requireNonNull(ModeledSurvey.class.getResource("/models/" + name))
                        .toURI())
                .toUri()
                .toString();
    }

    /** Saves the model and its images; nothing is scored yet. */
    public void write() throws Exception {
        Files.createDirectories(Path.of(workspace.model(MODEL).toUri().getPath()));
        spark.createDataFrame(
                        List.of(RowFactory.create("none", "none")),
                        StructType.fromDDL("object_id STRING, content_hash STRING"))
                .coalesce(1)
                .write()
                .parquet(workspace.model(MODEL) + "/" + ModelDirectory.TRAINING_OBJECTS);
        ModelDirectory.write(
                workspace.files(),
                workspace.model(MODEL),
                ModelDirectory.read(workspace.files(), new org.apache.hadoop.fs.Path(fixture("format-3"))));
        tables.append(
                Specs.MODELS,
                spark.createDataFrame(
                        List.of(RowFactory.create(
                                MODEL,
                                "production",
                                "p",
                                "{}",
                                "{}",
                                workspace.model(MODEL).toString(),
                                1L,
                                new Timestamp(0),
                                null,
                                null,
                                null)),
                        Specs.MODELS.schema()));
        tables.append(Specs.TENSORS, spark.createDataFrame(tensors(), Specs.TENSORS.schema()));
    }

    /** Blobs such as the model was trained on, every seventh with a bright corner. */
    public static List<Row> tensors() {
        List<Row> tensors = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            CounterRandom random = CounterRandom.of(1, "blob", i, "");
            double row = random.between(13, 19);
            double column = random.between(13, 19);
            double width = random.between(8, 60);
            double peak = random.between(60, 200);
            double redness = random.between(0.2, 1);
            byte[] pixels = new byte[SIDE * SIDE * 3];
            for (int p = 0; p < pixels.length; p++) {
                int x = Math.floorMod(Math.floorDiv(p, 3), SIDE);
                int y = Math.floorDiv(p, 3 * SIDE);
                double square = Math.pow(y - row, 2) + Math.pow(x - column, 2);
                double light = i % 7 == 0 && x + y < 12 ? 200 : peak * Math.exp(-square / width);
                double level = light * (p % 3 == 0 ? 1 : redness) + 12 + 4 * random.nextGaussian();
                pixels[p] = (byte) Math.round(Math.max(0, Math.min(255, level)));
            }
            String id = String.format("g%02d", i);
            tensors.add(RowFactory.create(
                    "p",
                    id,
                    null,
                    null,
                    SIDE,
                    SIDE,
                    3,
                    "red,green,blue",
                    "uint8",
                    pixels,
                    Hashes.sha256(pixels, 32),
                    "file:/" + id,
                    1L,
                    new Timestamp(0),
                    null,
                    "test",
                    new Timestamp(0),
                    null,
                    null));
        }
        return tensors;
    }
}
