package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings.Catalog;
import org.junit.jupiter.api.Test;

class CatalogPropertiesTest {
    private static final String PREFIX = "spark.sql.catalog.galaxies";
    private static final Catalog HADOOP = new Catalog("hadoop", "", "", "");
    private static final Catalog JDBC = new Catalog("jdbc", "jdbc:postgresql://host/galaxies", "", "");

    private final Workspace workspace = Workspace.open("/survey", new Configuration());

    @Test
    void keepsTablesInTheWorkspaceByItself() {
        CatalogProperties catalog = CatalogProperties.of(workspace, HADOOP, Map.of());
        assertThat(catalog.isHadoop()).isTrue();
        assertThat(catalog.asMap())
                .containsEntry(PREFIX, "org.apache.iceberg.spark.SparkCatalog")
                .containsEntry(PREFIX + ".type", "hadoop")
                .containsEntry(PREFIX + ".warehouse", "file:/survey/warehouse");
    }

    @Test
    void tellsSurveysInOneDatabaseApartByTheirWorkspace() {
        CatalogProperties catalog = CatalogProperties.of(workspace, JDBC, Map.of());
        assertThat(catalog.isHadoop()).isFalse();
        assertThat(catalog.asMap())
                .doesNotContainKey(PREFIX + ".type")
                .containsEntry(PREFIX + ".catalog-impl", DatabaseCatalog.class.getName())
                .containsEntry(PREFIX + ".uri", "jdbc:postgresql://host/galaxies")
                .containsEntry(PREFIX + "." + DatabaseCatalog.NAME, "file:/survey");
        Catalog named = new Catalog("jdbc", "jdbc:postgresql://host/galaxies", "dr17", "s3a://bucket/tables");
        assertThat(CatalogProperties.of(workspace, named, Map.of()).asMap())
                .containsEntry(PREFIX + "." + DatabaseCatalog.NAME, "dr17")
                .containsEntry(PREFIX + ".warehouse", "s3a://bucket/tables");
    }

    @Test
    void letsWhatSparkWasGivenWin() {
        CatalogProperties rest = CatalogProperties.of(
                workspace,
                JDBC,
                Map.of(PREFIX + ".type", "rest", PREFIX + ".uri", "http://host", "spark.sql.catalog.galaxies2", "x"));
        assertThat(rest.asMap())
                .doesNotContainKeys(PREFIX + ".catalog-impl", "spark.sql.catalog.galaxies2")
                .containsEntry(PREFIX + ".type", "rest")
                .containsEntry(PREFIX + ".uri", "http://host");
        CatalogProperties elsewhere =
                CatalogProperties.of(workspace, HADOOP, Map.of(PREFIX + ".warehouse", "hdfs://host/tables"));
        assertThat(elsewhere.warehouse()).hasToString("hdfs://host/tables");
        assertThat(elsewhere.asMap()).containsEntry(PREFIX + ".type", "hadoop");
    }

    @Test
    void refusesACatalogOfFilesInAnObjectStoreHoweverItIsAskedFor() {
        Catalog warehouse = new Catalog("hadoop", "", "", "s3a://bucket/tables");
        assertThatThrownBy(() -> CatalogProperties.of(workspace, warehouse, Map.of()))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Invalid catalog.type hadoop for tables under s3a://bucket/tables: ")
                .hasMessageContaining("expected catalog.type=jdbc with catalog.uri");
        for (Map<String, String> given : java.util.List.of(
                Map.of(PREFIX + ".warehouse", "s3://bucket/tables"),
                Map.of(PREFIX + ".warehouse", "gs://bucket/tables", PREFIX + ".type", "HADOOP"),
                Map.of(
                        PREFIX + ".warehouse",
                        "s3a://bucket/tables",
                        PREFIX + ".catalog-impl",
                        "org.apache.iceberg.hadoop.HadoopCatalog"))) {
            assertThatThrownBy(() -> CatalogProperties.of(workspace, HADOOP, given))
                    .isInstanceOf(RequestException.class);
        }
    }
}
