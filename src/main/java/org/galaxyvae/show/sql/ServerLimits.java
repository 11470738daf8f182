package org.galaxyvae.show.sql;

import java.util.Map;

/** What one client's statement may take of the server. */
final class ServerLimits {
    /** Clients at once; the next waits. */
    static final int CONNECTIONS = 100;

    /** Not the user's to choose. */
    static final Map<String, String> FIXED = Map.ofEntries(
            // a statement computes in the background, where it can be cancelled, and goes out in ResultExec's pieces
            Map.entry("spark.sql.thriftServer.incrementalCollect", "false"),
            // which BoundedBroadcasts needs
            Map.entry("spark.sql.adaptive.enabled", "true"),
            // ends the threads of tasks whose statement is cancelled, timed out or whose client is gone
            Map.entry("spark.sql.thriftServer.interruptOnCancel", "true"),
            Map.entry("spark.task.reaper.enabled", "true"),
            Map.entry("spark.task.reaper.killTimeout", "20s"),
            // evaluated where a task's memory is, not in the server's
            Map.entry(
                    "spark.sql.optimizer.excludedRules",
                    "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation"),
            // a task that runs out of memory ends its executor: not again and again, and an executor that ends is
            // replaced
            Map.entry("spark.task.maxFailures", "3"),
            Map.entry("spark.deploy.maxExecutorRetries", "-1"),
            // what a query keeps in the server's own memory
            Map.entry("spark.sql.ui.retainedExecutions", "10"),
            Map.entry("spark.ui.retainedJobs", "100"),
            Map.entry("spark.ui.retainedStages", "100"),
            Map.entry("spark.ui.retainedTasks", "1000"));

    /** The user's to choose: seconds that a statement may take, and bytes of its result, which is in memory until it is fetched. */
    static final Map<String, String> DEFAULTS =
            Map.of("spark.sql.thriftServer.queryTimeout", "600s", "spark.driver.maxResultSize", "256m");

    private ServerLimits() {}
}
