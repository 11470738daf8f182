package org.galaxyvae.show.sql;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.RequestException;
import scala.collection.JavaConverters;

/**
 * Which settings a client may change: those that say how its own queries are computed and shown. All others could name
 * catalogs, files, classes or machines, by {@code SET} as well as in the address it connects to.
 */
final class ClientSettings {
    /**
     * Settings, or with a dot at the end all that begin so. Drivers send some of Hive's, of which Spark makes nothing without
     * Hive's catalog.
     */
    private static final List<String> FREE = List.of(
            "hive.",
            "spark.sql.adaptive.",
            "spark.sql.ansi.",
            "spark.sql.autoBroadcastJoinThreshold",
            "spark.sql.caseSensitive",
            "spark.sql.cbo.",
            "spark.sql.crossJoin.enabled",
            "spark.sql.groupByAliases",
            "spark.sql.groupByOrdinal",
            "spark.sql.mapKeyDedupPolicy",
            "spark.sql.orderByOrdinal",
            "spark.sql.session.timeZone",
            "spark.sql.shuffle.partitions",
            "spark.sql.storeAssignmentPolicy",
            "spark.sql.thriftServer.incrementalCollect",
            "spark.sql.thriftserver.scheduler.pool",
            "spark.sql.timestampType");

    /** What Spark's server sets itself in each session. */
    private static final List<String> OF_THE_SERVER =
            List.of("spark.sql.hive.version", "spark.sql.datetime.java8API.enabled");

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
            if (!isFree(key)
                    && !OF_THE_SERVER.contains(key)
                    && !value.equals(server.get(key))
                    && !value.equals(context.get(key, ""))) {
                throw refusal(key);
            }
        });
    }

    /**
     * Checks one {@code SET}.
     *
     * @param changes false where only the value is asked for
     * @throws RequestException where the setting is not free
     */
    static void require(String key, boolean changes) {
        if (changes && !isFree(key)) {
            throw refusal(key);
        }
    }

    private static Map<String, String> settings(SparkSession spark) {
        return JavaConverters.mapAsJavaMap(spark.conf().getAll());
    }

    /** A name without a dot is no setting but a variable of the client. */
    private static boolean isFree(String key) {
        return !key.contains(".")
                || FREE.stream().anyMatch(free -> free.endsWith(".") ? key.startsWith(free) : key.equals(free));
    }

    private static RequestException refusal(String key) {
        return new RequestException("Cannot set " + key + ": clients may set how their queries are computed and shown, "
                + String.join(", ", FREE));
    }
}
