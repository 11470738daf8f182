package org.galaxyvae.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.table.CatalogProperties;
import org.galaxyvae.base.table.SiteSettings;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Opens the Spark session of a command. How large, how fast and how watched it is, spark-submit and the site's settings say; what
 * a value, a name or a file means they do not.
 */
final class Sessions {
    private static final String CLUSTER_SECRET = "GALAXY_VAE_CLUSTER_SECRET";
    private static final String SECRET = "spark.authenticate.secret";

    private Sessions() {}

    /** Hadoop's configuration with what spark-submit was given as spark.hadoop.*, before there is a session. */
    static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }

    /** The Iceberg catalog of a workspace; what spark-submit was given for it wins. */
    static CatalogProperties catalog(Workspace workspace, Settings settings) {
        return CatalogProperties.of(workspace, settings.catalog(), given());
    }

    /** The Iceberg catalog of a temporary workspace, whatever spark-submit was given: nothing of it belongs into a survey's. */
    static CatalogProperties temporaryCatalog(Workspace workspace) {
        return CatalogProperties.of(workspace, SettingsReader.defaults().catalog(), Map.of());
    }

    static SparkSession open(String command, @Nullable String master, @Nullable CatalogProperties catalog) {
        return open(command, master, catalog, Map.of());
    }

    /** A session in which the settings {@code fixed} win over all others. */
    static SparkSession open(
            String command, @Nullable String master, @Nullable CatalogProperties catalog, Map<String, String> fixed) {
        TemporaryFolder.requireUsable();
        SparkConf conf = freeOfTheSite();
        conf.setIfMissing("spark.app.name", "galaxy-vae " + command);
        if (master != null) {
            conf.set("spark.master", master);
        }
        conf.setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        // Averaging rounds are short: waiting for a better place costs more than a worse one.
        conf.setIfMissing("spark.locality.wait", "0");
        conf.setIfMissing("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");
        conf.setIfMissing("spark.sql.shuffle.partitions", "16");
        if (isOneProcess(conf.get("spark.master"))) {
            // a task without memory fails with its command, which says so; else Spark would end the process in its
            // midst
            conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
        }
        SiteSettings.ofContexts().forEach(conf::set);
        SiteSettings.ofSessions().forEach(conf::set);
        if (catalog != null) {
            Tables.configuration(catalog).forEach(conf::set);
        }
        fixed.forEach(conf::set);
        requireSecret(conf);
        return SparkSession.builder().config(conf).getOrCreate();
    }

    private static boolean isOneProcess(String master) {
        return master.startsWith("local") && !master.startsWith("local-cluster");
    }

    /**
     * Spark's own ports take objects of Java from whoever connects: on this machine only of processes that know a secret. That
     * of a cluster of {@code cluster.sh} is in a file that the launcher names; that of a local run is made here or by Spark.
     */
    private static void requireSecret(SparkConf conf) {
        String file = System.getenv(CLUSTER_SECRET);
        String master = conf.get("spark.master");
        if (file != null && master.startsWith("spark://")) {
            conf.set("spark.authenticate", "true");
            conf.set(SECRET, read(file));
        } else if (master.startsWith("local")) {
            conf.setIfMissing("spark.authenticate", "true");
            if (master.startsWith("local-cluster")) {
                byte[] secret = new byte[32];
                new SecureRandom().nextBytes(secret);
                conf.setIfMissing(SECRET, HexFormat.of().formatHex(secret));
            }
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new RequestException("Cannot read " + CLUSTER_SECRET + " " + file
                    + ": expected the secret of a running cluster of submit/cluster.sh");
        }
    }

    /** What Spark was given but for what is not the site's to choose, which is told and forgotten. */
    private static SparkConf freeOfTheSite() {
        Map<String, String> refused = SiteSettings.refused(given());
        refused.keySet().forEach(System::clearProperty); // Spark reads them again when it starts
        if (!refused.isEmpty()) {
            System.err.println("Not taken from Spark's settings, since results must not depend on them: "
                    + String.join(", ", refused.keySet()));
        }
        return new SparkConf();
    }

    private static Map<String, String> given() {
        Map<String, String> given = new HashMap<>();
        for (Tuple2<String, String> setting : new SparkConf().getAll()) {
            given.put(setting._1(), setting._2());
        }
        return given;
    }
}
