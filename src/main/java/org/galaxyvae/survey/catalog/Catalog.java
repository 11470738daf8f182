package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the objects in this run.
 *
 * @param rows the workspace's catalog with the user's new one over it; one row an id
 * @param named the ids of the user's new catalog
 * @param count how many these are
 * @param duplicates rows passed over because another row has their id
 * @param invalidIds rows passed over for their id
 * @param invalidPositions rows whose right ascension or declination is no number in range
 * @param problems the new catalog's, as {@link CatalogRows#problems}; without rows where there is no new one
 * @param examples the first 20 of them, as lines
 */
public record Catalog(
        Dataset<Row> rows,
        Dataset<Row> named,
        long count,
        long duplicates,
        long invalidIds,
        long invalidPositions,
        Dataset<Row> problems,
        List<String> examples) {

    private static final String NEW = "row_of_this_catalog";
    private static final int EXAMPLES = 20;

    public Catalog {
        examples = List.copyOf(examples);
    }

    /**
     * Reads the user's catalog (null for none) and lays it over the workspace's.
     *
     * @param folder an empty or new folder of this run, whose rows live as long as it
     */
    public static Catalog read(StageContext context, String folder, @Nullable String location) {
        Dataset<Row> before = context.tables().readOrEmpty(Specs.CATALOG);
        if (location == null) {
            Dataset<Row> none = before.limit(0);
            return new Catalog(
                    before,
                    none.select(CatalogNames.ID),
                    0,
                    0,
                    0,
                    0,
                    none.select(col(CatalogNames.ID), lit("").as("problem")),
                    List.of());
        }
        CatalogRows read = CatalogRows.read(
                context.spark(), location, context.settings().ingest().catalog(), folder);
        Dataset<Row> fresh = read.rows().withColumn(NEW, lit(true));
        Dataset<Row> merged = context.tables().exists(Specs.CATALOG) ? CatalogMerge.over(fresh, before) : fresh;
        String path = new Path(folder, "merged").toString();
        merged.write().parquet(path);
        Dataset<Row> rows = context.spark().read().schema(merged.schema()).parquet(LiteralPath.of(path));
        return new Catalog(
                rows.drop(NEW),
                rows.where(NEW).select(CatalogNames.ID),
                read.count(),
                read.duplicates(),
                read.invalidIds(),
                read.invalidPositions(),
                read.problems(),
                read.examples(EXAMPLES));
    }
}
