package org.galaxyvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.galaxyvae.Main;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.lab.simulate.SimulationOptions;
import org.galaxyvae.lab.simulate.SurveySimulation;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A training whose driver is killed. */
class ResumeIT extends SparkTest {
    private static final String[] SMALL = {
        "train.images=960",
        "train.batch_size=16",
        "train.workers=2",
        "train.averaging_frequency=5",
        "train.validations=4",
        "train.checkpoint_images=160",
        "train.learning_rate=0.003",
        "vae.widths=[8, 8]",
        "vae.latent=4",
        "ingest.image_size=16",
        "score.batch_size=16",
        "score.draws=1"
    };

    @BeforeEach
    void ingest() throws Exception {
        Path survey = directory.resolve("survey");
        SurveySimulation.run(
                spark, new SimulationOptions(160, survey.toString(), 64, false, 3, 0.1), Progress.silent());
        IngestStage.run(
                context(SMALL),
                IngestRequest.of(
                        List.of(survey.resolve("images").toString()),
                        survey.resolve("catalog.csv").toString()));
    }

    @Test
    void endsAsTheUnbrokenRunAfterItsDriverWasKilled() throws Exception {
        assertThatThrownBy(() -> TrainStage.run(context(SMALL), true))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("no unfinished training");
        killDriverAtACheckpoint();
        assertThat(tables.exists(Specs.MODELS)).isFalse();
        // the newest checkpoint is damaged too: the one before it must do
        List<Path> checkpoints = checkpoints();
        Path state = checkpoints.get(checkpoints.size() - 1).resolve("state.safetensors");
        Files.write(state, new byte[10]);
        Files.deleteIfExists(state.resolveSibling(".state.safetensors.crc"));

        TrainSummary resumed = TrainStage.run(context(SMALL), true);
        assertThat(resumed.modelId())
                .isEqualTo(checkpoints
                        .get(0)
                        .getName(checkpoints.get(0).getNameCount() - 2)
                        .toString());
        assertThat(checkpoints()).isEmpty();
        TrainSummary unbroken = TrainStage.run(context(SMALL), false);

        assertThat(curve(resumed)).hasSize(4).isEqualTo(curve(unbroken));
        assertThat(parameters(resumed)).containsExactly(parameters(unbroken));
        assertThat(resumed.baselines()).isEqualTo(unbroken.baselines());
        assertThat(tables.read(Specs.TRAINING_METRICS)
                        .where("model_id = '" + resumed.modelId() + "' AND method <> 'vae'")
                        .count())
                .isEqualTo(resumed.baselines().size())
                .isEqualTo(4);
        assertThat(Path.of(new org.apache.hadoop.fs.Path(resumed.reconstructions())
                        .toUri()
                        .getPath()))
                .exists();
    }

    /** A process of its own, as a user starts it, killed as soon as there are two checkpoints. */
    private void killDriverAtACheckpoint() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument ->
                        argument.startsWith("--add-") || argument.startsWith("-D") || argument.startsWith("-XX"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("train", "--workspace", workspace.root().toString(), "--master", "local[2]"));
        for (String setting : SMALL) {
            command.addAll(List.of("--set", setting));
        }
        Path log = directory.resolve("driver.log");
        Process driver = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (checkpoints().size() < 2) {
                assertThat(driver.waitFor(20, TimeUnit.MILLISECONDS))
                        .as(() -> "ended before it could be killed: " + text(log))
                        .isFalse();
                assertThat(System.nanoTime()).as(() -> text(log)).isLessThan(end);
            }
        } finally {
            driver.destroyForcibly();
        }
        assertThat(driver.onExit()).succeedsWithin(Duration.ofSeconds(30));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<Path> checkpoints() throws IOException {
        Path root = Path.of(workspace.checkpoints().toUri());
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(path -> path.getFileName().toString().matches("\\d{12}"))
                    .sorted()
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            return List.of(); // one was removed while we looked
        }
    }

    private List<String> curve(TrainSummary summary) {
        return tables
                .read(Specs.TRAINING_METRICS)
                .where("model_id = '" + summary.modelId() + "' AND method = 'vae'")
                .orderBy("images_presented")
                .select(
                        "images_presented",
                        "learning_rate",
                        "validation_mse",
                        "validation_ssim",
                        "validation_elbo",
                        "active_units")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }

    private float[] parameters(TrainSummary summary) {
        return ModelDirectory.read(workspace.files(), workspace.model(summary.modelId()))
                .parameters();
    }
}
