package org.galaxyvae.show.sql;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Which settings a client may see and change: those that say how its own queries are computed and shown. All others could name
 * catalogs, files, classes or machines, or tell secrets, by {@code SET} as well as in the address it connects to.
 */
final class ClientSettings {
    /** By full name, each looked at: others that begin the same name classes. */
    private static final List<String> FREE = List.of(
            "spark.sql.adaptive.coalescePartitions.enabled",
            "spark.sql.adaptive.skewJoin.enabled",
            "spark.sql.ansi.doubleQuotedIdentifiers",
            "spark.sql.ansi.enabled",
            "spark.sql.ansi.enforceReservedKeywords",
            "spark.sql.autoBroadcastJoinThreshold",
            "spark.sql.caseSensitive",
            "spark.sql.cbo.enabled",
            "spark.sql.cbo.joinReorder.enabled",
            "spark.sql.crossJoin.enabled",
            "spark.sql.groupByAliases",
            "spark.sql.groupByOrdinal",
            "spark.sql.mapKeyDedupPolicy",
            "spark.sql.orderByOrdinal",
            "spark.sql.session.timeZone",
            "spark.sql.shuffle.partitions",
            "spark.sql.storeAssignmentPolicy",
            "spark.sql.timestampType");

    /** What would take memory from others beyond that: partitions, and bytes that every task keeps. */
    private static final Map<String, Long> AT_MOST =
            Map.of("spark.sql.shuffle.partitions", 1000L, "spark.sql.autoBroadcastJoinThreshold", 64L << 20);

    /** What Spark's server sets itself in each session. */
    private static final List<String> OF_THE_SERVER = List.of(
            "spark.sql.hive.version", "spark.sql.datetime.java8API.enabled", "spark.sql.thriftserver.scheduler.pool");

    private ClientSettings() {}

    /**
     * Checks the session of a client.
     *
     * @throws RequestException where something is not as the server was started with and not free
     */
    static void require(SparkSession spark) {
        Map<String, String> server = settings(SparkSession.getDefaultSession().get());
        SparkConf context = spark.sparkContext().getConf(); // what RESET goes back to
        settings(spark).forEach((key, value) -> {
            // Hive's own come from the owner alone, see ConnectionSettings, and Spark makes nothing of them
            if (!isFree(key)
                    && !key.startsWith("hive.")
                    && !OF_THE_SERVER.contains(key)
                    && !value.equals(server.get(key))
                    && !value.equals(context.get(key, ""))) {
                throw refusal(key);
            }
        });
    }

    /**
     * Checks one {@code SET} or {@code RESET}, or one setting of an address.
     *
     * @param value null where it is only asked for
     * @throws RequestException where the setting is not free
     */
    static void require(String key, @Nullable String value) {
        if (!isFree(key)) {
            throw refusal(key);
        }
        Long most = AT_MOST.get(key);
        if (most != null && value != null && !isAtMost(value, most)) {
            throw new RequestException("Cannot set " + key + " to " + value + ": expected a number up to " + most);
        }
    }

    private static boolean isAtMost(String value, long most) {
        try {
            return Long.parseLong(value.strip()) <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A query that answers {@code SET} with what is free, as it is in that session. */
    static String shown(SparkSession spark) {
        return FREE.stream()
                .map(key -> "(" + text(key) + ", " + text(spark.conf().get(key)) + ")")
                .collect(Collectors.joining(", ", "SELECT key, value FROM VALUES ", " AS settings(key, value)"));
    }

    private static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static Map<String, String> settings(SparkSession spark) {
        return JavaConverters.mapAsJavaMap(spark.conf().getAll());
    }

    private static boolean isFree(String key) {
        return FREE.contains(key);
    }

    private static RequestException refusal(String key) {
        return new RequestException("Cannot set or show " + key
                + ": clients may set how their queries are computed and shown, " + String.join(", ", FREE));
    }
}
