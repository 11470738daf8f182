package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteSettingsTest {
    @Test
    void nothingOfAHostileSiteIsTaken() throws Exception {
        Properties hostile = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/test/resources/hostile-site/spark-defaults.conf"))) {
            hostile.load(reader);
        }
        Map<String, String> given =
                hostile.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, hostile::getProperty));
        assertThat(SiteSettings.refused(given)).hasSizeGreaterThan(50).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.master",
                "spark.driver.memory",
                "spark.executor.cores",
                "spark.local.dir",
                "spark.ui.port",
                "spark.sql.shuffle.partitions",
                "spark.sql.autoBroadcastJoinThreshold",
                "spark.sql.catalog.galaxies.uri",
                "spark.sql.sources.commitProtocolClass",
                "spark.hadoop.fs.s3a.endpoint",
                "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a"
            })
    void sizesMachinesAndCommittersAreTheSites(String key) {
        assertThat(SiteSettings.isFree(key)).isTrue();
    }

    @Test
    void whatSaysTheSameAsWeIsNoNews() {
        assertThat(SiteSettings.refused(Map.of(
                        "spark.serializer", "org.apache.spark.serializer.JavaSerializer",
                        "spark.sql.session.timeZone", "UTC")))
                .isEmpty();
    }
}
