package org.galaxyvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.network.TrainingState;
import org.galaxyvae.train.learn.LearningPoint;
import org.galaxyvae.train.learn.Snapshot;
import org.galaxyvae.train.learn.Validation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final String ID = "20260101T000000000-00000001";
    private static final Settings SETTINGS = SettingsReader.defaults();
    private static final Checkpoint.Origin ORIGIN = new Checkpoint.Origin(100, 20, "abc");

    @TempDir
    Path directory;

    private final List<String> notes = new ArrayList<>();
    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        checkpoints = new Checkpoints(Workspace.open(directory.toString(), new Configuration()), notes::add);
    }

    private static Checkpoint at(long images) {
        LearningPoint point = new LearningPoint(
                images,
                0.1,
                0.2,
                -300.5,
                new Validation(1e-3, 30.1, 0.9, 4000, 20, 7),
                200,
                Instant.parse("2026-01-01T00:00:00Z"));
        return new Checkpoint(
                ID,
                2,
                SETTINGS,
                ORIGIN,
                new Snapshot(
                        images,
                        new TrainingState(new float[] {1, 2, (float) images}, new float[] {3, 4}, 17),
                        new float[] {5, 6, 7},
                        List.of(point)));
    }

    private Path file(long images, String name) {
        return directory
                .resolve("checkpoints")
                .resolve(ID)
                .resolve(String.format("%012d", images))
                .resolve(name);
    }

    private Checkpoint resumed() throws Exception {
        return checkpoints.resumed(Set.of(), SETTINGS, ORIGIN);
    }

    @Test
    void comesBackAsItWasAndKeepsTheNewestTwo() throws Exception {
        for (long images : List.of(1000, 2000, 3000)) {
            checkpoints.write(at(images));
        }
        assertThat(file(1000, "state.safetensors")).doesNotExist();
        assertThat(file(2000, "state.safetensors")).exists();
        Checkpoint found = resumed();
        assertThat(found).usingRecursiveComparison().isEqualTo(at(3000));
        assertThat(notes).isEmpty();
    }

    @Test
    void namesADamagedCheckpointAndUsesTheOneBefore() throws Exception {
        checkpoints.write(at(1000));
        checkpoints.write(at(2000));
        Path state = file(2000, "state.safetensors");
        byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length - 2] ^= 1;
        Files.write(state, bytes);
        Files.deleteIfExists(state.resolveSibling(".state.safetensors.crc"));
        assertThat(resumed().snapshot().imagesPresented()).isEqualTo(1000);
        assertThat(notes).singleElement().asString().contains("000000002000").contains("state.safetensors is damaged");
    }

    @Test
    void refusesTruncatedAndMissingFiles() throws Exception {
        checkpoints.write(at(1000));
        checkpoints.write(at(2000));
        Files.delete(file(2000, "checkpoint.json"));
        Path state = file(1000, "state.safetensors");
        Files.write(state, java.util.Arrays.copyOf(Files.readAllBytes(state), 40));
        Files.deleteIfExists(state.resolveSibling(".state.safetensors.crc"));
        assertThatThrownBy(this::resumed)
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no checkpoint")
                .hasMessageContaining("is whole");
        assertThat(notes).hasSize(2);
    }

    @Test
    void saysWhenThereIsNothingToResume() throws Exception {
        assertThatThrownBy(this::resumed)
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("has no unfinished training");
        checkpoints.write(at(1000));
        assertThat(checkpoints.unfinished(Set.of())).containsExactly(ID);
        assertThat(checkpoints.unfinished(Set.of(ID))).isEmpty();
        checkpoints.delete(ID);
        assertThat(checkpoints.unfinished(Set.of())).isEmpty();
    }

    @Test
    void namesWhatDiffers() {
        checkpoints.write(at(1000));
        Settings other = SettingsReader.read(
                null, "", List.of("train.learning_rate=0.01", "train.checkpoint_images=5000", "score.draws=2"));
        assertThatThrownBy(() -> checkpoints.resumed(Set.of(), other, new Checkpoint.Origin(101, 20, "abd")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Cannot resume training " + ID
                        + ": train.learning_rate is 0.01, began with 0.001; 101 training and 20 validation images,"
                        + " began with 100 and 20; start afresh");
    }
}
