package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.registry.ModelChoice;

/** Measures a model's scores against labels, on injected anomalies, or both; adds its numbers to the tables. */
public final class EvaluateStage {
    private EvaluateStage() {}

    /** Runs the stage. */
    public static EvaluateSummary run(StageContext context, EvaluateRequest request) throws Exception {
        ModelChoice model = ModelChoice.of(context, request.modelId());
        List<String> notes = new ArrayList<>();
        LabelEvaluation labels =
                request.labelColumn() == null ? null : LabelEvaluation.of(context, model, request, notes);
        InjectionSummary injections = request.inject() ? InjectionEvaluation.of(context, model, request.out()) : null;
        context.workspace().files().delete(context.workspace().staging(context.runId()), true);
        EvaluationRows rows = new EvaluationRows(context, model.modelId());
        if (labels != null) {
            context.tables().append(Specs.EVALUATIONS, rows.evaluations(labels.summary()));
            context.tables().append(Specs.COMPARISONS, rows.comparisons(labels.summary()));
            context.tables().append(Specs.BIASES, rows.biases(labels.summary()));
            context.tables().append(Specs.CURVES, rows.curves(labels.curves()));
        }
        if (injections != null) {
            context.tables().append(Specs.INJECTIONS, rows.injections(injections));
        }
        return new EvaluateSummary(model.modelId(), labels == null ? null : labels.summary(), injections, notes);
    }
}
