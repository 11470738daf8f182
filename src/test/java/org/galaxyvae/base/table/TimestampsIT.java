package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.api.Test;

final class TimestampsIT extends SparkTest {
    private static final Timestamp INSTANT = Timestamp.from(Instant.parse("2026-12-01T10:00:00.123456Z"));

    @Test
    void areMicrosecondsInUtcForAnyReader() throws Exception {
        String folder = directory.resolve("now").toString();
        instant().write().parquet(folder);

        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            ResultSet type = statement.executeQuery("SELECT type, logical_type FROM parquet_schema('" + folder
                    + "/*.parquet') WHERE name = 'scored_at'");
            assertThat(type.next()).isTrue();
            assertThat(type.getString(1)).isEqualTo("INT64");
            assertThat(type.getString(2)).contains("isAdjustedToUTC=1", "MICROS");
            ResultSet value = statement.executeQuery("SELECT epoch_us(scored_at) FROM '" + folder + "/*.parquet'");
            assertThat(value.next()).isTrue();
            assertThat(value.getLong(1)).isEqualTo(1_796_119_200_123_456L);
        }
    }

    @Test
    void ofEarlierVersionsAreStillRead() {
        String folder = directory.resolve("before").toString();
        spark.conf().set("spark.sql.parquet.outputTimestampType", "INT96");
        instant().write().parquet(folder);
        spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");

        assertThat(spark.read().parquet(folder).first().getTimestamp(0)).isEqualTo(INSTANT);
    }

    private Dataset<Row> instant() {
        return spark.sql("SELECT TIMESTAMP '2026-12-01 10:00:00.123456' AS scored_at");
    }
}
