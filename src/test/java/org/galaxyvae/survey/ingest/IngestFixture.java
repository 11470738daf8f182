package org.galaxyvae.survey.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.format.TestPictures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Six small images and an ingest of them. */
abstract class IngestFixture extends SparkTest {
    static final String SMALL = "ingest.image_size=16";
    static final String FIRST = "587722952767439450";

    Path images;

    @BeforeEach
    void makeImages() throws IOException {
        images = Files.createDirectories(directory.resolve("images"));
        for (long i = 0; i < 6; i++) {
            write(images.resolve(587722952767439450L + i + ".jpg"), TestPictures.jpeg(i));
        }
    }

    IngestSummary ingest(@Nullable Path catalog, Path... paths) throws Exception {
        return IngestStage.run(
                context(SMALL), IngestRequest.of(paths(paths), catalog == null ? null : catalog.toString()));
    }

    static List<String> paths(Path... paths) {
        return java.util.Arrays.stream(paths).map(Path::toString).toList();
    }

    Path catalog(String csv) throws IOException {
        return Files.writeString(directory.resolve("catalog.csv"), csv);
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
    }

    String hash(String id) {
        return tables.read(Specs.TENSORS)
                .where("object_id = '" + id + "'")
                .first()
                .getAs("content_hash");
    }

    List<String> splits() {
        return tables.read(Specs.TENSORS).select("split").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Everything that an ingest decides, in order. */
    List<String> rows() {
        List<String> rows = new java.util.ArrayList<>();
        rows.addAll(text("SELECT object_id, content_hash, source_uri, source_length, split, ra_deg, base64(pixels)"
                + " FROM tensors"));
        if (tables.exists(Specs.REJECTS)) {
            rows.addAll(text("SELECT source_uri, object_id, reason, message FROM rejects"));
        }
        if (tables.exists(Specs.CATALOG)) {
            rows.addAll(text("SELECT * FROM catalog"));
        }
        return rows;
    }

    List<String> text(String sql) {
        return spark.sql(sql.replace("FROM ", "FROM galaxies.survey.")).collectAsList().stream()
                .map(row -> row.mkString("|"))
                .sorted()
                .toList();
    }

    /** Commits of the two tables that a repeated ingest has no reason to touch. */
    long commits() {
        return spark.sql("SELECT * FROM galaxies.survey.tensors.snapshots").count()
                + spark.sql("SELECT * FROM galaxies.survey.catalog.snapshots").count();
    }
}
