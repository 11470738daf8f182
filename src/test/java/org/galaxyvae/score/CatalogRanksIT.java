package org.galaxyvae.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranks and false discovery rates of a shuffled table, however it is divided. */
class CatalogRanksIT extends SparkTest {
    private static final StructType SCORES =
            StructType.fromDDL("object_id STRING, anomaly_score DOUBLE, reconstruction_nll DOUBLE, p_tail DOUBLE");

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void ranksAndRatesDoNotDependOnPartitions(int partitions) {
        List<Row> rows = new ArrayList<>();
        // n p / rank = 0.006, 0.024, 0.04, 0.0675, 1.08 (from the next: 0.9), 0.9
        double[] p = {0.001, 0.008, 0.02, 0.045, 0.9, 0.9};
        for (int i = 0; i < p.length; i++) {
            rows.add(RowFactory.create("o" + i, -Math.log(p[i]), (double) i, p[i]));
        }
        Collections.shuffle(rows, new Random(1));
        Dataset<Row> scores = spark.createDataFrame(rows, SCORES).repartition(partitions);
        List<Row> ranked = CatalogRanks.add(scores).orderBy("object_id").collectAsList();
        assertThat(ranked).extracting(row -> row.<Long>getAs("rank")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(ranked)
                .extracting(row -> row.<Long>getAs("reconstruction_rank"))
                .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        double[] expected = {0.006, 0.024, 0.04, 0.0675, 0.9, 0.9};
        for (int i = 0; i < expected.length; i++) {
            assertThat(ranked.get(i).<Double>getAs("fdr_q")).isCloseTo(expected[i], within(1e-12));
        }
    }

    /** The least rate stands at the end of the list: objects in other partitions must take it, too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void takesTheLeastRateFromThereDown(int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(RowFactory.create(String.format("o%02d", i), 1000.0 - i, 0.0, 0.05));
        }
        Dataset<Row> scores = spark.createDataFrame(rows, SCORES).repartition(partitions);
        assertThat(CatalogRanks.add(scores).collectAsList())
                .allSatisfy(row -> assertThat(row.<Double>getAs("fdr_q")).isCloseTo(0.05, within(1e-12)));
    }
}
