package org.galaxyvae.lab.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.base.config.RequestException;

/**
 * A factor as the catalog has it.
 *
 * @param expression SQL of its columns, a number
 * @param isAngle degrees of an axis, where 0 and 180 are the same
 */
record FactorColumn(String name, String expression, boolean isAngle) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final int MOST = 100;

    /** What {@code simulate} writes of each galaxy. */
    private static final List<FactorColumn> SIMULATED = List.of(
            new FactorColumn("size", "disk_radius_arcsec / pixel_scale_arcsec", false),
            new FactorColumn("ellipticity", "1 - axis_ratio", false),
            new FactorColumn("angle", "position_angle_deg", true),
            new FactorColumn("bulge_fraction", "bulge_fraction", false),
            new FactorColumn("arm_count", "arm_count", false),
            new FactorColumn("color", "g_r", false),
            new FactorColumn("redshift", "redshift", false));

    /** The columns behind them. */
    private static final List<String> SIMULATED_COLUMNS = List.of(
            "disk_radius_arcsec",
            "pixel_scale_arcsec",
            "axis_ratio",
            "position_angle_deg",
            "bulge_fraction",
            "arm_count",
            "g_r",
            "redshift",
            "sersic_index",
            "is_anomaly");

    private static final Set<String> NO_PROPERTIES = Set.of("ra_deg", "dec_deg");

    /**
     * As a command names it: {@code name=SQL}, or a column's name alone.
     *
     * @throws RequestException where it is not of that form
     */
    static FactorColumn of(String option, String text, boolean isAngle) {
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip();
        String expression = (equals < 0 ? text : text.substring(equals + 1)).strip();
        if (!NAME.matcher(name).matches() || expression.isEmpty()) {
            throw new RequestException("Invalid " + option + " " + text
                    + ", expected name=SQL, the name in lower_snake_case, such as size=petro_radius_arcsec");
        }
        return new FactorColumn(name, expression, isAngle);
    }

    /** Whether a catalog is one that {@code simulate} wrote, whose factors are the truth. */
    static boolean areSimulated(StructType catalog) {
        return Arrays.asList(catalog.fieldNames()).containsAll(SIMULATED_COLUMNS);
    }

    /** What there is to know of a catalog's objects: of a simulated one the truth, else all columns of numbers. */
    static List<FactorColumn> of(StructType catalog) {
        if (areSimulated(catalog)) {
            return SIMULATED;
        }
        List<FactorColumn> columns = new ArrayList<>();
        for (StructField field : catalog.fields()) {
            boolean number = field.dataType() instanceof NumericType || field.dataType() instanceof BooleanType;
            if (number && !NO_PROPERTIES.contains(field.name()) && columns.size() < MOST) {
                columns.add(new FactorColumn(field.name(), "`" + field.name().replace("`", "``") + "`", false));
            }
        }
        return columns;
    }
}
