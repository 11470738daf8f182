package org.galaxyvae.base.table;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of Spark's settings are a site's to choose. Of those that say what a value, a name or a file means none is: a result
 * must not depend on where a command was started.
 */
public final class SiteSettings {
    /** Settings of a session that the code and the published files depend on, whatever else was given. */
    private static final Map<String, String> OF_SESSIONS = Map.ofEntries(
            Map.entry("spark.sql.session.timeZone", "UTC"),
            Map.entry("spark.sql.timestampType", "TIMESTAMP_LTZ"),
            Map.entry("spark.sql.datetime.java8API.enabled", "false"),
            Map.entry("spark.sql.legacy.timeParserPolicy", "EXCEPTION"),
            // also where SPARK_ANSI_SQL_MODE is in the environment
            Map.entry("spark.sql.ansi.enabled", "false"),
            Map.entry("spark.sql.storeAssignmentPolicy", "ANSI"),
            Map.entry("spark.sql.caseSensitive", "false"),
            Map.entry("spark.sql.mapKeyDedupPolicy", "EXCEPTION"),
            Map.entry("spark.sql.sources.default", "parquet"),
            Map.entry("spark.sql.sources.partitionOverwriteMode", "static"),
            Map.entry("spark.sql.sources.partitionColumnTypeInference.enabled", "true"),
            // INT64 in microseconds, adjusted to UTC: any reader knows it, and it has statistics
            Map.entry("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
            Map.entry("spark.sql.parquet.writeLegacyFormat", "false"),
            Map.entry("spark.sql.parquet.compression.codec", "snappy"),
            Map.entry("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED"),
            Map.entry("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED"),
            Map.entry("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED"),
            Map.entry("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED"),
            // files of earlier versions have INT96
            Map.entry("spark.sql.parquet.int96AsTimestamp", "true"),
            Map.entry("spark.sql.parquet.int96TimestampConversion", "false"),
            Map.entry("spark.sql.parquet.binaryAsString", "false"),
            Map.entry("spark.sql.parquet.mergeSchema", "false"),
            // staged rows hold pixels: Spark's 4096 rows a batch would be up to 800 MB of them a task
            Map.entry("spark.sql.parquet.columnarReaderBatchSize", "256"),
            Map.entry("spark.sql.files.ignoreCorruptFiles", "false"),
            Map.entry("spark.sql.files.ignoreMissingFiles", "false"),
            Map.entry("spark.sql.files.maxRecordsPerFile", "0"),
            Map.entry("spark.sql.files.maxPartitionBytes", "134217728"));

    /** The same for settings that are fixed when Spark starts. */
    private static final Map<String, String> OF_CONTEXTS = Map.of(
            "spark.sql.catalogImplementation",
            "in-memory",
            "spark.serializer",
            "org.apache.spark.serializer.JavaSerializer",
            // two attempts at one partition would each run the network, and write the same files
            "spark.speculation",
            "false",
            "spark.files.ignoreCorruptFiles",
            "false",
            "spark.files.ignoreMissingFiles",
            "false",
            // one native thread a task: as many tasks as cores beat one task with many threads, and sums have one order
            "spark.executorEnv.OMP_NUM_THREADS",
            "1",
            "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version",
            "1",
            // what says that a folder of Parquet is whole
            "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs",
            "true");

    /** Names under which a site's settings can change what a value, a name or a file means. */
    private static final List<String> OURS = List.of(
            "spark.sql.",
            "spark.wap.",
            "spark.speculation",
            "spark.hadoop.parquet.",
            "spark.hadoop.spark.sql.",
            "spark.hadoop.mapred.",
            "spark.hadoop.mapreduce.input.",
            "spark.hadoop.mapreduce.output.fileoutputformat.",
            "spark.hadoop.mapreduce.fileoutputcommitter.");

    /** Among them those that say how fast, how large and how watched, or which committer an object store needs. */
    private static final List<String> FREE = List.of(
            "spark.sql.adaptive.",
            "spark.sql.autoBroadcastJoinThreshold",
            "spark.sql.broadcastTimeout",
            "spark.sql.catalog.",
            "spark.sql.cbo.",
            "spark.sql.codegen.",
            "spark.sql.debug.maxToStringFields",
            "spark.sql.event.",
            "spark.sql.files.openCostInBytes",
            "spark.sql.hive.thriftServer.",
            "spark.sql.inMemoryColumnarStorage.",
            "spark.sql.join.preferSortMergeJoin",
            "spark.sql.maxMetadataStringLength",
            "spark.sql.maxPlanStringLength",
            "spark.sql.parquet.output.committer.class",
            "spark.sql.queryExecutionListeners",
            "spark.sql.redaction.",
            "spark.sql.shuffle.partitions",
            "spark.sql.sources.commitProtocolClass",
            "spark.sql.statistics.",
            "spark.sql.thriftServer.",
            "spark.sql.thriftserver.",
            "spark.sql.ui.");

    /** Beginning like a free one, but naming code that takes part in the result. */
    private static final List<String> NEVER_FREE = List.of(
            "spark.sql.adaptive.optimizer.excludedRules",
            "spark.sql.adaptive.customCostEvaluatorClass",
            "spark.sql.catalog.spark_catalog");

    private SiteSettings() {}

    /** What every session over a survey has, by Spark's key. */
    public static Map<String, String> ofSessions() {
        return OF_SESSIONS;
    }

    /** What Spark is started with, by its key. */
    public static Map<String, String> ofContexts() {
        return OF_CONTEXTS;
    }

    /** Whether what a site says of this setting is taken. */
    public static boolean isFree(String key) {
        if (OURS.stream().noneMatch(key::startsWith)) {
            return !OF_CONTEXTS.containsKey(key);
        }
        return FREE.stream().anyMatch(key::startsWith) && NEVER_FREE.stream().noneMatch(key::startsWith);
    }

    /** Those among the given settings that are not taken, with what they were to be. */
    public static Map<String, String> refused(Map<String, String> given) {
        Map<String, String> refused = new TreeMap<>();
        given.forEach((key, value) -> {
            String fixed = OF_CONTEXTS.getOrDefault(key, OF_SESSIONS.getOrDefault(key, ""));
            if (!isFree(key) && !value.equals(fixed)) {
                refused.put(key, value);
            }
        });
        return refused;
    }
}
