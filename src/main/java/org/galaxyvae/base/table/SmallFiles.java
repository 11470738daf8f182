package org.galaxyvae.base.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.types.Types.StructType;
import org.apache.iceberg.util.StructLikeWrapper;
import org.apache.spark.sql.SparkSession;

/**
 * Joins small data files to large ones, where a partition has many: every scan opens them all.
 *
 * @param atLeast so many files of one partition make it worth while
 * @param belowBytes files below that count as small
 */
public record SmallFiles(int atLeast, long belowBytes) {
    /** How many files were joined; 0 where the table was never written. */
    public int join(SparkSession spark, Tables tables, TableSpec table) {
        return tables.exists(table) ? join(spark, tables.iceberg(table)) : 0;
    }

    /** How many files were joined. */
    public int join(SparkSession spark, Table table) {
        if (table.currentSnapshot() == null || !areMany(table)) {
            return 0;
        }
        RewriteDataFiles.Result result = SparkActions.get(spark)
                .rewriteDataFiles(table)
                .option("min-input-files", Integer.toString(atLeast))
                .option("min-file-size-bytes", Long.toString(belowBytes))
                .execute();
        return result.rewrittenDataFilesCount();
    }

    private boolean areMany(Table table) {
        Map<StructLikeWrapper, Integer> small = new HashMap<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                StructType type = task.spec().partitionType();
                StructLikeWrapper partition =
                        StructLikeWrapper.forType(type).set(task.file().partition());
                if (task.file().fileSizeInBytes() < belowBytes && small.merge(partition, 1, Integer::sum) >= atLeast) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the files of " + table.name(), e);
        }
        return false;
    }
}
