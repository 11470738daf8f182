package org.galaxyvae.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.lab.simulate.SimulationOptions;
import org.galaxyvae.lab.simulate.SurveySimulation;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.train.TrainStage;
import org.junit.jupiter.api.Test;

/** A scoring that was killed in its pass over pixels, as that leaves the workspace. */
class UnfinishedPassIT extends SparkTest {
    private static final int COUNT = 160;

    @Test
    void goesOnWithWhatAKilledPassMadeAndPublishesTheSameScores() throws Exception {
        train();
        ScoreSummary whole = ScoreStage.run(context(), null, false);
        assertThat(whole.computed()).isEqualTo(COUNT);
        assertThat(Files.exists(local("passes")))
                .as("nothing is left of a pass that ended")
                .isTrue();
        assertThat(list(local("passes"))).isEmpty();
        List<Row> expected = scores();

        UnfinishedPass pass = killed();
        long made = pass.of(objects()).count();
        assertThat(made).isBetween(1L, COUNT - 1L);
        ScoreSummary resumed = ScoreStage.run(context(), null, false);

        assertThat(resumed.scored()).isEqualTo(COUNT);
        assertThat(resumed.computed()).isEqualTo(COUNT - made);
        assertThat(scores()).isEqualTo(expected);
        assertThat(tables.read(Specs.EVIDENCES).count()).isEqualTo(COUNT);
        assertThat(list(local("passes"))).isEmpty();
    }

    @Test
    void leavesOutFilesWithoutAnEndAndRowsOfImagesThatChanged() throws Exception {
        train();
        ScoreStage.run(context(), null, false);
        UnfinishedPass pass = killed();
        Set<String> made = ids(pass.of(objects()));
        Path cut = list(local("passes/" + model().scoringHash())).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Files.deleteIfExists(cut.resolveSibling("." + cut.getFileName() + ".crc"));

        pass.dropDamaged();

        Set<String> left = ids(pass.of(objects()));
        assertThat(left).isNotEmpty().isSubsetOf(made).hasSizeLessThan(made.size());
        String changed = left.iterator().next();
        Dataset<Row> others = objects()
                .withColumn(
                        "content_hash",
                        functions
                                .when(functions.col("object_id").equalTo(changed), "another")
                                .otherwise(functions.col("content_hash")));
        assertThat(ids(pass.of(others))).hasSize(left.size() - 1).doesNotContain(changed);
        assertThat(ids(pass.missingOf(others))).hasSize(COUNT - left.size() + 1).contains(changed);
    }

    /** The tables know nothing of the scoring, the pass's folder has two files with the rows of the first half of its objects. */
    private UnfinishedPass killed() throws Exception {
        Column[] columns =
                Arrays.stream(ScoredRow.SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new);
        List<Row> rows = tables.read(Specs.EVIDENCES)
                .join(tables.read(Specs.LATENTS).select("object_id", "z", "z_sd"), "object_id")
                .select(columns)
                .orderBy("object_id")
                .limit(COUNT / 2)
                .collectAsList();
        for (var table : Specs.NIGHT) {
            tables.delete(table, "true");
        }
        UnfinishedPass pass = new UnfinishedPass(context(), model());
        pass.write(spark.createDataFrame(rows, ScoredRow.SCHEMA).repartition(2));
        return pass;
    }

    private SavedModel model() throws Exception {
        ModelChoice choice = ModelChoice.of(context(), null);
        return ModelDirectory.read(workspace.files(), new org.apache.hadoop.fs.Path(choice.uri()));
    }

    private Dataset<Row> objects() {
        return tables.read(Specs.TENSORS).select("object_id", "content_hash");
    }

    private List<Row> scores() {
        return tables.read(Specs.SCORES)
                .drop("run_id", "scored_at")
                .orderBy("rank")
                .collectAsList();
    }

    private static Set<String> ids(Dataset<Row> rows) {
        return rows.select("object_id").collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Path local(String path) {
        return Path.of(workspace.root().toUri()).resolve(path);
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private void train() throws Exception {
        Path survey = directory.resolve("survey");
        SurveySimulation.run(
                spark, new SimulationOptions(COUNT, survey.toString(), 64, false, 3, 0.1), Progress.silent());
        String[] small = {
            "train.images=64",
            "train.batch_size=16",
            "train.workers=2",
            "vae.widths=[16, 32]",
            "vae.latent=4",
            "train.validations=1",
            "ingest.image_size=32",
            "score.batch_size=16",
            "score.draws=1"
        };
        IngestStage.run(
                context(small),
                IngestRequest.of(List.of(survey.resolve("images").toString()), null));
        TrainStage.run(context(small));
    }
}
