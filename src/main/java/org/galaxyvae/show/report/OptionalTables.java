package org.galaxyvae.show.report;

import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.model.scored.Chosen;
import org.jspecify.annotations.Nullable;

/** Tables that a survey may have or not, by name; the page leaves out what is not there. */
record OptionalTables(StageContext context) {
    /** The table, or null where it was never written. */
    @Nullable
    Dataset<Row> of(String name) {
        String qualified = Tables.NAMESPACE + "." + name;
        return context.spark().catalog().tableExists(qualified)
                ? context.spark().table(qualified)
                : null;
    }

    /** The model's rows of it, or null where there are none. */
    @Nullable
    Dataset<Row> of(String name, String modelId) {
        Dataset<Row> rows = of(name);
        Dataset<Row> ours =
                rows == null ? null : rows.where(functions.col(MODEL_ID).equalTo(modelId));
        return ours == null || ours.isEmpty() ? null : ours;
    }

    /** Rows of those objects by id; of several rows of one the first in that order. */
    Map<String, Row> byId(@Nullable Dataset<Row> rows, Collection<String> objectIds, String orderBy) {
        Map<String, Row> byId = new HashMap<>();
        if (rows != null && !objectIds.isEmpty()) {
            // a join: a list of hundreds of ids in a condition is planned anew for each file
            List<Row> found = rows.join(Chosen.ids(context.spark(), objectIds), OBJECT_ID)
                    .orderBy(functions.col(OBJECT_ID), functions.col(orderBy))
                    .collectAsList();
            found.forEach(row -> byId.putIfAbsent(row.getAs(OBJECT_ID), row));
        }
        return byId;
    }
}
