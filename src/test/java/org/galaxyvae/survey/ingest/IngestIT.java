package org.galaxyvae.survey.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.format.TestPictures;
import org.junit.jupiter.api.Test;

class IngestIT extends IngestFixture {
    @Test
    void makesOneTensorOfEachImage() throws Exception {
        IngestSummary summary = ingest(null, images);
        assertThat(summary.read()).isEqualTo(6);
        assertThat(summary.written()).isEqualTo(6);
        assertThat(summary.rejected()).isZero();
        Row row = tables.read(Specs.TENSORS).orderBy("object_id").first();
        assertThat(row.<String>getAs("object_id")).isEqualTo(FIRST);
        assertThat(row.<byte[]>getAs("pixels")).hasSize(16 * 16 * 3);
        assertThat(row.<String>getAs("source_uri")).endsWith("/images/" + FIRST + ".jpg");
        assertThat(row.<Object>getAs("ra_deg")).isNull();
        assertThat(row.<String>getAs("split")).isIn("train", "calibration", "test");
    }

    @Test
    void readsNothingWhenRepeated() throws Exception {
        Path catalog = catalog("object_id,ra,dec\n" + FIRST + ",1,2\n");
        write(images.resolve("bad.jpg"), new byte[0]);
        ingest(catalog, images);
        List<String> before = rows();
        long commits = commits();
        IngestSummary again = ingest(catalog, images);
        assertThat(again.read()).isZero();
        assertThat(again.opened()).isZero();
        assertThat(again.written()).isZero();
        assertThat(again.unchanged()).isEqualTo(6);
        assertThat(again.rejected()).isEqualTo(1);
        assertThat(rows()).isEqualTo(before);
        assertThat(commits()).isEqualTo(commits);
    }

    @Test
    void makesTheSameTensorsOnOneAndOnSevenPartitions() throws Exception {
        Path twin = Files.createDirectories(directory.resolve("twin"));
        write(twin.resolve(FIRST + ".jpg"), TestPictures.jpeg(77));
        write(twin.resolve("copy.jpg"), TestPictures.jpeg(3));
        IngestStage.run(context(SMALL), IngestRequest.of(paths(images, twin), null), 1);
        List<String> one = rows();
        tables.delete(Specs.TENSORS, "true");
        tables.delete(Specs.REJECTS, "true");
        IngestStage.run(context(SMALL), IngestRequest.of(paths(images, twin), null), 7);
        assertThat(rows()).isEqualTo(one);
    }

    @Test
    void rejectsWhatIsNoPictureWithItsReason() throws Exception {
        byte[] jpeg = TestPictures.jpeg(9);
        write(images.resolve("empty.jpg"), new byte[0]);
        write(images.resolve("text.jpg"), "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        write(images.resolve("half.jpg"), java.util.Arrays.copyOf(jpeg, jpeg.length / 2));
        write(images.resolve("dot.png"), TestPictures.file(TestPictures.galaxy(1, 1, 0), "png"));
        write(images.resolve("x".repeat(129) + ".jpg"), jpeg);
        write(images.resolve("notes.txt"), new byte[3]);
        write(images.resolve(".hidden.jpg"), jpeg);
        IngestSummary summary = ingest(null, images);
        assertThat(summary.rejectReasons())
                .isEqualTo(Map.of(
                        "empty", 1L, "unsupported_type", 1L, "truncated", 1L, "too_small", 1L, "invalid_id", 1L));
        assertThat(summary.written()).isEqualTo(6);
        assertThat(summary.read()).isEqualTo(11);
        assertThat(summary.found()).isEqualTo(11);
        assertThat(summary.skipped()).isEqualTo(2);
        assertThat(tables.read(Specs.REJECTS).count()).isEqualTo(5);

        write(images.resolve("half.jpg"), jpeg);
        Files.delete(images.resolve("empty.jpg"));
        IngestSummary mended = ingest(null, images);
        assertThat(mended.written()).isEqualTo(1);
        assertThat(tables.read(Specs.REJECTS)
                        .where("reason IN ('empty', 'truncated')")
                        .count())
                .isZero();
        assertThat(tables.read(Specs.REJECTS).count()).isEqualTo(3);
    }

    @Test
    void theSmallestUriOfOneIdWinsInWhateverOrderFoldersCome() throws Exception {
        Path a = Files.createDirectories(directory.resolve("a"));
        Path b = Files.createDirectories(directory.resolve("b"));
        write(a.resolve("one.jpg"), TestPictures.jpeg(1));
        write(b.resolve("one.jpg"), TestPictures.jpeg(2));
        write(a.resolve("two.jpg"), new byte[0]);
        write(b.resolve("two.jpg"), TestPictures.jpeg(3));
        ingest(null, b, images);
        IngestSummary later = ingest(null, a, images);
        assertThat(later.written()).isEqualTo(1);
        assertThat(later.rejectReasons()).isEqualTo(Map.of("duplicate_id", 1L, "empty", 1L));
        List<String> apart = rows();
        tables.delete(Specs.TENSORS, "true");
        tables.delete(Specs.REJECTS, "true");
        ingest(null, a, b, images);
        assertThat(rows()).isEqualTo(apart);
        assertThat(tables.read(Specs.REJECTS)
                        .where("reason = 'duplicate_id'")
                        .first()
                        .<String>getAs("source_uri"))
                .endsWith("/b/one.jpg");
    }

    @Test
    void aMovedFolderTakesThePlaceOfTheOldOne() throws Exception {
        ingest(null, images);
        Path moved = directory.resolve("moved");
        Files.move(images, moved);
        IngestSummary summary = ingest(null, moved);
        assertThat(summary.written()).isEqualTo(6);
        assertThat(summary.rejected()).isZero();
        assertThat(tables.read(Specs.TENSORS).count()).isEqualTo(6);
    }

    @Test
    void aChangedFileReplacesItsTensor() throws Exception {
        ingest(null, images);
        Path changed = images.resolve(FIRST + ".jpg");
        write(changed, TestPictures.jpeg(100));
        Files.setLastModifiedTime(changed, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        String before = hash(FIRST);
        IngestSummary summary = ingest(null, images);
        assertThat(summary.read()).isEqualTo(1);
        assertThat(summary.written()).isEqualTo(1);
        assertThat(summary.unchanged()).isEqualTo(5);
        assertThat(hash(FIRST)).isNotEqualTo(before);
        assertThat(tables.read(Specs.TENSORS).count()).isEqualTo(6);

        write(changed, new byte[0]);
        IngestSummary broken = ingest(null, images);
        assertThat(broken.removed()).isEqualTo(1);
        assertThat(tables.read(Specs.TENSORS).count()).isEqualTo(5);
    }

    @Test
    void equalContentSharesTheSplitOfTheSmallestId() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("equal"));
        for (int i = 0; i < 30; i++) {
            write(folder.resolve(String.format("e%02d.jpg", i)), TestPictures.jpeg(42));
        }
        ingest(null, folder.resolve("e1*"), folder.resolve("e2*"));
        String split = org.galaxyvae.pixel.sky.Split.of("e10", 0.7, 0.15).label();
        assertThat(splits()).containsExactly(split);
        ingest(null, folder);
        assertThat(tables.read(Specs.TENSORS).count()).isEqualTo(30);
        assertThat(splits()).containsExactly(split);
    }

    @Test
    void aKillBetweenTheCommitsIsMendedByARerun() throws Exception {
        Path catalog = catalog("object_id,ra,dec\n" + FIRST + ",1,2\n");
        write(images.resolve("bad.jpg"), new byte[0]);
        write(images.resolve("copy.jpg"), TestPictures.jpeg(1));
        ingest(catalog, images);
        List<String> whole = rows();
        // killed after the rejects and half the tensors, with a staging folder left behind
        tables.delete(Specs.TENSORS, "object_id < '587722952767439452'");
        Files.createDirectories(directory.resolve("workspace/staging/killed/decoded"));
        ingest(catalog, images);
        assertThat(rows()).isEqualTo(whole);
        // killed after the catalog
        tables.delete(Specs.TENSORS, "true");
        tables.delete(Specs.REJECTS, "true");
        ingest(catalog, images);
        assertThat(rows()).isEqualTo(whole);
    }

    @Test
    void writesNothingAboveTheRejectFraction() throws Exception {
        for (int i = 0; i < 7; i++) {
            write(images.resolve("bad" + i + ".jpg"), new byte[0]);
        }
        assertThatThrownBy(() -> ingest(catalog("object_id\nx\n"), images))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Cannot ingest: 7 of 13 files are rejected (7 empty), expected at most 0.5");
        assertThat(tables.exists(Specs.TENSORS)).isFalse();
        assertThat(tables.exists(Specs.REJECTS)).isFalse();
        assertThat(tables.exists(Specs.CATALOG)).isFalse();
        assertThat(directory.resolve("workspace/staging")).isEmptyDirectory();
    }
}
