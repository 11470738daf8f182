package org.galaxyvae.show.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What a client's connection may set: a driver's address becomes settings of Hive's session, which Hive would put environment
 * variables into, and among which are folders it makes, machines it calls and classes it loads.
 */
final class ConnectionSettings {
    private static final String DATABASE = "use:database";
    private static final String SET = "set:";
    private static final String HIVECONF = "hiveconf:";
    private static final List<String> DATABASES = List.of("", "default", "survey", Tables.NAMESPACE);

    /** Connections share so many turns of Spark's scheduler: each is as fast beside others as if they were one. */
    private static final int POOLS = 64;

    private static final AtomicInteger NEXT_POOL = new AtomicInteger();

    private ConnectionSettings() {}

    /**
     * Those that a session is opened with. What drivers send of Hive's own, of which Spark makes nothing, is left out.
     *
     * @param sent by the driver
     * @throws RequestException where a client must not have what it asks for
     */
    static Map<String, String> of(@Nullable Map<String, String> sent) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (sent != null) {
            sent.forEach((key, value) -> {
                if (key.equals(DATABASE)) {
                    settings.put(DATABASE, database(value));
                } else if (key.startsWith(SET)) {
                    put(settings, key.substring(SET.length()).strip(), value);
                }
            });
        }
        settings.put(
                SET + HIVECONF + "spark.sql.thriftserver.scheduler.pool",
                "client-" + Math.floorMod(NEXT_POOL.getAndIncrement(), POOLS));
        return settings;
    }

    /** Hive would write a system property of this process, ask its metastore, or hand a variable to Spark as a setting. */
    private static void put(Map<String, String> settings, String name, String value) {
        String key = name.startsWith(HIVECONF) ? name.substring(HIVECONF.length()) : name;
        if (key.startsWith("spark.")) {
            ClientSettings.require(key, value);
            if (value.contains("${")) {
                throw new RequestException("Cannot set " + key + " to " + value + ": expected a plain value");
            }
            settings.put(SET + HIVECONF + key, value);
        } else if (!key.startsWith("hive.") && !name.startsWith("hivevar:") && name.contains(":")) {
            throw new RequestException(
                    "Cannot set " + name + ": expected settings of how queries are computed and shown");
        }
    }

    private static String database(String name) {
        if (!DATABASES.contains(name.toLowerCase(Locale.ROOT))) {
            throw new RequestException(
                    "Cannot connect to database " + name + ": expected survey, or no database in the address");
        }
        return name.isEmpty() ? "default" : name;
    }
}
