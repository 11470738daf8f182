package org.galaxyvae.score;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.PublishedLatents;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.Branches;
import org.galaxyvae.table.Specs;
import org.galaxyvae.table.Tables;

/** What earlier runs computed from the very content that is there now, with the very model that scores now. */
record KnownEvidences(StageContext context, SavedModel model) {
    /**
     * Objects whose evidences and latents are known, with all columns of a computed one.
     *
     * @param objects object_id, content_hash, ra_deg, dec_deg, split of the tensors
     */
    Dataset<Row> of(Dataset<Row> objects) {
        Tables tables = tables();
        Dataset<Row> latents =
                PublishedLatents.of(tables, model.modelId()).select("object_id", "content_hash", "z", "z_sd");
        Dataset<Row> evidences = tables.readWithColumns(Specs.EVIDENCES)
                .where(functions
                        .col("model_id")
                        .equalTo(model.modelId())
                        .and(functions.col("scoring_hash").equalTo(model.scoringHash()))
                        // rows of an earlier version are without
                        .and(functions.col("anomaly_score").isNotNull()))
                .drop("model_id", "scoring_hash", "run_id");
        String[] key = {"object_id", "content_hash"};
        return objects.join(evidences, key, "inner").join(latents, key, "inner");
    }

    /** A night that was not published, for whatever reason, has computed more than what is published. */
    private Tables tables() {
        Tables published = context.tables();
        List<String> leftOver = published.branches().leftOver(Specs.SCORES).stream()
                .filter(branch -> !branch.equals(Branches.ofNight(context.runId())))
                .filter(branch -> published.branches().has(Specs.EVIDENCES, branch)
                        && published.branches().has(Specs.LATENTS, branch))
                .toList();
        return leftOver.isEmpty() ? published : published.onBranch(leftOver.get(leftOver.size() - 1));
    }
}
