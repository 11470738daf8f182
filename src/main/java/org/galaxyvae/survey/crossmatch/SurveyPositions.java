package org.galaxyvae.survey.crossmatch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.survey.catalog.CatalogNames;

/**
 * Where the survey's objects are: all that have a tensor or a score.
 *
 * @param rows key, ra_deg, dec_deg of those with a position; cached
 * @param objects how many there are
 * @param withoutPosition how many of them have none
 */
record SurveyPositions(Dataset<Row> rows, long objects, long withoutPosition) implements AutoCloseable {
    /**
     * Reads them: of each object the catalog's position, else its tensor's, else its score's.
     *
     * @throws InvalidDataException where there is no object
     */
    static SurveyPositions read(Tables tables) {
        Dataset<Row> all = of(tables, Specs.TENSORS, 2)
                .unionByName(of(tables, Specs.SCORES, 3))
                .withColumn("ours", lit(true))
                .unionByName(of(tables, Specs.CATALOG, 1).withColumn("ours", lit(false)))
                .groupBy(CatalogNames.ID)
                .agg(
                        functions.max("ours").as("ours"),
                        // several preparations of one image say the same; where not, the smaller is as good
                        min(when(
                                        col(CatalogNames.RA)
                                                .between(0, 360)
                                                .and(col(CatalogNames.DEC).between(-90, 90)),
                                        struct("prefer", CatalogNames.RA, CatalogNames.DEC)))
                                .as("position"))
                .where("ours")
                .select(
                        col(CatalogNames.ID).as("key"),
                        col("position." + CatalogNames.RA),
                        col("position." + CatalogNames.DEC))
                .persist(StorageLevel.MEMORY_AND_DISK());
        Row counts = all.agg(
                        functions.count(lit(1)), count_if(col(CatalogNames.RA).isNull()))
                .first();
        if (counts.getLong(0) == 0) {
            throw new InvalidDataException("Cannot match the survey: it has no objects, run galaxy-vae ingest first");
        }
        return new SurveyPositions(all, counts.getLong(0), counts.getLong(1));
    }

    private static Dataset<Row> of(Tables tables, TableSpec table, int prefer) {
        return tables.readWithColumns(table)
                .select(CatalogNames.ID, CatalogNames.RA, CatalogNames.DEC)
                .withColumn("prefer", lit(prefer));
    }

    /** How many can be matched. */
    long placed() {
        return objects - withoutPosition;
    }

    @Override
    public void close() {
        rows.unpersist();
    }
}
