package org.galaxyvae.base.table;

import static org.galaxyvae.base.row.ColumnNames.AGAINST;
import static org.galaxyvae.base.row.ColumnNames.CHANGE;
import static org.galaxyvae.base.row.ColumnNames.CHECK;
import static org.galaxyvae.base.row.ColumnNames.CODING;
import static org.galaxyvae.base.row.ColumnNames.DIMENSION;
import static org.galaxyvae.base.row.ColumnNames.EVIDENCE;
import static org.galaxyvae.base.row.ColumnNames.FACTOR;
import static org.galaxyvae.base.row.ColumnNames.IMAGES_PRESENTED;
import static org.galaxyvae.base.row.ColumnNames.KIND;
import static org.galaxyvae.base.row.ColumnNames.LABELED_AT;
import static org.galaxyvae.base.row.ColumnNames.LABELER;
import static org.galaxyvae.base.row.ColumnNames.LABEL_CLASS;
import static org.galaxyvae.base.row.ColumnNames.MATCHED_ID;
import static org.galaxyvae.base.row.ColumnNames.MEASURE;
import static org.galaxyvae.base.row.ColumnNames.METHOD;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PLACE;
import static org.galaxyvae.base.row.ColumnNames.POINT;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.PROPERTY;
import static org.galaxyvae.base.row.ColumnNames.QUANTITY;
import static org.galaxyvae.base.row.ColumnNames.REFERENCE;
import static org.galaxyvae.base.row.ColumnNames.RUNG;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.SCORE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;
import static org.galaxyvae.base.row.ColumnNames.STRENGTH;
import static org.galaxyvae.base.row.ColumnNames.TRIAL;
import static org.galaxyvae.base.row.ColumnNames.TUNE_ID;

import java.util.List;
import java.util.Map;
import org.galaxyvae.base.row.AlertRow;
import org.galaxyvae.base.row.ArtifactRow;
import org.galaxyvae.base.row.AuditRow;
import org.galaxyvae.base.row.BiasRow;
import org.galaxyvae.base.row.CatalogObjectRow;
import org.galaxyvae.base.row.ComparisonRow;
import org.galaxyvae.base.row.CompressionRow;
import org.galaxyvae.base.row.CrossmatchRow;
import org.galaxyvae.base.row.CurveRow;
import org.galaxyvae.base.row.DisentanglementRow;
import org.galaxyvae.base.row.DriftRow;
import org.galaxyvae.base.row.EvaluationRow;
import org.galaxyvae.base.row.EvidenceRow;
import org.galaxyvae.base.row.ExplanationRow;
import org.galaxyvae.base.row.InjectionRow;
import org.galaxyvae.base.row.InterestRow;
import org.galaxyvae.base.row.KnownObjectRow;
import org.galaxyvae.base.row.LabelRow;
import org.galaxyvae.base.row.LatentRow;
import org.galaxyvae.base.row.MapRow;
import org.galaxyvae.base.row.ModelRow;
import org.galaxyvae.base.row.MorphologyRow;
import org.galaxyvae.base.row.NeighborRow;
import org.galaxyvae.base.row.PlantedRow;
import org.galaxyvae.base.row.QualityRow;
import org.galaxyvae.base.row.RejectRow;
import org.galaxyvae.base.row.RunRow;
import org.galaxyvae.base.row.ScoreChangeRow;
import org.galaxyvae.base.row.ScoreRow;
import org.galaxyvae.base.row.SourceRow;
import org.galaxyvae.base.row.TensorRow;
import org.galaxyvae.base.row.TrainingMetricRow;
import org.galaxyvae.base.row.TrialRow;

/** Every table's format; {@code docs/tables.md} says what the columns mean. */
public final class Specs {
    /** Prepared images. */
    public static final TableSpec TENSORS = new TableSpec(
            "tensors",
            TensorRow.class,
            List.of(PREPARATION_ID, OBJECT_ID),
            List.of(PREPARATION_ID),
            // Pixels do not compress by dictionary, nobody filters on them, and a vectorised batch of them is huge.
            Map.of(
                    "read.parquet.vectorization.enabled", "false",
                    "write.parquet.row-group-size-bytes", Long.toString(32L << 20),
                    "write.target-file-size-bytes", Long.toString(256L << 20),
                    "write.parquet.dict-enabled.column.pixels", "false",
                    "write.metadata.metrics.column.pixels", "none",
                    "write.parquet.stats-enabled.column.pixels", "false"),
            "ingest");

    /** Images that could not become tensors. */
    public static final TableSpec REJECTS =
            small("rejects", RejectRow.class, List.of(PREPARATION_ID, SOURCE_URI), "ingest");

    /** Files that were read. */
    public static final TableSpec SOURCES =
            small("sources", SourceRow.class, List.of(PREPARATION_ID, SOURCE_URI), "ingest");

    /** What is wrong with an image, as values and flags. */
    public static final TableSpec QUALITY = measured("quality", QualityRow.class);

    /** The classical shape of what an image shows. */
    public static final TableSpec MORPHOLOGY = measured("morphology", MorphologyRow.class);

    /** The catalog's own columns; the schema is the least it has, the user's columns follow. */
    public static final TableSpec CATALOG =
            small("catalog", CatalogObjectRow.class, List.of(OBJECT_ID), "ingest --catalog");

    /** The lists of known objects that the survey is matched with. */
    public static final TableSpec KNOWN_OBJECTS =
            byReference("known_objects", KnownObjectRow.class, List.of(REFERENCE, MATCHED_ID));

    /** Which objects are known, and as what. */
    public static final TableSpec CROSSMATCHES =
            byReference("crossmatches", CrossmatchRow.class, List.of(REFERENCE, OBJECT_ID, PLACE));

    /** The model registry. */
    public static final TableSpec MODELS = small("models", ModelRow.class, List.of(MODEL_ID), "train");

    /** Learning curves. */
    public static final TableSpec TRAINING_METRICS =
            byModel("training_metrics", TrainingMetricRow.class, List.of(MODEL_ID, METHOD, IMAGES_PRESENTED), "train");

    /** Posterior means and deviations. */
    public static final TableSpec LATENTS = new TableSpec(
            "latents",
            LatentRow.class,
            List.of(MODEL_ID, RUN_ID, OBJECT_ID),
            List.of(MODEL_ID, RUN_ID),
            Map.of(),
            "score");

    /** What depends on one image and one model. */
    public static final TableSpec EVIDENCES =
            byModel("evidences", EvidenceRow.class, List.of(MODEL_ID, OBJECT_ID), "score");

    /** The published product. */
    public static final TableSpec SCORES = byModel("scores", ScoreRow.class, List.of(MODEL_ID, OBJECT_ID), "score");

    /** Why the first objects of a ranking stand out. */
    public static final TableSpec EXPLANATIONS =
            byModel("explanations", ExplanationRow.class, List.of(MODEL_ID, OBJECT_ID), "score");

    /** The latent space as a plane. */
    public static final TableSpec MAP = byModel("map", MapRow.class, List.of(MODEL_ID, OBJECT_ID), "map");

    /** Whom every object has near it. */
    public static final TableSpec NEIGHBORS =
            byModel("neighbors", NeighborRow.class, List.of(MODEL_ID, OBJECT_ID, PLACE), "neighbors");
    /** What people said of objects; rows are only ever added. */
    public static final TableSpec LABELS =
            small("labels", LabelRow.class, List.of(OBJECT_ID, LABELER, LABELED_AT), "label");

    /** What the labels teach of every scored object. */
    public static final TableSpec INTEREST =
            byModel("interest", InterestRow.class, List.of(MODEL_ID, OBJECT_ID), "rerank");

    /** How likely each scored object is no odd galaxy but a fault. */
    public static final TableSpec ARTIFACTS =
            byModel("artefacts", ArtifactRow.class, List.of(MODEL_ID, OBJECT_ID), "artifacts");

    /** Measured quality. */
    public static final TableSpec EVALUATIONS =
            small("evaluations", EvaluationRow.class, List.of(RUN_ID, LABEL_CLASS, EVIDENCE), "evaluate");

    /** How much better one score is than another. */
    public static final TableSpec COMPARISONS =
            small("comparisons", ComparisonRow.class, List.of(RUN_ID, LABEL_CLASS, EVIDENCE, AGAINST), "evaluate");

    /** What scores follow that is no anomaly. */
    public static final TableSpec BIASES =
            small("biases", BiasRow.class, List.of(RUN_ID, EVIDENCE, PROPERTY), "evaluate");

    /** ROC and precision-recall curves. */
    public static final TableSpec CURVES =
            small("curves", CurveRow.class, List.of(RUN_ID, LABEL_CLASS, EVIDENCE, POINT), "evaluate");

    /** Measured quality on injected anomalies. */
    public static final TableSpec INJECTIONS =
            small("injections", InjectionRow.class, List.of(RUN_ID, KIND, STRENGTH, SCORE), "evaluate --inject");

    /** What is left of an image that is kept in few bytes. */
    public static final TableSpec COMPRESSIONS =
            small("compressions", CompressionRow.class, List.of(RUN_ID, MODEL_ID, CODING), "compress");

    /** How latent units and known factors go together. */
    public static final TableSpec DISENTANGLEMENTS = small(
            "disentanglements", DisentanglementRow.class, List.of(RUN_ID, MEASURE, FACTOR, DIMENSION), "disentangle");

    /** Hyper-parameter searches. */
    public static final TableSpec TRIALS = small("trials", TrialRow.class, List.of(TUNE_ID, TRIAL, RUNG), "tune");

    /** What differs between one published night and the one before; rows are only ever added. */
    public static final TableSpec SCORE_CHANGES =
            small("score_changes", ScoreChangeRow.class, List.of(RUN_ID, OBJECT_ID, CHANGE), "nightly");

    /** Whom people were told about; rows are only ever added. */
    public static final TableSpec ALERTS = small("alerts", AlertRow.class, List.of(MODEL_ID, OBJECT_ID), "nightly");

    /** How far the survey has moved from what its model was made with, and from the last night. */
    public static final TableSpec DRIFT =
            small("drift", DriftRow.class, List.of(RUN_ID, REFERENCE, QUANTITY), "nightly");

    /** What a night found of the anomalies that every night is given. */
    public static final TableSpec PLANTED = small("planted", PlantedRow.class, List.of(RUN_ID, OBJECT_ID), "nightly");

    /** What ran, when, with which configuration and outcome. */
    public static final TableSpec RUNS = small("runs", RunRow.class, List.of(RUN_ID), "any writing command");

    /** What a night was measured by before it was published, or was not. */
    public static final TableSpec AUDITS = small("audits", AuditRow.class, List.of(RUN_ID, CHECK), "nightly");

    /** In the order of the pipeline. */
    public static final List<TableSpec> ALL = List.of(
            TENSORS,
            QUALITY,
            MORPHOLOGY,
            REJECTS,
            SOURCES,
            CATALOG,
            KNOWN_OBJECTS,
            CROSSMATCHES,
            MODELS,
            TRAINING_METRICS,
            LATENTS,
            EVIDENCES,
            SCORES,
            EXPLANATIONS,
            MAP,
            NEIGHBORS,
            LABELS,
            INTEREST,
            ARTIFACTS,
            EVALUATIONS,
            COMPARISONS,
            BIASES,
            CURVES,
            INJECTIONS,
            COMPRESSIONS,
            DISENTANGLEMENTS,
            TRIALS,
            AUDITS,
            SCORE_CHANGES,
            ALERTS,
            DRIFT,
            PLANTED,
            RUNS);

    /** What a run publishes, in the order in which readers get to see it: scores last, since the views begin with them. */
    public static final List<TableSpec> NIGHT =
            List.of(LATENTS, EVIDENCES, EXPLANATIONS, DRIFT, PLANTED, SCORE_CHANGES, ALERTS, SCORES);

    private Specs() {}

    private static TableSpec measured(String name, Class<? extends Record> row) {
        return new TableSpec(
                name, row, List.of(PREPARATION_ID, OBJECT_ID), List.of(PREPARATION_ID), Map.of(), "ingest");
    }

    private static TableSpec small(String name, Class<? extends Record> row, List<String> key, String madeBy) {
        return new TableSpec(name, row, key, List.of(), Map.of(), madeBy);
    }

    private static TableSpec byReference(String name, Class<? extends Record> row, List<String> key) {
        return new TableSpec(name, row, key, List.of(REFERENCE), Map.of(), "crossmatch");
    }

    private static TableSpec byModel(String name, Class<? extends Record> row, List<String> key, String madeBy) {
        return new TableSpec(name, row, key, List.of(MODEL_ID), Map.of(), madeBy);
    }
}
