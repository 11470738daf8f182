package org.galaxyvae.label.rerank;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.label.classify.Classifier;
import org.galaxyvae.model.scored.ScoredFeatures;
import org.jspecify.annotations.Nullable;

/**
 * What the labels taught; travels to the executors.
 *
 * @param learner null where too little is known
 * @param auc by learner what cross-validation found; empty where none was needed
 */
record Lesson(
        FeatureScale scale,
        Blend blend,
        @Nullable LearnerKind kind,
        @Nullable Classifier learner,
        Map<String, Double> auc,
        long objects)
        implements Serializable {
    private static final int FEWEST_OTHERS = 2;

    /**
     * Learns.
     *
     * @param labeled objects with a label, by id
     * @param positive their labels, in that order
     * @param objects in the whole catalog
     */
    static Lesson of(
            FeatureScale scale,
            List<ScoredFeatures.OfObject> labeled,
            boolean[] positive,
            long objects,
            Settings settings) {
        int positives = 0;
        double[][] features = new double[positive.length][];
        for (int i = 0; i < features.length; i++) {
            features[i] = scale.of(labeled.get(i).numbers());
            positives += positive[i] ? 1 : 0;
        }
        Blend blend = Blend.of(positives, settings.rerank().minPositives());
        Map<String, Double> auc = new TreeMap<>();
        if (blend.weight() == 0 || positive.length - positives < FEWEST_OTHERS) {
            return new Lesson(scale, new Blend(0), null, null, auc, objects);
        }
        List<LearnerKind> kinds = LearnerKind.named(settings.rerank().learner());
        LearnerValidation validation = LearnerValidation.of(features, positive, kinds, settings.seed());
        validation.auc().forEach((kind, value) -> auc.put(kind.label(), value));
        LearnerKind best = validation.best();
        return new Lesson(scale, blend, best, best.fit(features, positive, settings.seed(), true), auc, objects);
    }

    /** One object's interest. */
    Interest of(ScoredFeatures.OfObject object) {
        double prior = 1 - (object.rank() - 0.5) / objects;
        Classifier.Opinion opinion =
                learner == null ? new Classifier.Opinion(0, 0) : learner.of(scale.of(object.numbers()));
        return new Interest(object.objectId(), blend.interest(opinion.probability(), prior), blend.sd(opinion.sd()));
    }

    /** The learner's name in tables. */
    String label() {
        return kind == null ? "none" : kind.label();
    }

    /** How interesting an object is. */
    record Interest(String objectId, double interest, double sd) implements Serializable {}
}
