package org.galaxyvae.base.table;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;

/**
 * Spark's settings of a workspace's Iceberg catalog: those of {@code catalog} in the configuration, over which whatever Spark was given
 * wins. Who gives Spark another type gives all that belongs to it.
 */
public final class CatalogProperties {
    /** The prefix of all of them; itself the key of the class. */
    public static final String PREFIX = "spark.sql.catalog." + Tables.CATALOG;

    private static final String TYPE = PREFIX + ".type";
    private static final String CLASS = PREFIX + ".catalog-impl";
    private static final String WAREHOUSE = PREFIX + ".warehouse";

    private final Map<String, String> properties;

    private CatalogProperties(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    /**
     * Those of a workspace.
     *
     * @param given what Spark was given; only keys of the Iceberg catalog count
     * @throws RequestException where the tables could be damaged
     */
    public static CatalogProperties of(Workspace workspace, Settings.Catalog catalog, Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(PREFIX, "org.apache.iceberg.spark.SparkCatalog");
        all.put(PREFIX + ".cache-enabled", "false");
        all.put(PREFIX + ".default-namespace", Tables.SURVEY.toString());
        all.put(WAREHOUSE, catalog.warehouse().isEmpty() ? workspace.warehouse().toString() : catalog.warehouse());
        if (!given.containsKey(TYPE) && !given.containsKey(CLASS)) {
            if (catalog.type().equals("jdbc")) {
                all.put(CLASS, DatabaseCatalog.class.getName());
                all.put(PREFIX + ".uri", catalog.uri());
                all.put(
                        PREFIX + "." + DatabaseCatalog.NAME,
                        catalog.name().isEmpty() ? workspace.root().toString() : catalog.name());
                // the version that knows views
                all.put(PREFIX + ".jdbc.schema-version", "V1");
            } else {
                all.put(TYPE, catalog.type());
            }
            all.put(PREFIX + ".io-impl", HomeFiles.class.getName());
            all.put(PREFIX + "." + HomeFiles.HOME, workspace.root().toString());
        }
        given.forEach((key, value) -> {
            if (key.equals(PREFIX) || key.startsWith(PREFIX + ".")) {
                all.put(key, value);
            }
        });
        CatalogProperties found = new CatalogProperties(all);
        if (found.isHadoop() && ObjectStore.holds(found.warehouse().toUri())) {
            throw new RequestException(
                    "Invalid catalog.type hadoop for tables under " + found.warehouse()
                            + ": it commits by renaming files, which an object store cannot do atomically, so that two commands could"
                            + " lose each other's rows; expected catalog.type=jdbc with catalog.uri, see S3 in docs/operations.md");
        }
        return found;
    }

    /** By full key. */
    public Map<String, String> asMap() {
        return properties;
    }

    /** Whether the list of tables is in the warehouse itself. */
    public boolean isHadoop() {
        String type = properties.getOrDefault(TYPE, "");
        return type.equalsIgnoreCase("hadoop")
                || properties.getOrDefault(CLASS, "").equals("org.apache.iceberg.hadoop.HadoopCatalog");
    }

    /** Whether this survey alone has its tables' files, each table's in a folder of the warehouse. */
    public boolean isOurs() {
        return HomeFiles.class.getName().equals(properties.get(PREFIX + ".io-impl"));
    }

    /** Where the tables' files are. */
    public Path warehouse() {
        return new Path(properties.getOrDefault(WAREHOUSE, ""));
    }
}
