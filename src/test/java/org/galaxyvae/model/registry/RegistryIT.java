package org.galaxyvae.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.galaxyvae.ScoredSurvey.CANDIDATE;
import static org.galaxyvae.ScoredSurvey.PREPARATION;
import static org.galaxyvae.ScoredSurvey.PRODUCTION;
import static org.galaxyvae.ScoredSurvey.RUN;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.vocabulary.ModelStage;
import org.galaxyvae.score.ScoreStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two models of one small catalog: objects o01 to o04, all scored by the one in production in a run of 2026-01-03. */
class RegistryIT extends SparkTest {
    private static final String CANDIDATES_RUN = "20260104T000000000-00000004";
    private static final int OBJECTS = 4;

    @Test
    void listsModelsWithWhatTheyScored() throws Exception {
        writeSurvey();
        score(CANDIDATE, CANDIDATES_RUN, 3);
        tables.update(
                Specs.MODELS,
                spark.sql("SELECT '" + CANDIDATE + "' AS model_id, '{\"validation_mse\":0.0025}' AS metrics"),
                List.of("metrics"));

        ModelList list = ModelList.of(context());

        assertThat(list.productionModel()).isEqualTo(PRODUCTION);
        assertThat(list.models()).extracting(ModelList.Entry::modelId).containsExactly(CANDIDATE, PRODUCTION);
        assertThat(list.models())
                .extracting(ModelList.Entry::scored)
                .containsExactly(
                        new ScoredRun(CANDIDATE, CANDIDATES_RUN, 3, "2026-01-03T00:00:00Z", false),
                        new ScoredRun(PRODUCTION, RUN, OBJECTS, "2026-01-03T00:00:00Z", true));
        assertThat(list.lines())
                .hasSize(4)
                .anyMatch(line -> line.matches(CANDIDATE + " +candidate +2026-01-03 00:00 .* 2.500e-03 .* 3 .*"))
                .anyMatch(line -> line.startsWith(PRODUCTION) && line.endsWith(RUN + "  published"));
    }

    @Test
    void showsWhatIsKnownOfAModel() {
        writeSurvey();
        tables.update(
                Specs.MODELS,
                spark.sql("SELECT '" + CANDIDATE + "' AS model_id, '{\"seed\":7}' AS configuration"),
                List.of("configuration"));
        inject("e1", CANDIDATE, 0.7, 0.9);

        ModelDetails details = ModelDetails.of(context(), CANDIDATE);

        assertThat(details.problems()).isEmpty();
        assertThat(details.provenance()).containsEntry("run_id", "20260101T000000000-0000abce");
        assertThat(details.configurationDifferences())
                .extracting(ModelDetails.Difference::key, ModelDetails.Difference::model)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("seed", "7"));
        assertThat(details.measurements()).singleElement().satisfies(one -> {
            assertThat(one.objects()).isEqualTo("2 anomalies in 50 objects");
            assertThat(one.measures().get("auc")).isCloseTo(0.8, org.assertj.core.api.Assertions.within(1e-12));
        });
        assertThat(String.join("\n", details.lines())).contains("auc 0.8000, recall_at_5_percent 0.2500");
        assertThat(ModelDetails.of(context(), null).model().modelId()).isEqualTo(PRODUCTION);
        removeModel(CANDIDATE);
        assertThat(ModelDetails.of(context(), CANDIDATE).problems())
                .singleElement()
                .asString()
                .startsWith("Cannot read model " + workspace.model(CANDIDATE));
    }

    @Test
    void promotesAModelThatIsAsGoodAndPublishesItsScores() throws Exception {
        writeSurvey();
        score(CANDIDATE, CANDIDATES_RUN, OBJECTS);
        inject("e1", PRODUCTION, 0.7, 0.9);
        inject("e2", CANDIDATE, 0.7, 0.87);
        label("e1", PRODUCTION, 0.8, 0.5);
        label("e2", CANDIDATE, 0.9, 0.6);

        PromotionSummary summary = promotion().promote(request(CANDIDATE, false, "finer latents"));

        assertThat(summary.replacedModelId()).isEqualTo(PRODUCTION);
        assertThat(summary.comparisons())
                .extracting(ModelComparison::measure)
                .containsExactly("auc", "recall_at_5_percent", "auc", "average_precision");
        assertThat(stages()).containsExactly(PRODUCTION + " retired " + CANDIDATE, CANDIDATE + " production null");
        assertThat(workspace.currentRun()).contains(CANDIDATES_RUN);
        assertThat(note(CANDIDATE)).isEqualTo("finer latents");
        assertThat(spark.read()
                        .parquet(workspace.published(CANDIDATES_RUN) + "/scores")
                        .where("model_id = '" + CANDIDATE + "'")
                        .count())
                .isEqualTo(OBJECTS);
        assertThat(spark.read()
                        .parquet(workspace.published(CANDIDATES_RUN) + "/latents")
                        .columns())
                .contains("z");
        everySnapshotHasOneProductionModel();

        // the same again completes what a kill might have interrupted
        workspace.replaceText(workspace.current(), RUN + "\n");
        promotion().promote(request(CANDIDATE, false, null));
        assertThat(workspace.currentRun()).contains(CANDIDATES_RUN);
        assertThat(stages()).containsExactly(PRODUCTION + " retired " + CANDIDATE, CANDIDATE + " production null");
    }

    @Test
    void promotesNoModelThatHasNotScoredTheWholeCatalogNotEvenByForce() {
        writeSurvey();
        score(CANDIDATE, CANDIDATES_RUN, 3);
        assertThatThrownBy(() -> promotion().promote(request(CANDIDATE, true, null)))
                .isInstanceOf(RequestException.class)
                .hasMessage("Cannot promote model " + CANDIDATE + ": it has not scored 1 of 4 objects of the catalog;"
                        + " galaxy-vae score --model " + CANDIDATE + " does it");
        assertThat(stages()).containsExactly(PRODUCTION + " production null", CANDIDATE + " candidate null");
    }

    @Test
    void asksForNoObjectThatCameAfterProductionWasScored() throws Exception {
        writeSurvey();
        tensors("SELECT 'o05' AS object_id, TIMESTAMP '2026-01-03 12:00:00' AS ingested_at");
        score(CANDIDATE, CANDIDATES_RUN, OBJECTS);
        promotion().promote(request(CANDIDATE, true, null));
        assertThat(stages()).contains(CANDIDATE + " production null");
    }

    @Test
    void asksAnotherPreparationForEveryObjectThatProductionScored() {
        writeSurvey();
        tables.update(
                Specs.MODELS,
                spark.sql("SELECT '" + CANDIDATE + "' AS model_id, 'other' AS preparation_id"),
                List.of("preparation_id"));
        tables.append(
                Specs.TENSORS,
                rows(
                        Specs.TENSORS,
                        "SELECT 'other' AS preparation_id, concat('o0', id) AS object_id,"
                                + " TIMESTAMP '2026-01-05 00:00:00' AS ingested_at FROM range(1, 4)"));
        score(CANDIDATE, CANDIDATES_RUN, 2);
        assertThatThrownBy(() -> promotion().promote(request(CANDIDATE, true, null)))
                .hasMessageContaining("it has not scored 1 of 3 objects");
        score(CANDIDATE, CANDIDATES_RUN, 3);
        assertThatThrownBy(() -> promotion().promote(request(CANDIDATE, false, null)))
                .hasMessageContaining("cannot score 1 objects that the production model " + PRODUCTION + " has scored");
    }

    @Test
    void promotesNoModelThatIsWorseOrUnmeasuredUnlessForcedAndKeepsWhatStoodAgainstIt() throws Exception {
        writeSurvey();
        score(CANDIDATE, CANDIDATES_RUN, OBJECTS);
        assertThatThrownBy(() -> promotion().promote(request(CANDIDATE, false, null)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("galaxy-vae evaluate --inject --model " + PRODUCTION)
                .hasMessageContaining("galaxy-vae evaluate --inject --model " + CANDIDATE);
        inject("e1", PRODUCTION, 0.7, 0.9);
        inject("e2", CANDIDATE, 0.6, 0.9);
        assertThatThrownBy(() -> promotion().promote(request(CANDIDATE, false, null)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("worse than the production model " + PRODUCTION
                        + " by more than the tolerance 0.02: auc of --inject (2 anomalies in 50 objects): 0.7500,"
                        + " production 0.8000");
        assertThat(stages()).containsExactly(PRODUCTION + " production null", CANDIDATE + " candidate null");

        promotion().promote(request(CANDIDATE, true, "red objects matter more"));

        assertThat(stages()).contains(CANDIDATE + " production null");
        assertThat(note(CANDIDATE))
                .startsWith("red objects matter more (forced against: Model " + CANDIDATE + " is worse")
                .contains("0.7500, production 0.8000");
    }

    @Test
    void rollsBackToTheModelBeforeWithItsScores() throws Exception {
        writeSurvey();
        score(CANDIDATE, CANDIDATES_RUN, OBJECTS);
        promotion().promote(request(CANDIDATE, true, null));
        String scores = scoresOf(PRODUCTION);

        PromotionSummary summary = promotion().rollback(CANDIDATE, "misses rings");

        assertThat(summary.runId()).isEqualTo(RUN);
        assertThat(stages()).containsExactly(PRODUCTION + " production null", CANDIDATE + " retired null");
        assertThat(note(PRODUCTION)).isEqualTo("rolled back from " + CANDIDATE + ": misses rings");
        assertThat(workspace.currentRun()).contains(RUN);
        assertThat(scoresOf(PRODUCTION)).isEqualTo(scores);
        assertThat(spark.read().parquet(workspace.published(RUN) + "/scores").count())
                .isEqualTo(OBJECTS);
        everySnapshotHasOneProductionModel();
        assertThatThrownBy(() -> promotion().rollback(CANDIDATE, null))
                .isInstanceOf(RequestException.class)
                .hasMessage("Cannot roll back from model " + CANDIDATE + ": in production is " + PRODUCTION);
        assertThatThrownBy(() -> promotion().rollback(null, null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(PRODUCTION + " replaced none");
    }

    @Test
    void rollsBackNoModelWhoseScoresAreGoneOrWhoseFilesAreDamaged() throws Exception {
        writeSurvey();
        score(CANDIDATE, CANDIDATES_RUN, OBJECTS);
        promotion().promote(request(CANDIDATE, true, null));
        putModel(PRODUCTION, "format-2");
        assertThatThrownBy(() -> promotion().rollback(null, null))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("galaxy-vae refit");
        tables.delete(Specs.SCORES, "model_id = '" + PRODUCTION + "'");
        assertThatThrownBy(() -> promotion().rollback(null, null))
                .isInstanceOf(RequestException.class)
                .hasMessage(
                        "Cannot roll back: model " + PRODUCTION + " has no scores any more; galaxy-vae models restore "
                                + PRODUCTION + " and then galaxy-vae score --model " + PRODUCTION + " does it");
        assertThat(stages()).contains(CANDIDATE + " production null");
    }

    @Test
    void goesOneModelFurtherBackWithEachRollback() {
        writeSurvey();
        model("third");
        assertThat(registry().makeProduction(CANDIDATE, null)).isTrue();
        assertThat(registry().makeProduction("third", null)).isTrue();
        assertThat(stages())
                .containsExactly(
                        PRODUCTION + " retired " + CANDIDATE, CANDIDATE + " retired third", "third production null");
        registry().makeProduction(CANDIDATE, null);
        assertThat(stages())
                .containsExactly(
                        PRODUCTION + " retired " + CANDIDATE, CANDIDATE + " production null", "third retired null");
        everySnapshotHasOneProductionModel();
    }

    @Test
    void makesProductionInOneCommitAndChangesNothingTheSecondTime() {
        writeSurvey();
        long before = snapshots();
        StageContext context = context();
        assertThat(new ModelRegistry(context).makeProduction(CANDIDATE, "why")).isTrue();
        assertThat(snapshots()).isEqualTo(before + 1);
        List<Row> once = tables.read(Specs.MODELS).orderBy("model_id").collectAsList();
        assertThat(registry().makeProduction(CANDIDATE, null)).isFalse();
        assertThat(tables.read(Specs.MODELS).orderBy("model_id").collectAsList())
                .isEqualTo(once);
        assertThat(snapshots()).isEqualTo(before + 1);
        assertThatThrownBy(() -> registry().makeProduction("none", null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("there is no such model");
    }

    @Test
    void endsTheDoubtOfTwoProductionModels() {
        writeSurvey();
        tables.update(
                Specs.MODELS,
                spark.sql("SELECT '" + CANDIDATE + "' AS model_id, 'production' AS stage"),
                List.of("stage"));
        assertThat(registry().makeProduction(CANDIDATE, null)).isTrue();
        assertThat(stages()).containsExactly(PRODUCTION + " retired " + CANDIDATE, CANDIDATE + " production null");
    }

    @Test
    void retiresAndRestoresAnyModelButTheOneInProduction() throws java.io.IOException {
        writeSurvey();
        assertThatThrownBy(() -> registry().retire(PRODUCTION, null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("it is in production");
        assertThatThrownBy(() -> registry().retire("none", null))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("no such model, expected one of " + CANDIDATE + " (candidate), " + PRODUCTION);
        assertThat(registry().retire(CANDIDATE, "blurs arms").previousStage()).isEqualTo(ModelStage.CANDIDATE);
        assertThat(stages()).contains(CANDIDATE + " retired null");
        assertThat(note(CANDIDATE)).isEqualTo("blurs arms");
        assertThat(tables.read(Specs.MODELS)
                        .where("stage_changed_at > created_at AND stage = 'retired'")
                        .count())
                .isEqualTo(1);
        long before = snapshots();
        assertThat(registry().retire(CANDIDATE, null).lines())
                .containsExactly("model " + CANDIDATE + " is retired, as it was");
        assertThat(snapshots()).isEqualTo(before);
        assertThatThrownBy(() -> ScoreStage.run(context(), CANDIDATE, false))
                .isInstanceOf(RequestException.class)
                .hasMessage("Cannot score with model " + CANDIDATE + ": it is retired, expected another or galaxy-vae"
                        + " models restore " + CANDIDATE + " first");
        removeModel(CANDIDATE);
        assertThatThrownBy(() -> registry().restore(CANDIDATE, null))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Cannot restore model " + CANDIDATE + ": its directory "
                        + workspace.model(CANDIDATE) + " is gone (blurs arms)");
        assertThat(stages()).contains(CANDIDATE + " retired null");
        putModel(CANDIDATE, "format-3");
        registry().restore(CANDIDATE, null);
        assertThat(stages()).contains(CANDIDATE + " candidate null");
    }

    @Test
    void worksOnModelsOfAnEarlierVersion() {
        writeSurvey();
        StructType now = Specs.MODELS.schema();
        StructType then = new StructType(Arrays.copyOf(now.fields(), now.fieldIndex("created_at") + 1));
        Dataset<Row> rows = spark.createDataFrame(
                tables.read(Specs.MODELS).select(columns(then)).collectAsList(), then);
        tables.replace(Specs.MODELS, rows);
        assertThat(tables.read(Specs.MODELS).columns()).doesNotContain("note");
        assertThat(ModelList.of(context()).models()).hasSize(2);
        registry().makeProduction(CANDIDATE, "why");
        assertThat(stages()).containsExactly(PRODUCTION + " retired " + CANDIDATE, CANDIDATE + " production null");
    }

    private Promotion promotion() {
        StageContext context = context();
        return new Promotion(context, (runId, modelId) -> {
            new ModelRegistry(context).makeProduction(modelId, null);
            workspace.replaceText(workspace.current(), runId + "\n");
        });
    }

    private static PromotionRequest request(String modelId, boolean force, @Nullable String note) {
        return new PromotionRequest(modelId, force, note, 0.02);
    }

    private void writeSurvey() {
        new ScoredSurvey(spark, tables).write(OBJECTS, 4);
        putModel(PRODUCTION, "format-3");
        putModel(CANDIDATE, "format-3");
        tensors(
                "SELECT concat('o0', id) AS object_id, TIMESTAMP '2026-01-02 00:00:00' AS ingested_at FROM range(1, 5)");
        tables.append(
                Specs.LATENTS,
                rows(
                        Specs.LATENTS,
                        "SELECT '" + PRODUCTION + "' AS model_id, concat('o0', id) AS object_id, '" + RUN
                                + "' AS run_id FROM range(1, 5)"));
        workspace.createText(workspace.current(), RUN + "\n");
    }

    private void tensors(String select) {
        tables.append(
                Specs.TENSORS,
                rows(Specs.TENSORS, "SELECT '" + PREPARATION + "' AS preparation_id, * FROM (" + select + ")"));
    }

    private void model(String modelId) {
        tables.append(
                Specs.MODELS,
                rows(
                        Specs.MODELS,
                        "SELECT '" + modelId + "' AS model_id, 'candidate' AS stage, '" + PREPARATION
                                + "' AS preparation_id, '{}' AS configuration, '{}' AS metrics, 'file:/none' AS uri,"
                                + " 1L AS images_presented, TIMESTAMP '2026-01-05 00:00:00' AS created_at"));
    }

    /** The production model's scores of the first objects, as another's. */
    private void score(String modelId, String runId, int objects) {
        tables.overwrite(
                Specs.SCORES,
                spark.createDataFrame(
                        tables.read(Specs.SCORES)
                                .where("model_id = '" + PRODUCTION + "' AND rank <= " + objects)
                                .withColumn("model_id", functions.lit(modelId))
                                .withColumn("run_id", functions.lit(runId))
                                .collectAsList(),
                        Specs.SCORES.schema()),
                functions.col("model_id").equalTo(modelId));
        tables.overwrite(
                Specs.LATENTS,
                rows(
                        Specs.LATENTS,
                        "SELECT '" + modelId + "' AS model_id, concat('o0', id) AS object_id, '" + runId
                                + "' AS run_id FROM range(1, " + (objects + 1) + ")"),
                functions.col("model_id").equalTo(modelId));
    }

    /** One kind weak and strong, recall 0.2 and 0.3; another score beside it that does not count. */
    private void inject(String runId, String modelId, double weak, double strong) {
        tables.append(
                Specs.INJECTIONS,
                rows(
                        Specs.INJECTIONS,
                        "SELECT '" + runId + "' AS run_id, '" + modelId
                                + "' AS model_id, 'ring' AS kind, strength, score,"
                                + " 50L AS objects, auc, recall_at_5_percent,"
                                + " TIMESTAMP '2026-01-05 00:00:00' AS evaluated_at FROM VALUES"
                                + " ('weak', 'anomaly_score', " + weak + ", 0.2),"
                                + " ('strong', 'anomaly_score', " + strong + ", 0.3),"
                                + " ('strong', 'mse', 0.1, 0.1) AS t(strength, score, auc, recall_at_5_percent)"));
    }

    private void label(String runId, String modelId, double auc, double averagePrecision) {
        tables.append(
                Specs.EVALUATIONS,
                rows(
                        Specs.EVALUATIONS,
                        "SELECT '" + runId + "' AS run_id, '" + modelId + "' AS model_id, 'kind' AS label_column,"
                                + " label_class, 'ring,merger' AS positive, 'test' AS split, evidence, 3L AS positives,"
                                + " 9L AS negatives, " + auc + " AS auc, " + averagePrecision
                                + " AS average_precision, TIMESTAMP '2026-01-06 00:00:00' AS evaluated_at FROM VALUES"
                                + " ('all', 'anomaly_score'), ('ring', 'anomaly_score'), ('all', 'mse')"
                                + " AS t(label_class, evidence)"));
    }

    private ModelRegistry registry() {
        return new ModelRegistry(context());
    }

    /** The result of a statement with null in every other column of the table. */
    private Dataset<Row> rows(TableSpec table, String select) {
        Dataset<Row> rows = spark.sql(select);
        for (StructField field : table.schema().fields()) {
            if (!Arrays.asList(rows.columns()).contains(field.name())) {
                rows = rows.withColumn(field.name(), functions.lit(null).cast(field.dataType()));
            }
        }
        return rows;
    }

    private static org.apache.spark.sql.Column[] columns(StructType schema) {
        return Arrays.stream(schema.fieldNames()).map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
    }

    /** Each model's id, stage and the one that replaced it, in the order of ids. */
    private List<String> stages() {
        return tables
                .read(Specs.MODELS)
                .orderBy("model_id")
                .selectExpr("concat_ws(' ', model_id, stage, coalesce(replaced_by, 'null'))")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private @Nullable String note(String modelId) {
        return tables.read(Specs.MODELS)
                .where("model_id = '" + modelId + "'")
                .select("note")
                .first()
                .getString(0);
    }

    private String scoresOf(String modelId) {
        return tables.read(Specs.SCORES)
                .where("model_id = '" + modelId + "'")
                .orderBy("object_id")
                .collectAsList()
                .toString();
    }

    private long snapshots() {
        return spark.table(Specs.MODELS.qualifiedName() + ".snapshots").count();
    }

    private void everySnapshotHasOneProductionModel() {
        List<Row> snapshots = spark.table(Specs.MODELS.qualifiedName() + ".snapshots")
                .select("snapshot_id")
                .collectAsList();
        for (Row snapshot : snapshots) {
            Row counts = spark.sql("SELECT count_if(stage = 'production'), count(*) FROM "
                            + Specs.MODELS.qualifiedName() + " VERSION AS OF " + snapshot.getLong(0))
                    .first();
            // the table is made empty
            assertThat(counts.getLong(0)).isEqualTo(Math.min(1, counts.getLong(1)));
        }
    }
}
