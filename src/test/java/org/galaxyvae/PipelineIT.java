package org.galaxyvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.galaxyvae.lab.simulate.SimulationOptions;
import org.galaxyvae.lab.simulate.SurveySimulation;
import org.galaxyvae.label.artifact.ArtifactRequest;
import org.galaxyvae.label.artifact.ArtifactStage;
import org.galaxyvae.label.artifact.ArtifactSummary;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.score.ScoreStage;
import org.galaxyvae.score.ScoreSummary;
import org.galaxyvae.score.evaluate.EvaluateRequest;
import org.galaxyvae.score.evaluate.EvaluateStage;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.train.RefitStage;
import org.galaxyvae.train.RefitSummary;
import org.galaxyvae.train.TrainStage;
import org.galaxyvae.train.TrainSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job end to end on a small simulated survey, as its stages. */
class PipelineIT extends SparkTest {
    private static final int COUNT = 240;
    /** All that Spark, Hadoop or a URI might take for something else; another test has a plain one. */
    private static final String FOLDER = "survey [v2]{a,b} 50%25 #1 what?*";

    private static final String[] SMALL = {
        "train.images=1920",
        "evaluate.injected_objects=20",
        "artifacts.planted_objects=10",
        "artifacts.residual_objects=60",
        "train.batch_size=16",
        "train.workers=2",
        "train.averaging_frequency=5",
        "train.validations=4",
        "train.learning_rate=0.003",
        "vae.widths=[16, 32, 32]",
        "vae.latent=8",
        "ingest.image_size=32",
        "score.batch_size=16",
        "score.draws=2"
    };

    @BeforeEach
    void openAsInProduction() {
        workspace = Workspace.open(directory.resolve(FOLDER).toString(), new Configuration());
        spark = productionSession(workspace);
        tables = new Tables(spark, workspace);
    }

    @Test
    void findsItsWayFromImagesToPublishedScores() throws Exception {
        Path survey = directory.resolve("survey");
        SurveySimulation.run(
                spark, new SimulationOptions(COUNT, survey.toString(), 128, false, 3, 0.1), Progress.silent());
        IngestStage.run(
                context(SMALL),
                IngestRequest.of(
                        List.of(survey.resolve("images").toString()),
                        survey.resolve("catalog.csv").toString()));
        TrainSummary trained = TrainStage.run(context(SMALL));

        assertThat(trained.imagesPresented()).isEqualTo(1920);
        assertThat(trained.stage()).isEqualTo(ModelStage.PRODUCTION);
        List<Row> curve = tables.read(Specs.TRAINING_METRICS)
                .where("method = 'vae'")
                .orderBy("images_presented")
                .select("validation_mse", "validation_elbo")
                .collectAsList();
        assertThat(curve).hasSize(4);
        assertThat(curve.get(3).getDouble(0)).isLessThan(curve.get(0).getDouble(0));
        assertThat(tables.readOrEmpty(Specs.RUNS).count()).isZero();

        ScoreSummary scored = ScoreStage.run(context(SMALL), null, false);
        assertThat(scored.scored()).isEqualTo(COUNT);
        checkScores(trained);
        checkPublishedWithDuckDb(scored.runId());
        List<Row> artifacts = artifacts();
        checkSameScoresFromOtherPartitions(trained.modelId(), scored.runId());
        assertThat(artifacts()).isEqualTo(artifacts);
        checkEvaluation();
        checkRefit(trained.modelId());
        checkDamageIsNamed(trained.modelId());
        assertThatThrownBy(() -> ScoreStage.run(context(SMALL), "20200101T000000000-00000000", false))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(trained.modelId());
        assertThatThrownBy(() -> TrainStage.run(context("train.where=no_such_column = 1", "ingest.image_size=32")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("train.where");
        assertThatThrownBy(() -> TrainStage.run(context("ingest.image_size=64")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no tensors of preparation");
    }

    private void checkScores(TrainSummary trained) {
        Dataset<Row> scores = tables.read(Specs.SCORES);
        assertThat(scores.select("rank").distinct().count()).isEqualTo(COUNT);
        assertThat(scores.where("trained_on").count()).isEqualTo(trained.trainingObjects());
        assertThat(scores.where("trained_on AND split <> 'train'").count()).isZero();
        Row extremes = scores.selectExpr("min(rank)", "max(rank)", "min(p_value)", "max(p_value)", "count(*)")
                .first();
        assertThat(extremes.getLong(0)).isEqualTo(1);
        assertThat(extremes.getLong(1)).isEqualTo(COUNT);
        assertThat(extremes.getDouble(2)).isGreaterThanOrEqualTo(1.0 / (trained.calibrationObjects() + 1));
        assertThat(scores.where("reconstruction_nll <> -reconstruction_log_prob")
                        .count())
                .isZero();
        // rank follows the score
        assertThat(scores.as("a")
                        .join(scores.as("b"), org.apache.spark.sql.functions.expr("a.rank = b.rank + 1"))
                        .where("a.anomaly_score > b.anomaly_score")
                        .count())
                .isZero();
        assertThat(tables.read(Specs.LATENTS)
                        .where("size(z) = 8 AND size(z_sd) = 8")
                        .count())
                .isEqualTo(COUNT);
    }

    /** Every scored object's, from the tensors as they lie. */
    private List<Row> artifacts() throws Exception {
        ArtifactSummary summary = ArtifactStage.run(
                context(SMALL),
                new ArtifactRequest(null, 20, directory.resolve("artifacts").toString()));
        assertThat(summary.objects()).isEqualTo(COUNT);
        assertThat(summary.heldOut().aucUntouched()).isBetween(0.7, 1.0);
        assertThat(summary.heldOut().meanArtifacts())
                .isGreaterThan(summary.heldOut().meanUntouched());
        assertThat(summary.heldOut().kindsRight()).isGreaterThan(0.5);
        assertThat(summary.clusters()).hasSizeGreaterThan(1);
        assertThat(directory.resolve("artifacts/artefacts.png")).isNotEmptyFile();
        Dataset<Row> rows = tables.read(Specs.ARTIFACTS);
        assertThat(rows.where("artefact_probability BETWEEN 0 AND 1").count()).isEqualTo(COUNT);
        assertThat(rows.where("kind IS NOT NULL AND artefact_probability < 0.5").count())
                .isZero();
        return rows.select("object_id", "artefact_probability", "kind")
                .orderBy("object_id")
                .collectAsList();
    }

    /** The same network with another score is another model; the old one is as it was. */
    private void checkRefit(String modelId) throws Exception {
        RefitSummary refitted =
                RefitStage.run(context("score.members=[asymmetry, pca_knn]", "score.draws=0", "seed=99"), null);
        assertThat(refitted.networkOf()).isEqualTo(modelId);
        assertThat(refitted.stage()).isEqualTo(ModelStage.CANDIDATE);
        SavedModel old = ModelDirectory.read(workspace.files(), workspace.model(modelId));
        SavedModel model = ModelDirectory.read(workspace.files(), workspace.model(refitted.modelId()));
        assertThat(model.parameters()).containsExactly(old.parameters());
        assertThat(model.settings())
                .isEqualTo(old.settings().withScore(model.settings().score()));
        assertThat(model.references().members()).containsExactly(Evidence.ASYMMETRY, Evidence.PCA_KNN);
        ScoreStage.run(context(), refitted.modelId(), false);
        Dataset<Row> scores = tables.read(Specs.SCORES).where("model_id = '" + refitted.modelId() + "'");
        assertThat(scores.count()).isEqualTo(COUNT);
        assertThat(scores.where("network_score <> 0").count()).isZero();
        Dataset<Row> before = tables.read(Specs.SCORES).where("model_id = '" + modelId + "'");
        assertThat(scores.as("a")
                        .join(before.as("b"), "object_id")
                        .where(
                                "a.pca_knn <> b.pca_knn OR a.knn_distance <> b.knn_distance OR a.trained_on <> b.trained_on")
                        .count())
                .isZero();
    }

    /** DuckDB, Spark on the plain folder and Spark SQL on the table see the same night. */
    private void checkPublishedWithDuckDb(String runId) throws Exception {
        assertThat(workspace.currentRun()).contains(runId);
        String folder = workspace.published(runId).toUri().getPath() + "/scores";
        String pattern = folder.replaceAll("[\\[*?]", "[$0]") + "/*.parquet"; // to DuckDB, too, a path is a pattern
        List<String> top = new ArrayList<>();
        long count;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            ResultSet rows =
                    statement.executeQuery("SELECT object_id, rank FROM '" + pattern + "' ORDER BY rank LIMIT 10");
            while (rows.next()) {
                top.add(rows.getString(1) + " " + rows.getLong(2));
            }
            ResultSet all = statement.executeQuery("SELECT count(*) FROM '" + pattern + "'");
            all.next();
            count = all.getLong(1);
        }
        assertThat(count).isEqualTo(COUNT);
        assertThat(top).hasSize(10).isEqualTo(topTen(tables.read(Specs.SCORES)));
        assertThat(top).isEqualTo(topTen(spark.read().parquet(LiteralPath.of(folder))));
    }

    private Dataset<Row> published(String runId) {
        return spark.read().parquet(LiteralPath.of(workspace.published(runId) + "/scores"));
    }

    private static List<String> topTen(Dataset<Row> scores) {
        return scores.orderBy("rank").limit(10).select("object_id", "rank").collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getLong(1))
                .toList();
    }

    /** Decision of the house: equal ranks and evidences from any partitions; a rerun replaces and never duplicates. */
    private void checkSameScoresFromOtherPartitions(String modelId, String firstRun) throws Exception {
        Dataset<Row> tensors = tables.read(Specs.TENSORS).cache();
        long rows = tensors.count();
        tables.overwrite(Specs.TENSORS, tensors.repartition(1), org.apache.spark.sql.functions.lit(true));
        assertThat(tables.read(Specs.TENSORS).count()).isEqualTo(rows);
        ScoreSummary second = ScoreStage.run(context(SMALL), modelId, true);
        assertThat(tables.read(Specs.SCORES).count()).isEqualTo(COUNT);
        Dataset<Row> a = published(firstRun);
        Dataset<Row> b = published(second.runId());
        Row difference = a.as("a")
                .join(b.as("b"), "object_id")
                .selectExpr(
                        "count(*)",
                        "max(abs(a.rank - b.rank))",
                        "max(abs(a.anomaly_score - b.anomaly_score) / a.anomaly_score)",
                        "max(abs(a.mse - b.mse) / a.mse)")
                .first();
        assertThat(difference.getLong(0)).isEqualTo(COUNT);
        assertThat(difference.getLong(1)).isZero();
        assertThat(difference.getDouble(2)).isLessThan(1e-6);
        assertThat(difference.getDouble(3)).isLessThan(1e-6);
        assertThat(workspace.currentRun()).contains(second.runId());
        checkNothingIsComputedTwice(modelId, second.runId());
    }

    /** A run over known images computes nothing, gives the same numbers, and leaves no trace of how it was made. */
    private void checkNothingIsComputedTwice(String modelId, String before) throws Exception {
        ScoreSummary third = ScoreStage.run(context(SMALL), modelId, false);
        assertThat(third.scored()).isEqualTo(COUNT);
        assertThat(third.computed()).isZero();
        Dataset<Row> a = published(before);
        Dataset<Row> b = published(third.runId());
        assertThat(a.drop("run_id", "scored_at")
                        .exceptAll(b.drop("run_id", "scored_at"))
                        .count())
                .isZero();
        assertThat(b.count()).isEqualTo(COUNT);
        // both nights' latents: who reads the scores of the one before finds its latents still
        assertThat(tables.read(Specs.LATENTS)
                        .groupBy("run_id")
                        .count()
                        .where("count = " + COUNT)
                        .count())
                .isEqualTo(2);
        assertThat(tables.read(Specs.EVIDENCES).count()).isEqualTo(COUNT);
        assertThat(tables.branches().leftOver(Specs.SCORES)).isEmpty();
        assertThat(spark.sql("SELECT count(*) FROM " + Specs.SCORES.qualifiedName() + " VERSION AS OF '"
                                + org.galaxyvae.base.table.Branches.tag(before) + "' WHERE run_id = '" + before + "'")
                        .first()
                        .getLong(0))
                .isEqualTo(COUNT);
        assertThat(workspace.readText(workspace.next())).isEmpty();
    }

    private void checkEvaluation() throws Exception {
        var request = new EvaluateRequest(
                null,
                null,
                "is_anomaly",
                List.of("true"),
                "all",
                true,
                directory.resolve("injected").toString());
        var summary = EvaluateStage.run(context(SMALL), request);
        var labels = Objects.requireNonNull(summary.labels());
        assertThat(labels.all().positives() + labels.negatives()).isEqualTo(COUNT);
        // planted artifacts are gross: a model that trained at all ranks them far above chance
        assertThat(labels.score("anomaly_score").auc()).isCloseTo(0.85, within(0.15));
        assertThat(labels.score("pixel_knn").auc()).isCloseTo(0.8, within(0.2));
        assertThat(labels.score("morphology_forest").auc()).isCloseTo(0.8, within(0.2));
        assertThat(labels.score("random").auc()).isCloseTo(0.5, within(0.25));
        assertThat(summary.notes()).isEmpty();
        var injections = Objects.requireNonNull(summary.injections());
        assertThat(injections.qualities()).hasSizeGreaterThan(33 * 20);
        assertThat(Path.of(Objects.requireNonNull(injections.sheet()))).isNotEmptyFile();
        assertThat(EvaluateStage.run(context(SMALL), request).injections()).isEqualTo(injections);
    }

    private void checkDamageIsNamed(String modelId) throws Exception {
        org.apache.hadoop.fs.Path home = workspace.model(modelId);
        SavedModel model = ModelDirectory.read(workspace.files(), home);
        assertThat(model.provenance()).containsKeys("tensors_snapshot", "spark", "training_objects");
        Path weights = Path.of(new org.apache.hadoop.fs.Path(home, "weights.safetensors")
                .toUri()
                .getPath());
        byte[] good = java.nio.file.Files.readAllBytes(weights);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        java.nio.file.Files.write(weights, bad);
        java.nio.file.Files.deleteIfExists(weights.resolveSibling(".weights.safetensors.crc"));
        assertThatThrownBy(() -> ModelDirectory.read(workspace.files(), home))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("weights.safetensors is damaged");
        java.nio.file.Files.write(weights, good);
    }
}
