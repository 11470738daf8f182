package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.format.FitsImages;
import org.galaxyvae.pixel.format.TestPictures;
import org.junit.jupiter.api.Test;

/** Images in archives and tables, what is opened again, and what is measured. */
class IngestSourcesIT extends IngestFixture {
    private Path zip(String name, Map<String, byte[]> members) throws Exception {
        Path path = directory.resolve(name);
        try (OutputStream file = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
                zip.closeEntry();
            }
        }
        return path;
    }

    private IngestSummary ingest(IngestRequest request, String... settings) throws Exception {
        String[] all = java.util.Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = SMALL;
        return IngestStage.run(context(all), request);
    }

    private IngestSummary verify(Path... paths) throws Exception {
        return ingest(new IngestRequest(paths(paths), List.of(), null, null, true));
    }

    @Test
    void anArchiveWithItsMappingIsTheSurveyItHolds() throws Exception {
        Path zip = zip(
                "images_gz2.zip",
                Map.of(
                        "images/100.jpg", TestPictures.jpeg(1),
                        "images/101.jpg", TestPictures.jpeg(2),
                        "images/bad.jpg", new byte[3],
                        "images/102.jpg", TestPictures.jpeg(1)));
        Path mapping = Files.writeString(
                directory.resolve("mapping.csv"),
                "objid,sample,asset_id\n587722952767439450,original,100\n587722952767439451,extra,101\n");
        Path catalog = catalog("dr7objid,ra,dec\n587722952767439450,10.5,-1\n999,1,1\n");
        IngestRequest request = new IngestRequest(paths(zip), List.of(), catalog.toString(), mapping.toString(), false);
        IngestSummary summary = ingest(request, "ingest.catalog.id=dr7objid");
        assertThat(summary.written()).isEqualTo(3);
        assertThat(summary.rejectReasons()).isEqualTo(Map.of("unsupported_type", 1L));
        assertThat(summary.opened()).isEqualTo(1);
        assertThat(summary.catalog().withoutImage()).isEqualTo(1);
        assertThat(summary.catalog().imagesWithoutRow()).isEqualTo(3);
        assertThat(text("SELECT object_id, ra_deg, element_at(split(source_uri, '!'), 2) FROM tensors"))
                .containsExactly(
                        "102|null|/images/102.jpg",
                        "587722952767439450|10.5|/images/100.jpg",
                        "587722952767439451|null|/images/101.jpg");
        assertThat(text("SELECT object_id FROM quality WHERE flags & 256 <> 0"))
                .containsExactly("102", "587722952767439450"); // equal content
        List<String> before = rows();
        IngestSummary again = ingest(request, "ingest.catalog.id=dr7objid");
        assertThat(again.opened()).isZero();
        assertThat(again.unchanged()).isEqualTo(3);
        assertThat(again.rejected()).isEqualTo(1);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void opensOnlyWhatIsNew() throws Exception {
        ingest(null, images);
        for (int i = 0; i < 3; i++) {
            write(images.resolve("new" + i + ".jpg"), TestPictures.jpeg(500 + i));
        }
        IngestSummary summary = ingest(null, images);
        assertThat(summary.opened()).isEqualTo(3);
        assertThat(summary.read()).isEqualTo(3);
        assertThat(summary.written()).isEqualTo(3);
        assertThat(summary.unchanged()).isEqualTo(6);
        for (var table : List.of(Specs.QUALITY, Specs.MORPHOLOGY, Specs.SOURCES)) {
            assertThat(tables.read(table).count()).isEqualTo(9);
        }
    }

    @Test
    void verifyFindsContentThatChangedBehindItsTime() throws Exception {
        ingest(null, images);
        Path file = images.resolve(FIRST + ".jpg");
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        byte[] other = TestPictures.jpeg(3);
        write(file, java.util.Arrays.copyOf(other, Math.max(other.length, bytes.length)));
        if (bytes.length > other.length) {
            Files.setLastModifiedTime(file, time);
            assertThat(ingest(null, images).opened()).isZero();
        }
        Files.setLastModifiedTime(file, time);
        IngestSummary summary = verify(images);
        assertThat(summary.opened()).isEqualTo(6);
        assertThat(summary.written()).isEqualTo(1);
        assertThat(summary.unchanged()).isEqualTo(5);
    }

    @Test
    void aDuplicateTakesThePlaceOfAWinnerThatBroke() throws Exception {
        Path a = Files.createDirectories(directory.resolve("a"));
        Path b = Files.createDirectories(directory.resolve("b"));
        write(a.resolve("one.jpg"), TestPictures.jpeg(1));
        write(b.resolve("one.jpg"), TestPictures.jpeg(2));
        ingest(null, a, b);
        String first = hash("one");
        write(a.resolve("one.jpg"), new byte[0]);
        Files.setLastModifiedTime(a.resolve("one.jpg"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        IngestSummary summary = ingest(null, a, b);
        assertThat(summary.opened()).isEqualTo(2);
        assertThat(hash("one")).isNotEqualTo(first);
        assertThat(text("SELECT reason FROM rejects")).containsExactly("empty");
    }

    @Test
    void preparationsStandBesideEachOther() throws Exception {
        write(images.resolve("small.jpg"), TestPictures.file(TestPictures.galaxy(40, 40, 1), "jpeg"));
        IngestSummary half = ingest(null, images);
        IngestSummary tenth = IngestStage.run(
                context(SMALL, "ingest.crop_fraction=0.3", "ingest.max_reject_fraction=1"),
                IngestRequest.of(paths(images), null));
        assertThat(tenth.preparationId()).isNotEqualTo(half.preparationId());
        assertThat(tenth.rejectReasons()).isEqualTo(Map.of("too_small", 1L));
        assertThat(half.rejected()).isZero();
        assertThat(tables.read(Specs.TENSORS).count()).isEqualTo(13);
        assertThat(ingest(null, images).opened()).isZero();
    }

    @Test
    void hdf5BringsItsOwnCatalogAndJoinsByPosition() throws Exception {
        Path path = directory.resolve("Galaxy10.v2.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            byte[][][][] pixels = new byte[4][64][64][3];
            for (int i = 0; i < 4; i++) {
                pixels[i][32][32][1] = (byte) (100 + i);
            }
            file.putDataset("images", pixels);
            file.putDataset("ans", new int[] {7, 8, 9, 1});
            file.putDataset("ra", new double[] {0.0001, 20, 30, 40});
            file.putDataset("dec", new double[] {0, 1, 2, 3});
            file.putDataset("redshift", new double[] {0.1, 0.2, 0.3, 0.4});
        }
        Path catalog = catalog("object_id,ra,dec\nacross_zero,359.9999,0\nfar,20,1.01\n");
        IngestSummary summary =
                ingest(IngestRequest.of(paths(path), catalog.toString()), "ingest.catalog.match_radius_arcsec=2");
        assertThat(summary.written()).isEqualTo(4);
        assertThat(text("SELECT object_id, ra_deg FROM tensors"))
                .containsExactly(
                        "Galaxy10.v2_1|20.0", "Galaxy10.v2_2|30.0", "Galaxy10.v2_3|40.0", "across_zero|359.9999");
        Row carried =
                tables.read(Specs.CATALOG).where("object_id = 'Galaxy10.v2_2'").first();
        assertThat(carried.<Integer>getAs("ans")).isEqualTo(9);
        assertThat(carried.<Double>getAs("redshift")).isEqualTo(0.3);
        assertThat(summary.catalog().withoutImage()).isEqualTo(1);
    }

    /** A frame of 80 x 80 pixels of 0.36 arcsec whose pixel (40.5, 40.5) is 150, 2 degrees, with a blob there. */
    private static byte[] frame(float peak) {
        float[] flux = new float[80 * 80];
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 80; x++) {
                double r2 = Math.pow(x - 39.5, 2) + Math.pow(y - 39.5, 2);
                flux[80 * y + x] = (float) (peak * Math.exp(-r2 / 40) + 0.01 * Math.sin(12.9898 * x + 78.233 * y));
            }
        }
        return FitsImages.image(
                80,
                80,
                flux,
                "CTYPE1  = 'RA---TAN'",
                "CTYPE2  = 'DEC--TAN'",
                "CRVAL1  = 150.0",
                "CRVAL2  = 2.0",
                "CRPIX1  = 40.5",
                "CRPIX2  = 40.5",
                "CD1_1   = -0.0001",
                "CD1_2   = 0.0",
                "CD2_1   = 0.0",
                "CD2_2   = 0.0001",
                "FILTER  = 'g       '"); // wrong on purpose: names of files decide
    }

    private Path frames() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("frames"));
        write(folder.resolve("f-g-1.5-2.5.fits"), frame(1));
        write(folder.resolve("f-r-1.5-2.5.fits"), frame(2));
        write(folder.resolve("f-i-1.5-2.5.fits"), frame(3));
        return folder;
    }

    private static final String[] BANDS = {"ingest.band_pattern=f-(?<band>[gri])-", "ingest.bands=[i,r,g]"};

    @Test
    void joinsOneFileABandByTheirNames() throws Exception {
        IngestSummary summary = ingest(IngestRequest.of(paths(frames()), null), BANDS);
        assertThat(summary.sources()).isEqualTo(1);
        assertThat(summary.written()).isEqualTo(1);
        Row row = tables.read(Specs.TENSORS).first();
        assertThat(row.<String>getAs("object_id")).isEqualTo("f-1.5-2.5");
        assertThat(row.<String>getAs("bands")).isEqualTo("i,r,g");
        assertThat(row.<Double>getAs("pixel_scale_arcsec")).isCloseTo(0.36, within(1e-9));
        assertThat(row.<Double>getAs("ra_deg")).isCloseTo(150, within(1e-6));
        assertThat(ingest(IngestRequest.of(paths(directory.resolve("frames")), null), BANDS)
                        .opened())
                .isZero();
        Files.delete(directory.resolve("frames/f-r-1.5-2.5.fits"));
        IngestSummary lacking = IngestStage.run(
                context(SMALL, BANDS[0], BANDS[1], "ingest.max_reject_fraction=1"),
                IngestRequest.of(paths(directory.resolve("frames")), null));
        assertThat(lacking.rejectReasons()).isEqualTo(Map.of("unsupported_type", 1L));
    }

    @Test
    void cutsTheCatalogsObjectsOutOfMosaics() throws Exception {
        String[] settings = {BANDS[0], BANDS[1], "ingest.cutout_arcsec=12", "ingest.crop_fraction=1"};
        Path catalog = catalog("object_id,ra,dec\nmiddle,150,2\ncorner,149.9963,2.0037\naway,151,2\n");
        IngestRequest request = new IngestRequest(List.of(), paths(frames()), catalog.toString(), null, false);
        IngestSummary summary = ingest(request, settings);
        assertThat(summary.written()).isEqualTo(2);
        assertThat(summary.catalog().withoutImage()).isEqualTo(1);
        assertThat(text("SELECT object_id, element_at(split(source_uri, '!'), 2), ra_deg FROM tensors"))
                .containsExactly("corner|/corner|149.9963", "middle|/middle|150.0");
        assertThat(text("SELECT invalid_share > 0 FROM quality ORDER BY object_id"))
                .containsExactly("false", "true");
        assertThat(ingest(request, settings).opened()).isZero();
        catalog("object_id,ra,dec\nmiddle,150,2\ncorner,149.9963,2.0037\naway,151,2\nlate,150.001,2.001\n");
        IngestSummary later = ingest(request, settings);
        assertThat(later.opened()).isEqualTo(1);
        assertThat(later.written()).isEqualTo(1);
        assertThat(later.unchanged()).isEqualTo(2);
    }

    @Test
    void cropsByTheCatalogsRadius() throws Exception {
        Path catalog = catalog("object_id,petro_radius_arcsec,pixel_scale_arcsec\n" + FIRST
                + ",5,0.5\n587722952767439451,5,\n587722952767439452,1,0.5\n");
        IngestSummary summary = IngestStage.run(
                context(SMALL, "ingest.crop_radii=2", "ingest.max_reject_fraction=1"),
                IngestRequest.of(paths(images), catalog.toString()));
        // 40 pixels a side; one has no scale, one is 8 pixels small, three have no row
        assertThat(text("SELECT object_id FROM tensors")).containsExactly(FIRST);
        assertThat(summary.rejectReasons()).isEqualTo(Map.of("unsupported_type", 4L, "too_small", 1L));
    }

    @Test
    void joinsManySmallFiles() throws Exception {
        ingest(null, images);
        for (int night = 0; night < 24; night++) {
            String elsewhere = "file:/elsewhere/night" + night + ".jpg";
            tables.append(
                    Specs.TENSORS,
                    tables.read(Specs.TENSORS)
                            .limit(1)
                            .withColumn("object_id", lit("night" + night))
                            .withColumn("source_uri", lit(elsewhere))
                            .withColumn("source_file", lit(elsewhere)));
        }
        assertThat(ingest(null, images).compacted()).isGreaterThanOrEqualTo(24);
        assertThat(spark.table(Specs.TENSORS.qualifiedName() + ".files").count())
                .isLessThan(6);
        assertThat(tables.read(Specs.TENSORS).count()).isEqualTo(30);
    }
}
