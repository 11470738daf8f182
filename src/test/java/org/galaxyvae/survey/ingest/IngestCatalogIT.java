package org.galaxyvae.survey.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class IngestCatalogIT extends IngestFixture {
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
                IngestRequest.of(paths(images), catalog.toString()));
        assertThat(summary.catalog())
                .usingRecursiveComparison()
                .ignoringFields("examples")
                .isEqualTo(new IngestSummary.CatalogSummary(3, 1, 0, 1, 1, 4, java.util.List.of()));
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
    @EnabledIfEnvironmentVariable(named = "GALAXY_SAMPLE", matches = ".+")
    void ingestsRealImagesAndWhateverDecodes() throws Exception {
        Path sample = Path.of(System.getenv("GALAXY_SAMPLE"));
        IngestSummary summary = IngestStage.run(
                context(),
                IngestRequest.of(
                        paths(
                                sample.resolve("gz1/images/58774*"),
                                sample.resolve("bad-input/not_a_galaxy"),
                                sample.resolve("bad-input/not_an_image"),
                                sample.resolve("bad-input/not_a_galaxy/spacer.gif"),
                                sample.resolve("bad-input/empty/gal.fits")),
                        sample.resolve("gz1/catalog.csv").toString()));
        long galaxies = tables.read(Specs.CATALOG)
                .where("catalog_file LIKE 'images/58774%'")
                .count();
        assertThat(galaxies).isPositive();
        // annotated plots, logos, a black frame, an error page, a point spread function, a GIF of one frame
        assertThat(summary.written()).isEqualTo(galaxies + 12);
        assertThat(summary.rejectReasons()).isEqualTo(Map.of("unsupported_type", 2L, "too_small", 1L, "empty", 1L));
        assertThat(summary.skipped()).isZero();
        assertThat(summary.catalog().rows()).isEqualTo(4416);
        assertThat(summary.catalog().withoutImage()).isEqualTo(4416 - galaxies);
        assertThat(summary.catalog().imagesWithoutRow()).isEqualTo(16);
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> ingest(null, directory.resolve("nowhere")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("nowhere: no such file or folder");
        Path empty = Files.createDirectories(directory.resolve("empty"));
        assertThatThrownBy(() -> ingest(null, empty))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("empty: no file that may be an image");
        assertThatThrownBy(() -> ingest(directory.resolve("none.csv"), images))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("none.csv: no such file");
        assertThatThrownBy(() -> ingest(catalog("name,ra\n1,2\n"), images))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no id column object_id, found name, ra");
    }
}
