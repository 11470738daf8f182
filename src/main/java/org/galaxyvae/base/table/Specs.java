package org.galaxyvae.base.table;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.pixel.morphology.Morphology;
import org.galaxyvae.pixel.morphology.Quality;

/** Every table's format; {@code docs/tables.md} says what the columns mean. */
public final class Specs {
    /** Evidences that are both kept and published. */
    private static final String MEASURED = "mse DOUBLE, central_mse DOUBLE, kl DOUBLE, negative_elbo DOUBLE,"
            + " mahalanobis DOUBLE, knn_distance DOUBLE, knn_ratio DOUBLE, complexity_excess DOUBLE,"
            + " perceptual_error DOUBLE, perceptual_excess DOUBLE, asymmetry DOUBLE,"
            + " weighted_asymmetry DOUBLE, morphology_knn DOUBLE, pca_mse DOUBLE, pca_central_mse DOUBLE,"
            + " pca_complexity_excess DOUBLE, pca_knn DOUBLE";

    /** Prepared images. */
    public static final TableSpec TENSORS = new TableSpec(
            "tensors",
            ddl("preparation_id STRING NOT NULL, object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE, height INT,"
                    + " width INT, channels INT, bands STRING, dtype STRING, pixels BINARY, content_hash STRING,"
                    + " source_uri STRING, source_length BIGINT, source_modified_at TIMESTAMP,"
                    + " pixel_scale_arcsec DOUBLE, split STRING, ingested_at TIMESTAMP, source_file STRING,"
                    + " image_path STRING"),
            List.of("preparation_id", "object_id"),
            List.of("preparation_id"),
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
    public static final TableSpec REJECTS = small(
            "rejects",
            "source_uri STRING NOT NULL, object_id STRING, reason STRING, message STRING, source_length BIGINT,"
                    + " run_id STRING, rejected_at TIMESTAMP, preparation_id STRING, source_file STRING",
            List.of("preparation_id", "source_uri"),
            "ingest");

    /** Files that were read. */
    public static final TableSpec SOURCES = small(
            "sources",
            "preparation_id STRING NOT NULL, source_uri STRING NOT NULL, kind STRING, source_length BIGINT,"
                    + " source_modified_at TIMESTAMP, images BIGINT, unusable BIGINT, positions_hash STRING,"
                    + " run_id STRING, read_at TIMESTAMP",
            List.of("preparation_id", "source_uri"),
            "ingest");

    /** What is wrong with an image, as values and flags. */
    public static final TableSpec QUALITY = measured("quality", Quality.class);

    /** The classical shape of what an image shows. */
    public static final TableSpec MORPHOLOGY = measured("morphology", Morphology.class);

    /** The catalog's own columns; the schema is the least it has, the user's columns follow. */
    public static final TableSpec CATALOG = small(
            "catalog",
            "object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE",
            List.of("object_id"),
            "ingest --catalog");

    /** The lists of known objects that the survey is matched with. */
    public static final TableSpec KNOWN_OBJECTS = byReference(
            "known_objects",
            "reference STRING NOT NULL, matched_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE,"
                    + " matched MAP<STRING, STRING>, radius_arcsec DOUBLE, source STRING, run_id STRING,"
                    + " listed_at TIMESTAMP",
            List.of("reference", "matched_id"));

    /** Which objects are known, and as what. */
    public static final TableSpec CROSSMATCHES = byReference(
            "crossmatches",
            "reference STRING NOT NULL, object_id STRING NOT NULL, place INT NOT NULL, matched_id STRING,"
                    + " matched_ra_deg DOUBLE, matched_dec_deg DOUBLE, separation_arcsec DOUBLE,"
                    + " matched MAP<STRING, STRING>, run_id STRING, matched_at TIMESTAMP",
            List.of("reference", "object_id", "place"));

    /** The model registry. */
    public static final TableSpec MODELS = small(
            "models",
            "model_id STRING NOT NULL, stage STRING, preparation_id STRING, configuration STRING, metrics STRING,"
                    + " uri STRING, images_presented BIGINT, created_at TIMESTAMP, stage_changed_at TIMESTAMP,"
                    + " replaced_by STRING, note STRING",
            List.of("model_id"),
            "train");

    /** Learning curves. */
    public static final TableSpec TRAINING_METRICS = byModel(
            "training_metrics",
            "model_id STRING NOT NULL, method STRING NOT NULL, images_presented BIGINT NOT NULL, learning_rate DOUBLE,"
                    + " kl_weight DOUBLE, training_loss DOUBLE, validation_mse DOUBLE,"
                    + " validation_psnr_db DOUBLE, validation_ssim DOUBLE,"
                    + " validation_log_prob DOUBLE, validation_kl DOUBLE, validation_elbo DOUBLE, active_units INT,"
                    + " images_per_s DOUBLE, recorded_at TIMESTAMP",
            List.of("model_id", "method", "images_presented"),
            "train");

    /** Posterior means and deviations. */
    public static final TableSpec LATENTS = new TableSpec(
            "latents",
            ddl("model_id STRING NOT NULL, object_id STRING NOT NULL, z ARRAY<FLOAT>, z_sd ARRAY<FLOAT>,"
                    + " content_hash STRING, run_id STRING NOT NULL"),
            List.of("model_id", "run_id", "object_id"),
            List.of("model_id", "run_id"),
            Map.of(),
            "score");

    /** What depends on one image and one model. */
    public static final TableSpec EVIDENCES = byModel(
            "evidences",
            "model_id STRING NOT NULL, object_id STRING NOT NULL, reconstruction_log_prob DOUBLE,"
                    + " reconstruction_nll DOUBLE, reconstruction_nll_se DOUBLE, " + MEASURED
                    + ", content_hash STRING, scoring_hash STRING, run_id STRING, anomaly_score DOUBLE,"
                    + " network_score DOUBLE, p_value DOUBLE, p_tail DOUBLE, top_evidence STRING",
            List.of("model_id", "object_id"),
            "score");

    /** The published product. */
    public static final TableSpec SCORES = byModel(
            "scores",
            "model_id STRING NOT NULL, object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE,"
                    + " anomaly_score DOUBLE, network_score DOUBLE, p_value DOUBLE, p_tail DOUBLE, fdr_q DOUBLE,"
                    + " rank BIGINT, reconstruction_rank BIGINT, top_evidence STRING,"
                    + " reconstruction_log_prob DOUBLE, reconstruction_nll DOUBLE, " + MEASURED
                    + ", split STRING, trained_on BOOLEAN, calibrated_on BOOLEAN, run_id STRING,"
                    + " scored_at TIMESTAMP",
            List.of("model_id", "object_id"),
            "score");

    /** Why the first objects of a ranking stand out. */
    public static final TableSpec EXPLANATIONS = byModel(
            "explanations",
            "model_id STRING NOT NULL, object_id STRING NOT NULL, rank BIGINT, anomaly_score DOUBLE,"
                    + " top_evidence STRING, summary STRING, percentiles MAP<STRING, DOUBLE>,"
                    + " latent_dimensions ARRAY<STRUCT<dimension: INT, sigmas: DOUBLE>>, residual BINARY, height INT,"
                    + " width INT, channels INT, residual_row DOUBLE, residual_column DOUBLE, residual_extent DOUBLE,"
                    + " residual_central_share DOUBLE,"
                    + " neighbors ARRAY<STRUCT<object_id: STRING, distance: DOUBLE>>, run_id STRING",
            List.of("model_id", "object_id"),
            "score");

    /** The latent space as a plane. */
    public static final TableSpec MAP = byModel(
            "map",
            "model_id STRING NOT NULL, object_id STRING NOT NULL, x DOUBLE, y DOUBLE, fitted BOOLEAN, tsne_x DOUBLE,"
                    + " tsne_y DOUBLE, content_hash STRING, run_id STRING, mapped_at TIMESTAMP",
            List.of("model_id", "object_id"),
            "map");

    /** Whom every object has near it. */
    public static final TableSpec NEIGHBORS = byModel(
            "neighbors",
            "model_id STRING NOT NULL, object_id STRING NOT NULL, place INT NOT NULL, neighbor_id STRING,"
                    + " distance DOUBLE, run_id STRING",
            List.of("model_id", "object_id", "place"),
            "neighbors");
    /** What people said of objects; rows are only ever added. */
    public static final TableSpec LABELS = small(
            "labels",
            "object_id STRING NOT NULL, interest INT, artefact BOOLEAN, comment STRING, labeler STRING NOT NULL,"
                    + " labeled_at TIMESTAMP NOT NULL, report_run_id STRING, file STRING, run_id STRING",
            List.of("object_id", "labeler", "labeled_at"),
            "label");

    /** What the labels teach of every scored object. */
    public static final TableSpec INTEREST = byModel(
            "interest",
            "model_id STRING NOT NULL, object_id STRING NOT NULL, interest DOUBLE, interest_sd DOUBLE,"
                    + " interest_rank BIGINT, label_next_rank BIGINT, learner STRING, positives INT, run_id STRING,"
                    + " ranked_at TIMESTAMP",
            List.of("model_id", "object_id"),
            "rerank");

    /** How likely each scored object is no odd galaxy but a fault. */
    public static final TableSpec ARTIFACTS = byModel(
            "artefacts",
            "model_id STRING NOT NULL, object_id STRING NOT NULL, artefact_probability DOUBLE, residual_cluster INT,"
                    + " kind STRING, run_id STRING, measured_at TIMESTAMP",
            List.of("model_id", "object_id"),
            "artifacts");

    /** Measured quality. */
    public static final TableSpec EVALUATIONS = small(
            "evaluations",
            "run_id STRING NOT NULL, model_id STRING, label_column STRING, label_class STRING NOT NULL,"
                    + " positive STRING, split STRING, evidence STRING NOT NULL, positives BIGINT, negatives BIGINT,"
                    + " trained_on BIGINT, auc DOUBLE, auc_low DOUBLE, auc_high DOUBLE, average_precision DOUBLE,"
                    + " precision_at_1_percent DOUBLE, recall_at_1_percent DOUBLE, precision_at_5_percent DOUBLE,"
                    + " recall_at_5_percent DOUBLE, precision_at_100 DOUBLE, recall_at_100 DOUBLE,"
                    + " average_precision_low DOUBLE, average_precision_high DOUBLE, recall_at_100_low DOUBLE,"
                    + " recall_at_100_high DOUBLE, matched_precision_at_100 DOUBLE, matched_recall_at_100 DOUBLE,"
                    + " evaluated_at TIMESTAMP, objects_hash STRING",
            List.of("run_id", "label_class", "evidence"),
            "evaluate");

    /** How much better one score is than another. */
    public static final TableSpec COMPARISONS = small(
            "comparisons",
            "run_id STRING NOT NULL, model_id STRING, label_class STRING NOT NULL, evidence STRING NOT NULL,"
                    + " against STRING NOT NULL, auc_difference DOUBLE, auc_low DOUBLE, auc_high DOUBLE, auc_p DOUBLE,"
                    + " average_precision_difference DOUBLE, average_precision_low DOUBLE,"
                    + " average_precision_high DOUBLE, average_precision_p DOUBLE, evaluated_at TIMESTAMP",
            List.of("run_id", "label_class", "evidence", "against"),
            "evaluate");

    /** What scores follow that is no anomaly. */
    public static final TableSpec BIASES = small(
            "biases",
            "run_id STRING NOT NULL, model_id STRING, evidence STRING NOT NULL, property STRING NOT NULL,"
                    + " objects BIGINT, spearman DOUBLE, spearman_low DOUBLE, spearman_high DOUBLE, top_mean DOUBLE,"
                    + " rest_mean DOUBLE, evaluated_at TIMESTAMP",
            List.of("run_id", "evidence", "property"),
            "evaluate");

    /** ROC and precision-recall curves. */
    public static final TableSpec CURVES = small(
            "curves",
            "run_id STRING NOT NULL, model_id STRING, label_class STRING NOT NULL, evidence STRING NOT NULL,"
                    + " point INT NOT NULL, threshold DOUBLE, selected BIGINT, false_positive_rate DOUBLE,"
                    + " true_positive_rate DOUBLE, precision DOUBLE, evaluated_at TIMESTAMP,"
                    + " true_positive_rate_low DOUBLE, true_positive_rate_high DOUBLE, precision_low DOUBLE,"
                    + " precision_high DOUBLE",
            List.of("run_id", "label_class", "evidence", "point"),
            "evaluate");

    /** Measured quality on injected anomalies. */
    public static final TableSpec INJECTIONS = small(
            "injections",
            "run_id STRING NOT NULL, model_id STRING, kind STRING NOT NULL, strength STRING NOT NULL,"
                    + " score STRING NOT NULL, objects BIGINT, auc DOUBLE, auc_low DOUBLE, auc_high DOUBLE,"
                    + " recall_at_1_percent DOUBLE, recall_at_5_percent DOUBLE, evaluated_at TIMESTAMP,"
                    + " objects_hash STRING",
            List.of("run_id", "kind", "strength", "score"),
            "evaluate --inject");

    /** What is left of an image that is kept in few bytes. */
    public static final TableSpec COMPRESSIONS = small(
            "compressions",
            "run_id STRING NOT NULL, model_id STRING NOT NULL, coding STRING NOT NULL, numbers INT, bytes DOUBLE,"
                    + " ratio DOUBLE, mse DOUBLE, psnr_db DOUBLE, ssim DOUBLE, fit_share DOUBLE, objects BIGINT,"
                    + " objects_hash STRING, measured_at TIMESTAMP",
            List.of("run_id", "model_id", "coding"),
            "compress");

    /** How latent units and known factors go together. */
    public static final TableSpec DISENTANGLEMENTS = small(
            "disentanglements",
            "run_id STRING NOT NULL, model_id STRING, measure STRING NOT NULL, factor STRING NOT NULL, dimension INT"
                    + " NOT NULL, value DOUBLE, objects BIGINT, measured_at TIMESTAMP",
            List.of("run_id", "measure", "factor", "dimension"),
            "disentangle");

    /** Hyper-parameter searches. */
    public static final TableSpec TRIALS = small(
            "trials",
            "tune_id STRING NOT NULL, trial INT NOT NULL, rung INT NOT NULL, state STRING, images_presented BIGINT,"
                    + " configuration STRING, objective STRING, objective_value DOUBLE, injected_auc DOUBLE, kind_aucs"
                    + " MAP<STRING, DOUBLE>, mse DOUBLE, psnr_db DOUBLE, ssim DOUBLE, elbo DOUBLE, active_units INT,"
                    + " message STRING, seconds DOUBLE, run_id STRING, started_at TIMESTAMP, finished_at TIMESTAMP",
            List.of("tune_id", "trial", "rung"),
            "tune");

    /** What differs between one published night and the one before; rows are only ever added. */
    public static final TableSpec SCORE_CHANGES = small(
            "score_changes",
            "run_id STRING NOT NULL, previous_run_id STRING, model_id STRING, previous_model_id STRING,"
                    + " object_id STRING NOT NULL, change STRING NOT NULL, rank BIGINT, previous_rank BIGINT,"
                    + " anomaly_score DOUBLE, previous_anomaly_score DOUBLE, changed_at TIMESTAMP",
            List.of("run_id", "object_id", "change"),
            "nightly");

    /** Whom people were told about; rows are only ever added. */
    public static final TableSpec ALERTS = small(
            "alerts",
            "run_id STRING, model_id STRING NOT NULL, object_id STRING NOT NULL, rank BIGINT, anomaly_score DOUBLE,"
                    + " p_value DOUBLE, top_evidence STRING, ra_deg DOUBLE, dec_deg DOUBLE, alerted_at TIMESTAMP",
            List.of("model_id", "object_id"),
            "nightly");

    /** How far the survey has moved from what its model was made with, and from the last night. */
    public static final TableSpec DRIFT = small(
            "drift",
            "run_id STRING NOT NULL, model_id STRING, reference STRING NOT NULL, quantity STRING NOT NULL, kind STRING,"
                    + " recent BIGINT, objects BIGINT, psi DOUBLE, ks DOUBLE, ks_p DOUBLE, reference_mean DOUBLE,"
                    + " recent_mean DOUBLE, verdict STRING, recommendation STRING, measured_at TIMESTAMP",
            List.of("run_id", "reference", "quantity"),
            "nightly");

    /** What a night found of the anomalies that every night is given. */
    public static final TableSpec PLANTED = small(
            "planted",
            "run_id STRING NOT NULL, model_id STRING, object_id STRING NOT NULL, kind STRING, strength STRING,"
                    + " anomaly_score DOUBLE, recalled BOOLEAN, threshold DOUBLE, measured_at TIMESTAMP",
            List.of("run_id", "object_id"),
            "nightly");

    /** What ran, when, with which configuration and outcome. */
    public static final TableSpec RUNS = small(
            "runs",
            "run_id STRING NOT NULL, command STRING, outcome STRING, configuration STRING, configuration_hash STRING,"
                    + " code_version STRING, summary STRING, started_at TIMESTAMP, finished_at TIMESTAMP",
            List.of("run_id"),
            "any writing command");

    /** What a night was measured by before it was published, or was not. */
    public static final TableSpec AUDITS = small(
            "audits",
            "run_id STRING NOT NULL, model_id STRING, check STRING NOT NULL, value DOUBLE, limit DOUBLE, passed"
                    + " BOOLEAN, message STRING, checked_at TIMESTAMP",
            List.of("run_id", "check"),
            "nightly");

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

    private static TableSpec measured(String name, Class<? extends Record> columns) {
        StructType schema = ddl("preparation_id STRING NOT NULL, object_id STRING NOT NULL, content_hash STRING");
        for (StructField column : RecordColumns.schema(columns).fields()) {
            schema = schema.add(column);
        }
        return new TableSpec(
                name, schema, List.of("preparation_id", "object_id"), List.of("preparation_id"), Map.of(), "ingest");
    }

    private static TableSpec small(String name, String ddl, List<String> key, String madeBy) {
        return new TableSpec(name, ddl(ddl), key, List.of(), Map.of(), madeBy);
    }

    private static TableSpec byReference(String name, String ddl, List<String> key) {
        return new TableSpec(name, ddl(ddl), key, List.of("reference"), Map.of(), "crossmatch");
    }

    private static TableSpec byModel(String name, String ddl, List<String> key, String madeBy) {
        return new TableSpec(name, ddl(ddl), key, List.of("model_id"), Map.of(), madeBy);
    }

    private static StructType ddl(String ddl) {
        return StructType.fromDDL(ddl);
    }
}
