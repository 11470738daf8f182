package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.pixel.prepare.CropHint;
import org.galaxyvae.pixel.sky.Hashes;
import org.galaxyvae.survey.catalog.CatalogNames;
import org.galaxyvae.survey.source.CutoutPositions;
import org.galaxyvae.survey.source.SourceImage;
import org.galaxyvae.survey.source.SourcePath;

/**
 * What images need to know of the catalog before they are prepared: sizes of objects by id and file name, and where to cut them
 * out of mosaics. Sent to every executor: about 150 bytes an object.
 */
final class CatalogObjects implements Serializable {
    private final Map<String, double[]> byName;
    private final CutoutPositions positions;
    private final String hash;

    private CatalogObjects(Map<String, double[]> byName, CutoutPositions positions, String hash) {
        this.byName = byName;
        this.positions = positions;
        this.hash = hash;
    }

    /**
     * Collects the catalog.
     *
     * @param cutoutArcsec side of the cutouts where {@code cutoutRadii} is 0 or an object has no radius
     * @param cutoutRadii side of the cutouts in twice the catalog's radius
     */
    static CatalogObjects of(Dataset<Row> catalog, double cutoutArcsec, double cutoutRadii) {
        List<String> columns = Arrays.asList(catalog.columns());
        Iterator<Row> rows = catalog.select(
                        col(CatalogNames.ID),
                        columns.contains(CatalogNames.FILE)
                                ? col(CatalogNames.FILE)
                                : lit(null).cast(DataTypes.StringType),
                        col(RA_DEG),
                        col(DEC_DEG),
                        number(columns, CatalogNames.RADIUS),
                        number(columns, CatalogNames.PIXEL_SCALE))
                .orderBy(CatalogNames.ID)
                .toLocalIterator();
        Map<String, double[]> byName = new HashMap<>();
        List<String> ids = new ArrayList<>();
        List<double[]> places = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        while (rows.hasNext()) {
            Row row = rows.next();
            double radius = row.isNullAt(4) ? Double.NaN : row.getDouble(4);
            double[] size = {radius, row.isNullAt(5) ? Double.NaN : row.getDouble(5)};
            byName.put(row.getString(0), size);
            if (!row.isNullAt(1)) {
                byName.putIfAbsent(SourcePath.name(row.getString(1)), size);
            }
            if (!row.isNullAt(2) && !row.isNullAt(3)) {
                double side = cutoutRadii > 0 && radius > 0 ? 2 * cutoutRadii * radius : cutoutArcsec;
                ids.add(row.getString(0));
                places.add(new double[] {row.getDouble(2), row.getDouble(3), side});
                all.append(Hashes.sha256(row.mkString("|"), 16));
            }
        }
        return new CatalogObjects(
                byName, new CutoutPositions(ids, places.toArray(double[][]::new)), Hashes.sha256(all.toString(), 16));
    }

    private static Column number(List<String> columns, String name) {
        return (columns.contains(name) ? col(name) : lit(null)).cast(DataTypes.DoubleType);
    }

    /** Where to cut. */
    CutoutPositions positions() {
        return positions;
    }

    /** Changes when any position or size does. */
    String hash() {
        return hash;
    }

    /** The size of the object that an image shows, by its id or the name of its file. */
    CropHint hint(SourceImage image) {
        String given = image.givenId();
        double[] size = given == null ? null : byName.get(given);
        for (String name : List.of(SourcePath.name(image.path()), SourcePath.stem(image.path()))) {
            size = size == null ? byName.get(name) : size;
        }
        return size == null ? CropHint.NONE : CropHint.of(size[0], size[1]);
    }
}
