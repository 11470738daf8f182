package org.galaxyvae.survey.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.survey.catalog.CatalogRows;
import org.junit.jupiter.api.Test;

class FetchedIngestIT extends SparkTest {
    @Test
    void theCatalogBesideTheCutoutsIsReadAsItWasMeant() throws Exception {
        byte[] jpeg = FetchServer.jpeg(1);
        List<String> ids = List.of("#1", "587722952767439450", "a,\"b\"", "a/b", "\u00E9t\u00E9");
        try (FetchServer server =
                new FetchServer((exchange, object, request) -> FetchServer.send(exchange, 200, jpeg))) {
            FetchStage.run(
                    ids.stream().map(id -> new Target(id, 1.25, -2.5, null)).toList(),
                    FetchServer.options(server.url(), 2),
                    directory.resolve("out").toString(),
                    spark.sparkContext().hadoopConfiguration(),
                    Progress.silent());
        }
        CatalogRows read = CatalogRows.read(
                spark,
                directory.resolve("out/catalog.csv").toString(),
                SettingsReader.defaults().ingest().catalog(),
                directory.resolve("read").toString());
        assertThat(read.troubled()).isZero();
        assertThat(read.rows()
                        .where("ra_deg = 1.25 AND dec_deg = -2.5 AND pixel_scale_arcsec = 0.4")
                        .selectExpr("object_id", "catalog_file")
                        .as(org.apache.spark.sql.Encoders.tuple(
                                org.apache.spark.sql.Encoders.STRING(), org.apache.spark.sql.Encoders.STRING()))
                        .collectAsList())
                .extracting(row -> row._1() + " " + row._2())
                .containsExactlyInAnyOrder(
                        "#1 images/%231.jpg",
                        "587722952767439450 images/587722952767439450.jpg",
                        "a,\"b\" images/a%2C%22b%22.jpg",
                        "a/b images/a%2Fb.jpg",
                        "\u00E9t\u00E9 images/%C3%A9t%C3%A9.jpg");
    }
}
