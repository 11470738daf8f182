package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.Settings.MappingColumns;
import org.galaxyvae.base.table.InvalidDataException;

/** A file that says whose image a file is, such as Galaxy Zoo 2's {@code gz2_filename_mapping.csv}. */
public final class FileMapping {
    private FileMapping() {}

    /**
     * Reads the mapping, in any format that a catalog may have.
     *
     * @param folder an empty or new folder, whose rows live as long as it
     * @return object_id and catalog_file, both text and neither empty; each file once, with the smallest of its ids
     * @throws InvalidDataException where the file or one of its columns is missing
     */
    public static Dataset<Row> read(SparkSession spark, String location, MappingColumns columns, String folder) {
        SourceTable table = CatalogSource.open(
                spark,
                location,
                "",
                folder,
                header -> Set.copyOf(List.of(
                        SourceTable.find(header, columns.id(), location),
                        SourceTable.find(header, columns.file(), location))));
        int id = place(table, location, columns.id(), "ingest.mapping.id");
        int file = place(table, location, columns.file(), "ingest.mapping.file");
        return table.rows()
                .select(
                        CellText.of(table.column(id), table.type(id)).as(CatalogNames.ID),
                        CellText.of(table.column(file), table.type(file)).as(CatalogNames.FILE))
                .where(CellText.idProblem(col(CatalogNames.ID))
                        .isNull()
                        .and(length(col(CatalogNames.FILE)).gt(0)))
                .groupBy(CatalogNames.FILE)
                .agg(min(CatalogNames.ID).as(CatalogNames.ID))
                .select(CatalogNames.ID, CatalogNames.FILE);
    }

    private static int place(SourceTable table, String location, String name, String key) {
        int place = SourceTable.find(table.header(), name, location);
        if (place < 0) {
            throw new InvalidDataException("Cannot read mapping " + location + ": no column " + name + ", found "
                    + String.join(", ", table.header()) + "; name it with " + key);
        }
        return place;
    }
}
