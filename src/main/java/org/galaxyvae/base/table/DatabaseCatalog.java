package org.galaxyvae.base.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * The Iceberg catalog in a database, with two differences: several surveys may share one database, and user and password are no
 * settings of Spark, which shows those to many. They come from the environment or from a Hadoop credential provider, are asked
 * for on the driver alone, and never leave it.
 */
public final class DatabaseCatalog extends JdbcCatalog {
    /** The property that names the survey in the database. */
    static final String NAME = "galaxy-vae-name";

    private static final String USER = "jdbc.user";
    private static final String PASSWORD = "jdbc.password";
    private static final String CONNECTIONS = "clients";
    private static final String METADATA_FILES =
            "SELECT table_name, metadata_location FROM iceberg_tables WHERE catalog_name = ? AND table_namespace = ?";

    /**
     * By URI, of SQLite's files. Each Iceberg catalog leaves a result open behind its start, beside which SQLite lets no other connection
     * write; and Spark opens one more for what it caches.
     */
    private static final Map<String, JdbcClientPool> ONE_CONNECTION = new ConcurrentHashMap<>();

    private Map<String, String> given = Map.of();

    /** For Iceberg, which makes it by its name. */
    public DatabaseCatalog() {
        super(null, DatabaseCatalog::connections, true);
    }

    @Override
    public void initialize(String name, Map<String, String> properties) {
        this.given = Map.copyOf(properties);
        super.initialize(properties.getOrDefault(NAME, name), properties);
    }

    /** By table the file of its current metadata, of any survey that the database has. */
    public Map<String, String> metadataFiles(String survey) {
        Map<String, String> found = new HashMap<>();
        try {
            // not closed: SQLite's is the catalog's own, and another has no connection when it is idle
            connections(given).run(connection -> {
                try (PreparedStatement query = connection.prepareStatement(METADATA_FILES)) {
                    query.setString(1, survey);
                    query.setString(2, Tables.SURVEY.toString());
                    try (ResultSet rows = query.executeQuery()) {
                        while (rows.next()) {
                            found.put(rows.getString(1), rows.getString(2));
                        }
                    }
                }
                return found;
            });
            return found;
        } catch (SQLException e) {
            throw new InvalidDataException("Cannot read the list of tables in the database: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JdbcClientPool connections(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        add(all, USER, "GALAXY_VAE_CATALOG_USER", "galaxy-vae.catalog.user");
        add(all, PASSWORD, "GALAXY_VAE_CATALOG_PASSWORD", "galaxy-vae.catalog.password");
        String uri = properties.getOrDefault("uri", "");
        try {
            DriverManager.getDriver(uri);
        } catch (SQLException e) {
            throw new RequestException("Cannot open catalog.uri " + uri
                    + ": no JDBC driver for it is there, expected its jar on the driver's class path (--jars in"
                    + " GALAXY_VAE_SUBMIT_OPTIONS)");
        }
        if (uri.startsWith("jdbc:sqlite:")) {
            all.put(CONNECTIONS, "1");
            return ONE_CONNECTION.compute(
                    uri, (file, open) -> open == null || open.isClosed() ? new JdbcClientPool(file, all) : open);
        }
        return new JdbcClientPool(uri, all);
    }

    private static void add(Map<String, String> properties, String key, String variable, String alias) {
        String value = System.getenv(variable);
        if (value == null) {
            value = provided(alias);
        }
        if (value != null) {
            properties.put(key, value);
        }
    }

    private static @Nullable String provided(String alias) {
        Configuration hadoop = SparkSession.active().sparkContext().hadoopConfiguration();
        try {
            char[] found = hadoop.getPassword(alias);
            return found == null ? null : new String(found);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot ask Hadoop's credential providers for " + alias, e);
        }
    }
}
