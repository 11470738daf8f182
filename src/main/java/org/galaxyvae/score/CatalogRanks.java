package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.P_TAIL;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.galaxyvae.base.row.RecordColumns;

/** Ranks over the whole catalog by distributed sorting: no window that would gather all rows in one task. */
final class CatalogRanks {
    private CatalogRanks() {}

    /** Adds {@code rank} (by anomaly_score), {@code fdr_q} and {@code reconstruction_rank} (by reconstruction_nll), 1 first. */
    static Dataset<Row> add(Dataset<Row> scores) {
        return scores.join(falseDiscoveries(scores), OBJECT_ID).join(reconstructionRanks(scores), OBJECT_ID);
    }

    private static Dataset<Row> reconstructionRanks(Dataset<Row> scores) {
        Dataset<Row> sorted = scores.select(OBJECT_ID, "reconstruction_nll")
                .orderBy(functions.col("reconstruction_nll").desc(), functions.col(OBJECT_ID));
        return RecordColumns.dataset(
                scores.sparkSession(),
                ReconstructionRank.class,
                sorted.javaRDD()
                        .zipWithIndex()
                        .map(pair -> new ReconstructionRank(pair._1().getString(0), pair._2() + 1)));
    }

    /**
     * Ranks by anomaly_score, ties by object_id, and with them the smallest false discovery rates at which each object is
     * among the rejected (Benjamini and Hochberg 1995): the least of {@code n p / rank} from it down the list. The list is sorted over
     * many partitions, so the least of the partitions behind one's own is carried to it.
     */
    private static Dataset<Row> falseDiscoveries(Dataset<Row> scores) {
        JavaRDD<Rankable> sorted = scores.select(OBJECT_ID, ANOMALY_SCORE, P_TAIL)
                .orderBy(functions.col(ANOMALY_SCORE).desc(), functions.col(OBJECT_ID))
                .javaRDD()
                .zipWithIndex()
                .map(pair -> new Rankable(pair._1().getString(0), pair._1().getDouble(2), pair._2() + 1))
                .persist(StorageLevel.MEMORY_AND_DISK());
        long objects = sorted.count();
        List<Double> least = sorted.mapPartitions(rows -> {
                    double smallest = 1;
                    while (rows.hasNext()) {
                        smallest = Math.min(smallest, rows.next().rate(objects));
                    }
                    return List.of(smallest).iterator();
                })
                .collect();
        double[] behind = new double[least.size()];
        Arrays.fill(behind, 1);
        for (int i = behind.length - 2; i >= 0; i--) {
            behind[i] = Math.min(behind[i + 1], least.get(i + 1));
        }
        JavaRDD<Discovery> ranked = sorted.mapPartitionsWithIndex(
                (partition, rows) -> {
                    List<Rankable> part = new ArrayList<>();
                    rows.forEachRemaining(part::add);
                    Discovery[] found = new Discovery[part.size()];
                    double smallest = behind[partition];
                    for (int i = found.length - 1; i >= 0; i--) {
                        smallest = Math.min(smallest, part.get(i).rate(objects));
                        found[i] = new Discovery(
                                part.get(i).objectId(), part.get(i).rank(), smallest);
                    }
                    return Arrays.asList(found).iterator();
                },
                true);
        return RecordColumns.dataset(scores.sparkSession(), Discovery.class, ranked);
    }

    /** An object's place among reconstructions. */
    private record ReconstructionRank(String objectId, long reconstructionRank) {}

    /** An object's place, and the least false discovery rate at which it is selected. */
    private record Discovery(String objectId, long rank, double fdrQ) {}

    /** An object in its place. */
    private record Rankable(String objectId, double pTail, long rank) implements Serializable {
        double rate(long objects) {
            return Math.min(1, pTail * objects / rank);
        }
    }
}
