package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SCORING_HASH;
import static org.galaxyvae.base.row.ColumnNames.Z;
import static org.galaxyvae.base.row.ColumnNames.Z_SD;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.model.directory.SavedModel;
import org.jspecify.annotations.Nullable;

/** What earlier runs computed from the very content that is there now, with the very model that scores now. */
final class KnownEvidences {
    /** Rows of an earlier version are without what it did not measure: such objects are computed again. */
    private static final Column WHOLE = ScoredRow.MEASURED.stream()
            .map(name -> functions.col(name).isNotNull())
            .reduce(Column::and)
            .orElseThrow();

    private final SavedModel model;
    private final Tables tables;
    private final boolean unpublished;

    KnownEvidences(StageContext context, SavedModel model) {
        this.model = model;
        String leftOver = leftOver(context);
        this.unpublished = leftOver != null;
        this.tables = leftOver == null ? context.tables() : context.tables().onBranch(leftOver);
    }

    /** Whether they stand on the branch of a night that was not published, so that they must be written again. */
    boolean areUnpublished() {
        return unpublished;
    }

    /**
     * Objects whose evidences and latents are known, with all columns of a computed one.
     *
     * @param objects object_id, content_hash, ra_deg, dec_deg, split of the tensors
     */
    Dataset<Row> of(Dataset<Row> objects) {
        Dataset<Row> latents = PublishedLatents.of(tables, model.modelId()).select(OBJECT_ID, CONTENT_HASH, Z, Z_SD);
        Dataset<Row> evidences = tables.readWithColumns(Specs.EVIDENCES)
                .where(functions
                        .col(MODEL_ID)
                        .equalTo(model.modelId())
                        .and(functions.col(SCORING_HASH).equalTo(model.scoringHash()))
                        .and(WHOLE))
                .drop(MODEL_ID, SCORING_HASH, RUN_ID);
        String[] key = {OBJECT_ID, CONTENT_HASH};
        return objects.join(evidences, key, "inner").join(latents, key, "inner");
    }

    /** A night that was not published, for whatever reason, has computed more than what is published. */
    private static @Nullable String leftOver(StageContext context) {
        Branches branches = context.tables().branches();
        String found = null;
        for (String branch : branches.leftOver(Specs.SCORES)) {
            if (!branch.equals(Branches.ofNight(context.runId()))
                    && branches.has(Specs.EVIDENCES, branch)
                    && branches.has(Specs.LATENTS, branch)) {
                found = branch;
            }
        }
        return found;
    }
}
