package org.galaxyvae.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.InitialWeights;
import org.galaxyvae.network.NamedParameters;
import org.galaxyvae.network.TrainingState;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop with one worker in this process: no Spark session exists here. */
class TrainingTest {
    private static final int SIZE = 16;
    private static final int COUNT = 40;
    private static final Architecture ARCHITECTURE = new Architecture(SIZE, 3, List.of(8, 8), 4, true);

    private static final float LOG_TENTH = (float) Math.log(0.1);

    @TempDir
    Path directory;

    private List<byte[]> images = List.of();
    private TrainingSet data;

    @BeforeEach
    void writeImages() throws Exception {
        images = new ArrayList<>();
        byte[] file = new byte[COUNT * ARCHITECTURE.imageLength()];
        for (int i = 0; i < COUNT; i++) {
            byte[] image = blob(i);
            images.add(image);
            System.arraycopy(image, 0, file, i * image.length, image.length);
        }
        Path path = Files.write(directory.resolve("images.u8"), file);
        List<String> names =
                IntStream.range(0, COUNT).mapToObj(i -> "object-" + (100 + i)).toList();
        data = new TrainingSet(
                new PackedImages(
                        List.of(path.toUri().toString()),
                        ARCHITECTURE.imageLength(),
                        new SerializableConfiguration(new Configuration(false))),
                new int[COUNT],
                IntStream.range(0, COUNT).toArray(),
                names,
                names,
                new double[] {0.3, 0.3, 0.3});
    }

    private static byte[] blob(int number) {
        CounterRandom random = CounterRandom.of(3, "blob", number, "");
        double row = random.between(4, 12);
        double column = random.between(4, 12);
        byte[] image = new byte[ARCHITECTURE.imageLength()];
        for (int i = 0; i < image.length; i++) {
            int pixel = i / 3;
            int y = Math.floorDiv(pixel, SIZE);
            double square = Math.pow(y - row, 2) + Math.pow(pixel % SIZE - column, 2);
            image[i] = (byte) Math.round(255 * (0.1 + 0.7 * Math.exp(-square / (6 + 4 * (i % 3)))));
        }
        return image;
    }

    private static Settings settings(String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "train.images=640",
                "train.batch_size=8",
                "train.averaging_frequency=5",
                "train.validations=4",
                "train.learning_rate=0.003",
                "score.batch_size=8"));
        all.addAll(List.of(overrides));
        return SettingsReader.read(null, "", all);
    }

    private Snapshot run(Settings settings, Snapshot from, long until) {
        Training training = new Training(settings, ARCHITECTURE, data, images.subList(0, 16), 1);
        try (Learner learner = new SingleWorker(ARCHITECTURE, from.state(), data.images(), settings)) {
            return training.run(learner, from, until, new Training.Observer() {});
        }
    }

    private Snapshot start(Settings settings) {
        return new Training(settings, ARCHITECTURE, data, images, 1).start();
    }

    @Test
    void learnsAndKeepsTheBest() {
        Snapshot end = run(settings(), start(settings()), 640);
        assertThat(end.imagesPresented()).isEqualTo(640);
        assertThat(end.curve()).extracting(LearningPoint::imagesPresented).containsExactly(160L, 320L, 480L, 640L);
        assertThat(end.curve().get(3).validation().elbo())
                .isGreaterThan(end.curve().get(0).validation().elbo());
        assertThat(end.bestParameters()).hasSameSizeAs(end.state().parameters());
    }

    @Test
    void endsExactlyAsTheUnbrokenRunWhenItStopsAndGoesOn() {
        Settings settings = settings();
        Snapshot whole = run(settings, start(settings), 640);
        Snapshot half = run(settings, start(settings), 320);
        assertThat(half.imagesPresented()).isEqualTo(320);
        assertThat(half.state().iterations()).isEqualTo(40);
        Snapshot rest = run(settings, half, 640);

        assertThat(rest.state().parameters()).containsExactly(whole.state().parameters());
        assertThat(rest.state().updaterState()).containsExactly(whole.state().updaterState());
        assertThat(rest.bestParameters()).containsExactly(whole.bestParameters());
        assertThat(rest.curve())
                .extracting(LearningPoint::validation)
                .isEqualTo(whole.curve().stream().map(LearningPoint::validation).toList());
    }

    @Test
    void keepsTheNoiseWhereItIsFixed() {
        Settings settings =
                settings("train.images=80", "train.validations=1", "vae.noise=fixed", "vae.noise_sigma=0.1");
        Snapshot end = run(settings, start(settings), 80);
        float[] sigma = Objects.requireNonNull(
                        NamedParameters.split(ARCHITECTURE, end.state().parameters())
                                .get("noise.log.sigma"))
                .values();
        assertThat(sigma).containsExactly(LOG_TENTH, LOG_TENTH, LOG_TENTH);
    }

    @Test
    void stopsEarlyWhenTheElboGetsNoBetter() {
        // the warm-up ends at 160 of 640 images
        Settings settings = settings("train.kl_warmup=0.25", "train.patience=2");
        assertThat(goesOn(settings, curve(-10, -20, -30, -5))).isTrue();
        assertThat(goesOn(settings, curve(-10, -20, -30))).isFalse();
        assertThat(goesOn(settings, curve(-30, -20, -25))).isTrue();
        assertThat(goesOn(settings("train.patience=0"), curve(-10, -20, -30))).isTrue();
    }

    /** Whether another round begins behind this curve. */
    private boolean goesOn(Settings settings, List<LearningPoint> curve) {
        Snapshot start = start(settings);
        Snapshot from =
                new Snapshot(curve.size() * 100L, start.state(), start.state().parameters(), curve);
        Training training = new Training(settings, ARCHITECTURE, data, images.subList(0, 16), 1);
        return training.run(new Idle(), from, curve.size() * 100L + 8, new Training.Observer() {})
                        .imagesPresented()
                > from.imagesPresented();
    }

    /** Learns nothing. */
    private static final class Idle implements Learner {
        @Override
        public double round(List<RoundBatches> batches, double learningRate) {
            return 0;
        }

        @Override
        public TrainingState state() {
            return TrainingState.fresh(InitialWeights.of(ARCHITECTURE, new double[] {0.3, 0.3, 0.3}, 1));
        }

        @Override
        public void close() {}
    }

    /** Points at 100, 200, ... images. */
    private static List<LearningPoint> curve(double... elbos) {
        List<LearningPoint> curve = new ArrayList<>();
        for (double elbo : elbos) {
            Validation validation = new Validation(1e-3, 30, 0.9, elbo, 0, 1);
            curve.add(new LearningPoint(100L * (curve.size() + 1), 1e-3, 1, 0, validation, 100, Instant.EPOCH));
        }
        return curve;
    }

    @Test
    void stopsWithAdviceWhenTheLossIsNoNumber() {
        Settings settings = settings("train.gradient_clip_norm=5");
        float[] broken = start(settings).state().parameters().clone();
        Arrays.fill(broken, Float.NaN);
        assertThatThrownBy(() -> run(settings, Snapshot.fresh(broken), 640))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("Cannot train: the loss is NaN after 40 images")
                .hasMessageContaining("train.learning_rate (now 0.003)")
                .hasMessageContaining("train.gradient_clip_norm (now 5.0)");
    }
}
