package org.galaxyvae.score.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;

/** Plain properties that a score should not simply follow: brightness, size, color and redshift, as far as they are known. */
final class Properties {
    /** Of {@code morphology}: every image has them. */
    static final String BRIGHTNESS = "log_flux";

    static final String SIZE = "half_light_radius";
    private static final List<String> MORPHOLOGY = List.of(BRIGHTNESS, SIZE, "first_color");

    /** Names that catalogs of large surveys give to magnitude, size, color and redshift, as {@code CatalogNames} writes them. */
    private static final Set<String> USUAL = Set.of(
            "petro_mag_r",
            "petromag_r",
            "model_mag_r",
            "modelmag_r",
            "mag_r",
            "r_mag",
            "magr",
            "mag",
            "r",
            "dered_r",
            "petro_mag_mr",
            "petromag_mr",
            "mag_auto",
            "petro_radius_arcsec",
            "petro_rad_r",
            "petrorad_r",
            "petro_r50_r",
            "petror50_r",
            "petro_r90_r",
            "petror90_r",
            "radius",
            "half_light_radius_arcsec",
            "u_r",
            "g_r",
            "u_minus_r",
            "g_minus_r",
            "color",
            "redshift",
            "z",
            "zspec",
            "z_spec",
            "spec_z",
            "photo_z",
            "zphot");

    private Properties() {}

    /**
     * What is known of these objects; NaN where an object has none. Columns that no object has are left out.
     *
     * @throws RequestException where the configuration names a column that the catalog does not have as a number
     */
    static ScoreColumns of(StageContext context, String preparationId, List<String> objectIds) {
        ScoreColumns properties = new ScoreColumns(objectIds);
        Dataset<Row> morphology = context.tables()
                .readOrEmpty(Specs.MORPHOLOGY)
                .where(col(PREPARATION_ID).equalTo(preparationId));
        Columns.add(properties, morphology, MORPHOLOGY);
        Dataset<Row> catalog = context.tables().readOrEmpty(Specs.CATALOG);
        List<String> chosen = chosen(catalog, context.settings().evaluate().correlates());
        if (!chosen.isEmpty()) {
            Columns.add(properties, catalog, chosen);
        }
        return properties.withoutEmpty();
    }

    private static List<String> chosen(Dataset<Row> catalog, List<String> wanted) {
        List<String> numbers = Arrays.stream(catalog.schema().fields())
                .filter(field -> field.dataType() instanceof NumericType)
                .map(field -> field.name())
                .toList();
        if (wanted.isEmpty()) {
            return numbers.stream().filter(USUAL::contains).toList();
        }
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(numbers);
        if (!missing.isEmpty()) {
            throw new RequestException("Invalid evaluate.correlates: the catalog has no column of numbers "
                    + String.join(", ", missing) + ", expected some of "
                    + numbers.stream().collect(Collectors.joining(", ")));
        }
        return wanted;
    }
}
