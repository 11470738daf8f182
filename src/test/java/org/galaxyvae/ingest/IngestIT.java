package org.galaxyvae.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.galaxyvae.SparkTest;
import org.galaxyvae.image.TestPictures;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class IngestIT extends SparkTest {
    private static final String SMALL = "ingest.image_size=16";
    private static final String FIRST = "587722952767439450";

    private Path images;

    @BeforeEach
    void makeImages() throws IOException {
        images = Files.createDirectories(directory.resolve("images"));
        for (long i = 0; i < 6; i++) {
            write(images.resolve(587722952767439450L + i + ".jpg"), TestPictures.jpeg(i));
        }
    }

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
        assertThat(again.read()).isEqualTo(1); // what was rejected is tried again
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
        IngestStage.run(context(SMALL), paths(images, twin), null, 1);
        List<String> one = rows();
        tables.delete(Specs.TENSORS, "true");
        tables.delete(Specs.REJECTS, "true");
        IngestStage.run(context(SMALL), paths(images, twin), null, 7);
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
        assertThat(summary.read()).isEqualTo(10);
        assertThat(summary.found()).isEqualTo(11);
        assertThat(summary.skipped()).isEqualTo(1);
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
    void theCatalogNamesObjectsAndKeepsEveryDigit() throws Exception {
        Files.move(images.resolve(FIRST + ".jpg"), images.resolve("first.jpg"));
        Path catalog = catalog("dr7objid,Asset File,RA,dec,gz1Class,object_id,pixel_scale_arcsec\n"
                + FIRST + ",images/first.jpg,185.5,-1.25,spiral,7,0.396\n"
                + FIRST + ",images/first.jpg,185.5,-1.25,zebra,8,0.396\n"
                + "587722952767439451,,12:30:00,91,merger,9,\n"
                + "999999999999999999,,,,spiral,10,\n");
        IngestSummary summary = IngestStage.run(
                context(SMALL, "ingest.catalog.id=dr7objid", "ingest.catalog.file=Asset File", "ingest.catalog.ra=ra"),
                paths(images),
                catalog.toString());
        assertThat(summary.catalog()).isEqualTo(new IngestSummary.CatalogSummary(3, 1, 0, 1, 1, 4));
        assertThat(tables.read(Specs.CATALOG).columns())
                .containsExactly(
                        "object_id",
                        "ra_deg",
                        "dec_deg",
                        "catalog_file",
                        "gz1_class",
                        "catalog_object_id",
                        "pixel_scale_arcsec");
        Row row =
                tables.read(Specs.CATALOG).where("object_id = '" + FIRST + "'").first();
        assertThat(row.<String>getAs("gz1_class")).isEqualTo("spiral");
        assertThat(row.<Integer>getAs("catalog_object_id")).isEqualTo(7);
        Row tensor =
                tables.read(Specs.TENSORS).where("object_id = '" + FIRST + "'").first();
        assertThat(tensor.<String>getAs("source_uri")).endsWith("/images/first.jpg");
        assertThat(tensor.<Double>getAs("ra_deg")).isEqualTo(185.5);
        assertThat(tensor.<Double>getAs("dec_deg")).isEqualTo(-1.25);
        assertThat(tensor.<Double>getAs("pixel_scale_arcsec")).isEqualTo(0.396);
    }

    @Test
    void aLaterCatalogMovesTensorsAndAddsColumns() throws Exception {
        ingest(null, images);
        ingest(catalog("object_id,ra,dec,mark\n" + FIRST + ",1,2,5\n587722952767439451,3,4,6\n"), images);
        IngestSummary summary = ingest(catalog("object_id,ra,dec,mark,note\n" + FIRST + ",10,20,x,y\n"), images);
        assertThat(summary.read()).isZero();
        assertThat(tables.read(Specs.CATALOG).orderBy("object_id").collectAsList())
                .extracting(Row::mkString)
                .containsExactly(FIRST + "10.020.0xy", "5877229527674394513.04.06null");
        Row tensor =
                tables.read(Specs.TENSORS).where("object_id = '" + FIRST + "'").first();
        assertThat(tensor.<Double>getAs("ra_deg")).isEqualTo(10);
    }

    @Test
    void equalContentSharesTheSplitOfTheSmallestId() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("equal"));
        for (int i = 0; i < 30; i++) {
            write(folder.resolve(String.format("e%02d.jpg", i)), TestPictures.jpeg(42));
        }
        ingest(null, folder.resolve("e1*"), folder.resolve("e2*"));
        String split = org.galaxyvae.sky.Split.of("e10", 0.7, 0.15).label();
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

    @Test
    void namesWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> ingest(null, directory.resolve("nowhere")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("nowhere: no such file or folder");
        Path empty = Files.createDirectories(directory.resolve("empty"));
        assertThatThrownBy(() -> ingest(null, empty))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no file with the extension jpg, jpeg or png");
        assertThatThrownBy(() -> ingest(directory.resolve("none.csv"), images))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("none.csv: no such file");
        assertThatThrownBy(() -> ingest(catalog("name,ra\n1,2\n"), images))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no id column object_id, found name, ra");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "GALAXY_SAMPLE", matches = ".+")
    void ingestsRealImagesAndWhateverDecodes() throws Exception {
        Path sample = Path.of(System.getenv("GALAXY_SAMPLE"));
        IngestSummary summary = IngestStage.run(
                context(),
                paths(
                        sample.resolve("gz1/images/58774*"),
                        sample.resolve("bad-input/not_a_galaxy"),
                        sample.resolve("bad-input/not_an_image"),
                        sample.resolve("bad-input/not_a_galaxy/spacer.gif"),
                        sample.resolve("bad-input/empty/gal.fits")),
                sample.resolve("gz1/catalog.csv").toString());
        long galaxies = tables.read(Specs.CATALOG)
                .where("catalog_file LIKE 'images/58774%'")
                .count();
        assertThat(galaxies).isPositive();
        assertThat(summary.written()).isEqualTo(galaxies + 10); // annotated plots, logos, a black frame, an error page
        assertThat(summary.rejectReasons()).isEqualTo(Map.of("unsupported_type", 1L, "empty", 1L));
        assertThat(summary.skipped()).isEqualTo(5);
        assertThat(summary.catalog().rows()).isEqualTo(4416);
        assertThat(summary.catalog().withoutImage()).isEqualTo(4416 - galaxies);
        assertThat(summary.catalog().imagesWithoutRow()).isEqualTo(12);
    }

    private IngestSummary ingest(@Nullable Path catalog, Path... paths) throws Exception {
        return IngestStage.run(context(SMALL), paths(paths), catalog == null ? null : catalog.toString());
    }

    private static List<String> paths(Path... paths) {
        return java.util.Arrays.stream(paths).map(Path::toString).toList();
    }

    private Path catalog(String csv) throws IOException {
        return Files.writeString(directory.resolve("catalog.csv"), csv);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
    }

    private String hash(String id) {
        return tables.read(Specs.TENSORS)
                .where("object_id = '" + id + "'")
                .first()
                .getAs("content_hash");
    }

    private List<String> splits() {
        return tables.read(Specs.TENSORS).select("split").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** Everything that an ingest decides, in order. */
    private List<String> rows() {
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

    private List<String> text(String sql) {
        return spark.sql(sql.replace("FROM ", "FROM galaxies.survey.")).collectAsList().stream()
                .map(row -> row.mkString("|"))
                .sorted()
                .toList();
    }

    /** Commits of the two tables that a repeated ingest has no reason to touch. */
    private long commits() {
        return spark.sql("SELECT * FROM galaxies.survey.tensors.snapshots").count()
                + spark.sql("SELECT * FROM galaxies.survey.catalog.snapshots").count();
    }
}
