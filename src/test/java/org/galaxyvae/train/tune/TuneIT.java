package org.galaxyvae.train.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.lab.simulate.SimulationOptions;
import org.galaxyvae.lab.simulate.SurveySimulation;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.train.TrainStage;
import org.junit.jupiter.api.Test;

/** A small search on simulated galaxies, one of whose four trials cannot be trained. */
class TuneIT extends SparkTest {
    private static final String[] SMALL = {
        "split.calibration=0.25",
        "train.images=480",
        "train.where=object_id <> ''",
        "vae.widths=[4, 8]",
        "vae.latent=4",
        "ingest.image_size=32",
        "tune.search=grid",
        "tune.images=480",
        "tune.rungs=2",
        "tune.reduction=2",
        "tune.space={train.batch_size: {values: [16, 4096, 8, 32]}}"
    };

    @Test
    void findsTheBestWhateverTheCoresAndGoesOnAfterAKill() throws Exception {
        ingest();
        TuneSummary one = TuneStage.run(small("train.workers=1"), false);
        checkSearch(one);
        checkBestYaml(one);

        TuneSummary two = TuneStage.run(small("train.workers=2"), false);
        assertThat(two.tuneId()).isNotEqualTo(one.tuneId());
        Map<String, List<Object>> first = measured(one.tuneId());
        measured(two.tuneId()).forEach((work, values) -> {
            // which trials go on may differ: promotions depend on who ends first; what a trial measures does not
            if (first.containsKey(work)) {
                assertThat(values).as(work).isEqualTo(first.get(work));
            }
        });

        checkResume(first);
    }

    @Test
    void saysSoWhereThereIsNothingToResumeAndWhereEveryTrialFails() throws Exception {
        ingest();
        assertThatThrownBy(() -> TuneStage.run(small(), true))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Cannot resume: workspace")
                .hasMessageContaining("has no search");

        assertThatThrownBy(() -> TuneStage.run(small("tune.space={train.batch_size: {values: [4000, 4096]}}"), false))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(
                        "2 were tried; the first that failed: trial 0 (train.batch_size=4000): Cannot train");
        assertThat(tables.read(Specs.TRIALS).where("state = 'failed'").count()).isEqualTo(2);
    }

    private void ingest() throws Exception {
        Path survey = directory.resolve("survey");
        SurveySimulation.run(
                spark, new SimulationOptions(160, survey.toString(), 64, false, 3, 0.05), Progress.silent());
        IngestStage.run(
                small(),
                IngestRequest.of(
                        List.of(survey.resolve("images").toString()),
                        survey.resolve("catalog.csv").toString()));
    }

    private void checkSearch(TuneSummary summary) throws Exception {
        assertThat(summary.trials()).hasSize(4);
        assertThat(summary.trials().get(0).rung()).isEqualTo(1);
        assertThat(summary.trials().get(0).imagesPresented()).isEqualTo(480);
        TuneSummary.TrialResult failed = summary.trials().get(3);
        assertThat(failed.trial()).isEqualTo(1);
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.message()).contains("training objects, expected at least 4096 (train.batch_size)");
        assertThat(String.join("\n", summary.lines()))
                .contains("1 failed", "train.batch_size=4096", "galaxy-vae train --config");
        Row row = tables.read(Specs.TRIALS)
                .where("rung = 1")
                .orderBy("trial")
                .select("kind_aucs", "injected_auc", "elbo", "psnr_db", "active_units", "seconds")
                .first();
        Map<String, Double> kinds = row.getJavaMap(0);
        assertThat(kinds).hasSize(33).containsKeys("ring_weak", "missing_strong");
        // half a frame gone is seen by any network that has learned the mean image
        assertThat(row.getDouble(1)).isBetween(0.5, 1.0);
        assertThat(workspace
                        .files()
                        .exists(new org.apache.hadoop.fs.Path(
                                workspace.root(), "tune/" + summary.tuneId() + "/states")))
                .isFalse();
    }

    private void checkBestYaml(TuneSummary summary) throws Exception {
        String yaml = workspace
                .readText(new org.apache.hadoop.fs.Path(summary.bestYaml()))
                .orElseThrow();
        Settings best = SettingsReader.read(yaml, "best.yaml", List.of());
        assertThat(best.tune()).isEqualTo(SettingsReader.defaults().tune());
        assertThat(best.vae()).isEqualTo(small().settings().vae());
        assertThat(best.train().images()).isEqualTo(480);
        Object batch = summary.trials().get(0).configuration().get("train.batch_size");
        assertThat(batch).isEqualTo(best.train().batchSize());
        assertThat(TrainStage.run(context(best)).imagesPresented()).isEqualTo(480);
    }

    /** A search that dies behind its second row goes on with the third. */
    private void checkResume(Map<String, List<Object>> expected) throws Exception {
        StageContext dying = small("train.workers=1");
        PrintStream breaking = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            private int rows;

            @Override
            public void println(String line) {
                if (line.startsWith("trial") && ++rows == 3) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThatThrownBy(() -> TuneStage.run(
                        new StageContext(
                                spark,
                                workspace,
                                tables,
                                dying.settings(),
                                Progress.to(breaking, false),
                                dying.runId(),
                                dying.startedAt()),
                        false))
                .hasMessage("killed");
        assertThat(measured(dying.runId())).hasSize(3);

        assertThatThrownBy(() -> TuneStage.run(small("train.kl_weight=2", "tune.trials=13"), true))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Cannot resume search " + dying.runId()
                        + ": train.kl_weight was 1.0, now 2.0; tune.trials was 12, now 13; expected the same");

        TuneSummary resumed = TuneStage.run(small("train.workers=1"), true);
        assertThat(resumed.tuneId()).isEqualTo(dying.runId());
        assertThat(resumed.resumedRungs()).isEqualTo(3);
        assertThat(measured(resumed.tuneId())).isEqualTo(expected);
        assertThat(tables.read(Specs.TRIALS)
                        .where("run_id = '" + dying.runId() + "'")
                        .count())
                .isEqualTo(3);
        // a search that is done has nothing left to do
        assertThat(TuneStage.run(small("train.workers=1"), true).trials()).isEqualTo(resumed.trials());
    }

    /** What was measured by trial and rung. */
    private Map<String, List<Object>> measured(String tuneId) {
        Map<String, List<Object>> measured = new TreeMap<>();
        tables.read(Specs.TRIALS)
                .where("tune_id = '" + tuneId + "'")
                .select("trial", "rung", "state", "images_presented", "objective_value", "mse", "elbo", "active_units")
                .collectAsList()
                .forEach(row -> {
                    List<Object> values = new ArrayList<>();
                    for (int i = 2; i < row.size(); i++) {
                        values.add(String.valueOf(row.get(i)));
                    }
                    measured.put(row.getInt(0) + "/" + row.getInt(1), values);
                });
        return measured;
    }

    private StageContext small(String... overrides) {
        Settings settings = SettingsReader.read(
                null, "", Stream.concat(Stream.of(SMALL), Stream.of(overrides)).toList());
        Instant now = Instant.now();
        return new StageContext(spark, workspace, tables, settings, Progress.silent(), Ids.next(now), now);
    }
}
