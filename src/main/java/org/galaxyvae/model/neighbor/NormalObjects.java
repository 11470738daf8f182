package org.galaxyvae.model.neighbor;

import static org.galaxyvae.base.row.ColumnNames.P_VALUE;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;

/**
 * The scored objects of one model that are no more anomalous than the median of its calibration split.
 *
 * @param modelId whose latents and scores count
 */
public record NormalObjects(StageContext context, String modelId) {
    /** Of a calibration object at the median score. */
    private static final double MEDIAN_P_VALUE = 0.5;

    /** See {@link ScoredObjects#nearest}. */
    public Map<String, List<Neighbor>> nearest(List<Query> queries, int wanted) {
        return normal().nearest(queries, wanted);
    }

    /** See {@link ScoredObjects#nearestInOrder}. */
    public List<List<Neighbor>> nearestInOrder(List<Query> queries, int wanted) {
        return normal().nearestInOrder(queries, wanted);
    }

    private ScoredObjects normal() {
        return new ScoredObjects(context, modelId, functions.col(P_VALUE).geq(MEDIAN_P_VALUE));
    }
}
