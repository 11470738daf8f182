package org.galaxyvae.base.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordColumnsTest {
    private record Spot(int dimension, double sigmas) {}

    private record Light(double logFlux, boolean saturated) {}

    private record Everything(
            @Column(required = true, meaning = "whose") String objectId,

            @Column(name = "recall_at_100", meaning = "0 to 1")
            double recallAt100,

            long rank,
            @Nullable Integer place,
            @Nullable Double raDeg,
            @Nullable Instant seenAt,
            byte[] pixels,
            float[] z,
            double[] weights,
            List<String> bands,
            @Nullable Map<String, Double> kindAucs,
            List<Spot> spots,
            @Nullable Spot first,
            @Embedded Light light) {}

    private static final Everything FULL = new Everything(
            "g1",
            0.5,
            7,
            3,
            12.25,
            Instant.parse("2026-03-31T02:30:00.123456Z"),
            new byte[] {1, 2},
            new float[] {1.5f, -2},
            new double[] {0.1},
            List.of("g", "r"),
            Map.of("ring_weak", 0.75),
            List.of(new Spot(4, -2.5), new Spot(0, 1)),
            new Spot(1, 2),
            new Light(3.5, true));

    private static final Everything BARE = new Everything(
            "g2",
            0,
            1,
            null,
            null,
            null,
            new byte[0],
            new float[0],
            new double[0],
            List.of(),
            null,
            List.of(),
            null,
            new Light(0, false));

    @Test
    void namesAndTypesColumnsByComponents() {
        assertThat(RecordColumns.schema(Everything.class))
                .isEqualTo(StructType.fromDDL("object_id STRING NOT NULL, recall_at_100 DOUBLE, rank BIGINT, place INT,"
                        + " ra_deg DOUBLE, seen_at TIMESTAMP, pixels BINARY, z ARRAY<FLOAT>, weights ARRAY<DOUBLE>,"
                        + " bands ARRAY<STRING>, kind_aucs MAP<STRING, DOUBLE>,"
                        + " spots ARRAY<STRUCT<dimension: INT, sigmas: DOUBLE>>,"
                        + " first STRUCT<dimension: INT, sigmas: DOUBLE>, log_flux DOUBLE, saturated BOOLEAN"));
    }

    @Test
    void putsNullWhereThereIsNothing() {
        Row row = RecordColumns.row(BARE);
        assertThat(row.length()).isEqualTo(15);
        for (int i : new int[] {3, 4, 5, 10, 12}) {
            assertThat(row.isNullAt(i)).as("column %s", i).isTrue();
        }
    }

    @Test
    void keepsMicrosecondsOfTimes() {
        assertThat(RecordColumns.row(FULL).<Timestamp>getAs(5).toInstant()).isEqualTo(FULL.seenAt());
    }

    @Test
    void readsBackWhatItWrote() {
        same(RecordColumns.read(RecordColumns.row(FULL), Everything.class), FULL);
        same(RecordColumns.read(RecordColumns.row(BARE), Everything.class), BARE);
    }

    /** Through Spark's own form of a row. */
    @Test
    void readsBackWhatSparkMadeOfIt() {
        StructType schema = RecordColumns.schema(Everything.class);
        var toSpark = CatalystTypeConverters.createToCatalystConverter(schema);
        var fromSpark = CatalystTypeConverters.createToScalaConverter(schema);
        for (Everything values : List.of(FULL, BARE)) {
            Row back = (Row) fromSpark.apply(toSpark.apply(RecordColumns.row(values)));
            same(RecordColumns.read(back, Everything.class), values);
        }
    }

    @Test
    void findsColumnsByNameAmongOthers() {
        StructType there = StructType.fromDDL("saturated BOOLEAN, other STRING, log_flux DOUBLE");
        Row row = new GenericRowWithSchema(new Object[] {true, "x", 2.5}, there);
        assertThat(RecordColumns.read(row, Light.class)).isEqualTo(new Light(2.5, true));
    }

    @Test
    void namesWhatIsMissing() {
        Row row = new GenericRowWithSchema(new Object[] {2.5}, StructType.fromDDL("log_flux DOUBLE"));
        assertThatThrownBy(() -> RecordColumns.read(row, Light.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read Light: column saturated is missing in [log_flux]");
        assertThatThrownBy(() -> RecordColumns.read(RowFactory.create(2.5, null), Light.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read Light: null in column saturated");
    }

    @Test
    void refusesWhatNoColumnHolds() {
        record Odd(Thread thread) {}
        assertThatThrownBy(() -> RecordColumns.schema(Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No column for class java.lang.Thread");
    }

    @Test
    void standsForEveryEvidence() {
        record Measured(String objectId, @EachEvidence double[] evidences) {}
        double[] values = new double[EvidenceColumns.NAMES.size()];
        Arrays.setAll(values, i -> i / 4.0);
        Row row = RecordColumns.row(new Measured("g", values));
        assertThat(RecordColumns.schema(Measured.class).fieldNames())
                .startsWith("object_id", EvidenceColumns.NAMES.get(0))
                .hasSize(1 + values.length);
        assertThat(row.getDouble(3)).isEqualTo(0.5);
        assertThat(RecordColumns.read(row, Measured.class).evidences()).isEqualTo(values);
        assertThatThrownBy(() -> RecordColumns.row(new Measured("g", new double[2])))
                .hasMessage("Invalid number of evidences 2, expected " + values.length);
    }

    private static void same(Everything found, Everything expected) {
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
    }
}
