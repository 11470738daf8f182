package org.galaxyvae.label.rerank;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.ARTEFACT;
import static org.galaxyvae.base.row.ColumnNames.INTEREST;
import static org.galaxyvae.base.row.ColumnNames.LABELED_AT;
import static org.galaxyvae.base.row.ColumnNames.LABELER;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PLACE;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;

/**
 * What counts of the labels: of each object the newest.
 *
 * @param positive by object, in the order of their ids: whether it is interesting and no artifact; objects of which nobody said
 *     either are not here
 */
record LastWords(Map<String, Boolean> positive) {
    /** Reads them; few enough for the driver, since people made them. */
    static LastWords read(StageContext context, int positiveInterest) {
        Map<String, Boolean> positive = new TreeMap<>();
        for (Row row : context.tables()
                .read(Specs.LABELS)
                .withColumn(
                        PLACE,
                        functions
                                .row_number()
                                .over(Window.partitionBy(OBJECT_ID)
                                        .orderBy(
                                                col(LABELED_AT).desc(),
                                                col(LABELER).desc())))
                .where("place = 1 AND (interest IS NOT NULL OR artefact)")
                .select(OBJECT_ID, INTEREST, ARTEFACT)
                .collectAsList()) {
            boolean artifact = !row.isNullAt(2) && row.getBoolean(2);
            positive.put(row.getString(0), !artifact && !row.isNullAt(1) && row.getInt(1) >= positiveInterest);
        }
        return new LastWords(positive);
    }

    /** Only those of the given objects. */
    LastWords among(Iterable<String> objectIds) {
        Map<String, Boolean> some = new TreeMap<>();
        for (String objectId : objectIds) {
            Boolean own = positive.get(objectId);
            if (own != null) {
                some.put(objectId, own);
            }
        }
        return new LastWords(some);
    }

    int positives() {
        return (int) positive.entrySet().stream().filter(Map.Entry::getValue).count();
    }
}
