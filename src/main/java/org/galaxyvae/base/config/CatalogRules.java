package org.galaxyvae.base.config;

import java.util.ArrayList;
import java.util.List;

/** What the keys of {@code catalog} must be. */
final class CatalogRules {
    private static final List<String> TYPES = List.of("hadoop", "jdbc");
    private static final int NAME_MOST = 255;

    private CatalogRules() {}

    /** One line a problem. */
    static List<String> problems(Settings.Catalog catalog) {
        List<String> problems = new ArrayList<>();
        boolean jdbc = catalog.type().equals("jdbc");
        if (!TYPES.contains(catalog.type())) {
            problems.add("Invalid catalog.type: " + catalog.type() + ", expected " + String.join(" or ", TYPES)
                    + "; others as spark.sql.catalog.galaxies.type among Spark's settings");
        }
        if (jdbc && !catalog.uri().startsWith("jdbc:")) {
            problems.add("Invalid catalog.uri: " + catalog.uri()
                    + ", expected a database such as jdbc:postgresql://host/galaxies with catalog.type jdbc");
        }
        if (!jdbc && !(catalog.uri() + catalog.name()).isEmpty()) {
            problems.add("Invalid catalog.type: " + catalog.type()
                    + ", expected jdbc where catalog.uri or catalog.name is given");
        }
        if (catalog.name().length() > NAME_MOST) {
            problems.add("Invalid catalog.name: " + catalog.name() + ", expected at most " + NAME_MOST + " characters");
        }
        return problems;
    }
}
