package org.galaxyvae.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.lab.simulate.SimulationOptions;
import org.galaxyvae.lab.simulate.SurveySimulation;
import org.galaxyvae.score.Handover;
import org.galaxyvae.score.ScoreStage;
import org.galaxyvae.show.map.MapRequest;
import org.galaxyvae.show.map.MapStage;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.train.TrainStage;
import org.junit.jupiter.api.Test;

/** Nights over a small simulated survey: new images, a refusal, a kill in mid-publication. */
class NightlyIT extends SparkTest {
    private static final int COUNT = 240;
    private static final int NEW = 6;

    @Test
    void bringsWhatIsNewPublishesOnlyWhatPassesAndFinishesWhatAKillCutOff() throws Exception {
        Files.createDirectories(incoming());
        trainOnAllButTheNew();

        NightSummary first = night();
        assertThat(first.published()).as(first.lines().toString()).isTrue();
        assertThat(first.score().computed()).isEqualTo(COUNT - NEW);
        assertThat(first.changes()).isEmpty();
        assertThat(first.planted()).isNotNull();
        assertThat(workspace.currentRun()).contains(first.runId());
        Dataset<Row> before = spark.read().parquet(workspace.published(first.runId()) + "/scores");

        deliver(NEW / 2, 0);
        assertThatThrownBy(() -> night("ingest.image_size=64"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("ingest.image_size");
        NightSummary refused = night("audit.min_planted_recall=1");
        assertThat(refused.published()).isFalse();
        assertThat(refused.outcome()).isEqualTo("refused");
        assertThat(refused.score().computed()).isEqualTo(NEW / 2);
        assertThat(workspace.currentRun()).contains(first.runId());
        assertThat(runsOf()).containsExactly(first.runId());
        assertThat(tables.read(Specs.AUDITS)
                        .where("run_id = '" + refused.runId() + "' AND NOT passed")
                        .select("check")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("planted_recall");
        assertThat(Files.readString(local("nights/" + refused.runId() + "/report.txt")))
                .contains("FAILED  planted_recall");
        assertThat(local("nights/" + refused.runId() + "/report.html")).doesNotExist();

        deliver(NEW / 2, NEW / 2);
        Path catalog = directory.resolve("survey/catalog.csv");
        String known = images(incoming()).get(0).getFileName().toString().replace(".jpg", "");
        list(catalog, known);
        mapAndInterestOnce();
        NightSummary third = night("nightly.catalog=" + catalog, "audit.min_planted_recall=0");
        assertThat(third.published()).isTrue();
        assertThat(Files.readString(local("nights/" + third.runId() + "/report.html")))
                .contains(third.runId(), "Audit of the night", "planted recall");
        assertThat(tables.read(Specs.MAP)
                        .where("run_id = '" + third.runId() + "'")
                        .count())
                .as("the map has the new objects")
                .isEqualTo(NEW);
        assertThat(tables.exists(Specs.NEIGHBORS))
                .as("nobody ever asked for them")
                .isFalse();
        assertThat(third.failedFollowUps()).containsOnlyKeys("rerank");
        assertThat(tables.read(Specs.INTEREST).count()).isEqualTo(1);
        assertThat(Files.readString(local("nights/" + third.runId() + "/report.txt")))
                .contains("FAILED behind the publication, its table is yesterday's or tonight's, whole: rerank: ");
        // the refused night's work is not lost
        assertThat(third.score().computed()).isEqualTo(NEW / 2);
        assertThat(third.changes()).containsEntry("new", (long) NEW);
        assertThat(third.planted()).isEqualTo(first.planted());
        Dataset<Row> after = spark.read().parquet(workspace.published(third.runId()) + "/scores");
        assertThat(after.count()).isEqualTo(COUNT);
        assertThat(after.where("known").select("object_id").collectAsList())
                .as("a new object that a list had before the night")
                .extracting(row -> row.getString(0))
                .containsExactly(known);
        assertThat(before.select("object_id", "anomaly_score", "p_value", "mse")
                        .exceptAll(after.select("object_id", "anomaly_score", "p_value", "mse"))
                        .count())
                .isZero();
        assertThat(tables.read(Specs.ALERTS)
                        .groupBy("object_id")
                        .count()
                        .where("count > 1")
                        .count())
                .isZero();
        assertThat(Files.readAllLines(local("alerts/" + first.runId() + ".jsonl")))
                .hasSize((int) first.alerts())
                .allMatch(line -> line.startsWith("{") && line.contains("\"object_id\""));

        checkAKillInMidPublication(third.runId());
    }

    @Test
    void isNoFailureWhereItsPageFails() {
        NightReport report = new NightReport(context(), "2026-01-01"); // of a workspace without a score
        report.page(Map.of());
        assertThat(directory.resolve("workspace/nights")).doesNotExist();
    }

    /** A map, and an interest whose labels are gone, so that it cannot be learned again. */
    private void mapAndInterestOnce() {
        MapStage.run(context(), new MapRequest(null, false, null));
        tables.append(
                Specs.INTEREST,
                spark.sql("SELECT 'm' AS model_id, 'o' AS object_id, 0.5D AS interest, 0.1D AS interest_sd, 1L AS"
                        + " interest_rank, 1L AS label_next_rank, 'forest' AS learner, 5 AS positives, '' AS run_id,"
                        + " current_timestamp() AS ranked_at"));
    }

    /** A list of known objects with one object of the catalog. */
    private void list(Path catalog, String objectId) {
        tables.append(
                Specs.KNOWN_OBJECTS,
                spark.read()
                        .option("header", "true")
                        .csv(catalog.toString())
                        .where("object_id = '" + objectId + "'")
                        .selectExpr(
                                "'list' AS reference",
                                "'M 1' AS matched_id",
                                "double(ra) AS ra_deg",
                                "double(dec) + 1 / 3600 AS dec_deg",
                                "map() AS matched",
                                "2D AS radius_arcsec",
                                "'list.csv' AS source",
                                "'' AS run_id",
                                "current_timestamp() AS listed_at"));
    }

    /** Everything is on the branch, NEXT is written, some tables are forwarded: the next command finishes. */
    private void checkAKillInMidPublication(String published) throws Exception {
        StageContext context = context();
        StageContext unseen = context.with(tables.onBranch(Branches.ofNight(context.runId())));
        String modelId = ScoreStage.write(unseen, null, false).modelId();
        workspace.replaceText(
                workspace.next(), "{\"run_id\":\"" + context.runId() + "\",\"model_id\":\"" + modelId + "\"}\n");
        tables.branches().fastForward(Specs.LATENTS, Branches.ofNight(context.runId()));
        assertThat(workspace.currentRun()).contains(published);
        assertThat(joined()).isEqualTo(COUNT);

        Handover.recover(context());

        assertThat(workspace.currentRun()).contains(context.runId());
        assertThat(runsOf()).containsExactly(context.runId());
        assertThat(joined()).isEqualTo(COUNT);
        assertThat(tables.branches().leftOver(Specs.SCORES)).isEmpty();
        assertThat(workspace.readText(workspace.unrecorded())).contains(context.runId() + "\n");
        assertThat(workspace.files().exists(workspace.next())).isFalse();
    }

    private Path incoming() {
        return directory.resolve("incoming");
    }

    private long joined() {
        return spark.sql("SELECT s.object_id FROM galaxies.survey.scores s JOIN galaxies.survey.latents l"
                        + " ON s.model_id = l.model_id AND s.run_id = l.run_id AND s.object_id = l.object_id")
                .count();
    }

    private List<String> runsOf() {
        return tables.read(Specs.SCORES).select("run_id").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private Path local(String path) {
        return Path.of(workspace.root().toUri()).resolve(path);
    }

    private NightSummary night(String... overrides) throws Exception {
        List<String> all = new ArrayList<>(List.of("ingest.image_size=32"));
        all.addAll(List.of(overrides));
        all.add("nightly.images=[" + incoming() + "]");
        // so few objects and so little training: neither is what this test is about
        all.add("audit.max_psi=100");
        all.add("audit.max_ks=1");
        Stream.of("audit.min_planted_recall=0")
                .filter(one -> overrides.length == 0)
                .forEach(all::add);
        return NightlyStage.run(context(all.toArray(String[]::new)), "2026-01-01");
    }

    private void trainOnAllButTheNew() throws Exception {
        Path survey = directory.resolve("survey");
        SurveySimulation.run(
                spark, new SimulationOptions(COUNT, survey.toString(), 128, false, 3, 0.1), Progress.silent());
        Path held = Files.createDirectories(directory.resolve("held"));
        for (Path image : images(survey.resolve("images")).subList(0, NEW)) {
            Files.move(image, held.resolve(image.getFileName()));
        }
        String[] small = {
            "train.images=960",
            "train.batch_size=16",
            "train.workers=2",
            "vae.widths=[16, 32, 32]",
            "vae.latent=8",
            "train.validations=2",
            "ingest.image_size=32",
            "score.batch_size=16",
            "score.draws=1"
        };
        IngestStage.run(
                context(small),
                IngestRequest.of(List.of(survey.resolve("images").toString()), null));
        TrainStage.run(context(small));
    }

    private void deliver(int count, int from) throws IOException {
        for (Path image : images(directory.resolve("held")).subList(0, count)) {
            Files.move(image, incoming().resolve(image.getFileName()));
        }
        assertThat(images(incoming())).hasSize(from + count);
    }

    private static List<Path> images(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
