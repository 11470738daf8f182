package org.galaxyvae.base.run;

import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;

/**
 * What every stage works with.
 *
 * @param runId names this run in every row it writes
 * @param startedAt the run's one clock reading, for row timestamps
 */
public record StageContext(
        SparkSession spark,
        Workspace workspace,
        Tables tables,
        Settings settings,
        Progress progress,
        String runId,
        Instant startedAt) {
    /** This run on other tables: a draft branch, or what an earlier run published. */
    public StageContext with(Tables others) {
        return new StageContext(spark, workspace, others, settings, progress, runId, startedAt);
    }

    /** This run under other settings, such as those that a model was made with. */
    public StageContext with(Settings others) {
        return new StageContext(spark, workspace, tables, others, progress, runId, startedAt);
    }
}
