package org.galaxyvae.show.sheet;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.FDR_Q;
import static org.galaxyvae.base.row.ColumnNames.P_TAIL;
import static org.galaxyvae.base.row.ColumnNames.P_VALUE;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.TRAINED_ON;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.evidence.Explanation;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.show.gallery.ShownObject;
import org.galaxyvae.show.gallery.ShownObjects;
import org.galaxyvae.show.gallery.TopScores;

/** Tells why objects stand out, or that they do not: any scored object, one figure each. */
public final class ExplainStage {
    private ExplainStage() {}

    /**
     * Runs the stage; writes into the request's directory and nothing into the workspace.
     *
     * @throws RequestException where an id was not scored; the message names some that are like it
     * @throws InvalidDataException where the model has no scores, or was made by an earlier version
     */
    public static ExplainSummary run(StageContext context, ExplainRequest request) {
        ModelChoice choice = ModelChoice.of(context, request.modelId());
        context.spark()
                .sparkContext()
                .setJobDescription("explain " + request.objectIds().size() + " objects");
        TopScores scores = TopScores.read(context, choice.modelId(), request.labelColumn());
        Map<String, Row> chosen = ScoredIds.scores(scores, choice.modelId(), request.objectIds());
        ShownObjects shown = ShownObjects.read(
                context,
                choice,
                List.copyOf(chosen.values()),
                request.objectIds(),
                context.settings().explain().neighbors());
        OutputDirectory out = OutputDirectory.open(
                request.out(), context.spark().sparkContext().hadoopConfiguration());
        List<ExplainedObject> explained = new ArrayList<>();
        for (ShownObject object : shown.objects()) {
            ExplainedObject told = told(object, FigureName.of(object.objectId()));
            byte[] png = new ExplainFigure(
                            told, shown.images(), shown.size(), object.reconstruction(), object.residual())
                    .png();
            explained.add(told.withFigure(out.write(told.figure(), png)));
        }
        return new ExplainSummary(choice.modelId(), scores.rows().count(), explained);
    }

    private static ExplainedObject told(ShownObject object, String figure) {
        Row row = object.scores();
        Explanation explanation = object.explanation();
        return new ExplainedObject(
                object.objectId(),
                row.<Long>getAs(RANK),
                row.<Double>getAs(ANOMALY_SCORE),
                row.<Double>getAs(P_VALUE),
                row.getAs(P_TAIL),
                row.getAs(FDR_Q),
                row.<Boolean>getAs(TRAINED_ON),
                row.getAs(RA_DEG),
                row.getAs(DEC_DEG),
                row.getAs(TopScores.LABEL),
                object.flags(),
                explanation.summary(),
                explanation.clues().stream().map(ExplainedObject.Clue::of).toList(),
                explanation.latents(),
                explanation.place(),
                object.neighbors(),
                object.note(),
                figure);
    }
}
