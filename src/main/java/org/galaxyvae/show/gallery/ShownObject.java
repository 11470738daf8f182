package org.galaxyvae.show.gallery;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.util.List;
import org.apache.spark.sql.Row;
import org.galaxyvae.model.evidence.Explanation;
import org.galaxyvae.model.evidence.Residual;
import org.galaxyvae.model.neighbor.Neighbor;
import org.jspecify.annotations.Nullable;

/**
 * One object with all that is shown of it.
 *
 * @param scores its row of {@link TopScores}
 * @param flags names of its quality flags; null where {@code quality} does not have it
 * @param image null where its tensor is gone
 * @param reconstruction [row, column, channel] in [0, 1]; null without a latent
 * @param residual null where image and latent do not belong together
 * @param neighbors the nearest normal objects, the nearest first; none where they were not asked for
 * @param note what is missing and why, or null
 */
public record ShownObject(
        Row scores,
        @Nullable List<String> flags,
        PreparedImages.@Nullable Prepared image,
        float @Nullable [] reconstruction,
        @Nullable Residual residual,
        Explanation explanation,
        List<Neighbor> neighbors,
        @Nullable String note) {
    /** The id of the object that is shown. */
    public String objectId() {
        return scores.getAs(OBJECT_ID);
    }
}
