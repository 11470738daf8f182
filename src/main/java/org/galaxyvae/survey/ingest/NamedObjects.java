package org.galaxyvae.survey.ingest;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.survey.catalog.Catalog;
import org.galaxyvae.survey.catalog.FileMapping;
import org.jspecify.annotations.Nullable;

/**
 * The objects that the user names: by a catalog, and perhaps by a mapping of files to ids.
 *
 * @param assignment of images to them
 * @param objects what the executors need to know of them, or null where neither crops nor cutouts do
 * @param isNew whether this run was given the catalog or the mapping
 */
record NamedObjects(
        Catalog catalog, Assignment assignment, @Nullable Broadcast<CatalogObjects> objects, boolean isNew) {
    /**
     * Reads them.
     *
     * @throws InvalidDataException where mosaics are to be cut and no object has a position
     */
    static NamedObjects read(StageContext context, StagingFolder staging, IngestRequest request) {
        Settings.Ingest settings = context.settings().ingest();
        Catalog catalog = Catalog.read(context, staging.folder("catalog"), request.catalog());
        String mapping = request.mapping();
        Dataset<Row> mapped = mapping == null
                ? null
                : FileMapping.read(context.spark(), mapping, settings.mapping(), staging.folder("mapping"));
        return new NamedObjects(
                catalog,
                new Assignment(catalog.rows(), mapped, settings.catalog().matchRadiusArcsec()),
                objects(context, request, catalog.rows()),
                request.catalog() != null || mapping != null);
    }

    /** Of the positions that cutouts depend on; empty where none do. */
    String positionsHash() {
        return objects == null ? "" : objects.value().hash();
    }

    private static @Nullable Broadcast<CatalogObjects> objects(
            StageContext context, IngestRequest request, Dataset<Row> catalog) {
        Settings.Ingest settings = context.settings().ingest();
        if (settings.cropRadii() == 0 && request.mosaics().isEmpty()) {
            return null;
        }
        CatalogObjects objects = CatalogObjects.of(catalog, settings.cutoutArcsec(), settings.cutoutRadii());
        if (!request.mosaics().isEmpty() && objects.positions().ids().isEmpty()) {
            throw new InvalidDataException("Cannot cut objects out of " + String.join(" ", request.mosaics())
                    + ": the catalog has no position; name its columns with ingest.catalog.ra and ingest.catalog.dec");
        }
        return JavaSparkContext.fromSparkContext(context.spark().sparkContext()).broadcast(objects);
    }
}
