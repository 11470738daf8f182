package org.galaxyvae.survey.catalog;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.base.config.Settings.CatalogColumns;
import org.galaxyvae.base.table.InvalidDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the user's catalog in the form of the table {@code catalog}. */
final class CatalogFile {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogFile.class);

    /** What is wrong with the row's id, else null. */
    static final String ID_PROBLEM = "id_problem";

    /** What is wrong with the row's position or its number of values, else null; the row is used without them. */
    static final String ROW_PROBLEM = "row_problem";

    /** True where a right ascension or declination was given that is no number in range. */
    static final String INVALID_POSITION = "invalid_position";

    private final String location;
    private final CatalogColumns columns;
    private final SourceTable table;
    private final Map<String, Integer> ours = new LinkedHashMap<>();

    private CatalogFile(String location, CatalogColumns columns, SourceTable table) {
        this.location = location;
        this.columns = columns;
        this.table = table;
        places(table.header(), columns, location).forEach(ours::put);
    }

    /**
     * All rows: object_id, ra_deg, dec_deg, {@link #ID_PROBLEM}, {@link #ROW_PROBLEM}, {@link #INVALID_POSITION}, catalog_file
     * where the user has such a column, and the user's other columns with their types.
     *
     * @param folder takes what has to be written anew to be read by Spark; the rows live no longer than it
     * @throws InvalidDataException where the file or its id column is missing, or it is no catalog
     */
    static Dataset<Row> rows(SparkSession spark, String location, CatalogColumns columns, String folder) {
        SourceTable table = CatalogSource.open(
                spark,
                location,
                columns.table(),
                folder,
                header ->
                        // Ids of 18 digits and file names of digits alone must never become numbers, and positions are
                        // checked here.
                        places(header, columns, location).entrySet().stream()
                                .filter(place -> !CatalogNames.MEASURES.contains(place.getKey()))
                                .map(Map.Entry::getValue)
                                .collect(Collectors.toSet()));
        return new CatalogFile(location, columns, table).rows();
    }

    /** Where the columns with a meaning of ours stand, by our name for them. */
    private static Map<String, Integer> places(List<String> header, CatalogColumns columns, String location) {
        Map<String, Integer> places = new LinkedHashMap<>();
        places.put(CatalogNames.ID, SourceTable.find(header, columns.id(), location));
        places.put(CatalogNames.RA, SourceTable.find(header, columns.ra(), location));
        places.put(CatalogNames.DEC, SourceTable.find(header, columns.dec(), location));
        places.put(CatalogNames.FILE, SourceTable.find(header, columns.file(), location));
        places.put(CatalogNames.RADIUS, SourceTable.find(header, columns.radius(), location));
        places.put(CatalogNames.PIXEL_SCALE, SourceTable.find(header, columns.pixelScale(), location));
        places.values().removeIf(place -> place < 0);
        return places;
    }

    private Dataset<Row> rows() {
        Integer id = ours.get(CatalogNames.ID);
        if (id == null) {
            throw new InvalidDataException("Cannot read catalog " + location + ": no id column " + columns.id()
                    + ", found " + String.join(", ", table.header()) + "; name it with ingest.catalog.id");
        }
        SkyColumn ra = position(CatalogNames.RA);
        SkyColumn dec = position(CatalogNames.DEC);
        Column invalid = ra.invalid().or(dec.invalid());
        Column idText = CellText.of(table.column(id), table.type(id));
        List<Column> selected = new ArrayList<>(List.of(
                idText.as(CatalogNames.ID),
                ra.degrees().as(CatalogNames.RA),
                dec.degrees().as(CatalogNames.DEC),
                CellText.idProblem(idText).as(ID_PROBLEM),
                when(
                                invalid,
                                concat(
                                        lit("invalid position: ra "),
                                        ra.written(),
                                        lit(", dec "),
                                        dec.written(),
                                        lit(", expected 0 to 360 and -90 to 90 degrees")))
                        .when(
                                malformed().isNotNull(),
                                concat(lit("more or fewer values than columns: "), substring(malformed(), 1, 60)))
                        .as(ROW_PROBLEM),
                invalid.as(INVALID_POSITION)));
        Integer file = ours.get(CatalogNames.FILE);
        if (file != null) {
            selected.add(CellText.of(table.column(file), table.type(file)).as(CatalogNames.FILE));
        }
        addOthers(selected);
        return table.rows().select(selected.toArray(Column[]::new));
    }

    /** The user's columns in their order; the measures among them under our names, as numbers. */
    private void addOthers(List<Column> selected) {
        Set<Integer> taken = Set.copyOf(ours.values());
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            if (!taken.contains(i) || CatalogNames.MEASURES.contains(ourName(i))) {
                others.add(i);
            }
        }
        List<String> names = CatalogNames.of(
                others.stream()
                        .filter(i -> !taken.contains(i))
                        .map(table.header()::get)
                        .toList(),
                ours.keySet());
        tellOfSameNames(others, names);
        int next = 0;
        for (int i : others) {
            selected.add(
                    taken.contains(i)
                            ? table.column(i).cast(DataTypes.DoubleType).as(ourName(i))
                            : table.column(i).as(names.get(next++)));
        }
    }

    /** Which of two columns whose names differ in case alone has which place, nobody should have to guess. */
    private void tellOfSameNames(List<Integer> others, List<String> names) {
        List<Integer> kept = others.stream().filter(i -> !ours.containsValue(i)).toList();
        for (int i = 0; i < kept.size(); i++) {
            String written = table.header().get(kept.get(i));
            String name = names.get(i);
            ours.forEach((meaning, place) -> {
                String taken = table.header().get(place);
                if (taken.equalsIgnoreCase(written)) {
                    LOG.warn(
                            "Catalog {}: column {} is taken as {}; {}, the same name in another case, is kept as {}",
                            location,
                            taken,
                            meaning,
                            written,
                            name);
                }
            });
        }
    }

    private String ourName(int place) {
        return ours.entrySet().stream()
                .filter(entry -> entry.getValue() == place)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private SkyColumn position(String name) {
        Integer place = ours.get(name);
        boolean isRa = name.equals(CatalogNames.RA);
        return place == null ? SkyColumn.none() : SkyColumn.of(table.column(place), table.type(place), isRa);
    }

    private Column malformed() {
        boolean has = List.of(table.rows().columns()).contains(SourceTable.MALFORMED);
        return has ? col(SourceTable.MALFORMED) : lit(null).cast(DataTypes.StringType);
    }
}
