package org.galaxyvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.galaxyvae.score.ScoreStage;
import org.galaxyvae.score.evaluate.EvaluateRequest;
import org.galaxyvae.score.evaluate.EvaluateStage;
import org.galaxyvae.score.evaluate.EvaluateSummary;
import org.galaxyvae.survey.ingest.IngestRequest;
import org.galaxyvae.survey.ingest.IngestStage;
import org.galaxyvae.survey.ingest.IngestSummary;
import org.galaxyvae.train.TrainStage;
import org.galaxyvae.train.TrainSummary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Galaxy Zoo 1 cutouts of SDSS; reference numbers and their protocol are in docs/results/real-galaxies.md. */
@EnabledIfEnvironmentVariable(named = "GALAXY_SAMPLE", matches = ".+")
class RealGalaxiesIT extends SparkTest {
    private static final String[] PROTOCOL = {
        "split.train=0.5", "split.calibration=0.1", "train.where=gz1_class not in ('merger', 'dont_know')"
    };

    private final Path sample = Path.of(Objects.requireNonNull(System.getenv("GALAXY_SAMPLE")), "gz1");

    private double auc(String trainImages, String images) throws Exception {
        String[] overrides = java.util.Arrays.copyOf(PROTOCOL, PROTOCOL.length + 1);
        overrides[PROTOCOL.length] = "train.images=" + trainImages;
        IngestSummary ingested = IngestStage.run(
                context(overrides),
                IngestRequest.of(
                        List.of(sample.resolve("images").resolve(images).toString()),
                        sample.resolve("catalog.csv").toString()));
        assertThat(ingested.rejected()).isZero();
        TrainSummary trained = TrainStage.run(context(overrides));
        assertThat(trained.validationMse()).isLessThan(3.8e-3); // the mean image's error
        assertThat(ScoreStage.run(context(overrides), null, false).scored()).isEqualTo(ingested.written());
        EvaluateSummary summary = EvaluateStage.run(
                context(overrides),
                EvaluateRequest.byCatalog(null, "gz1_class", List.of("merger", "dont_know"), "test"));
        return Objects.requireNonNull(summary.labels()).score("anomaly_score").auc();
    }

    @Test
    void ranksOddGalaxiesHighAfterAShortTraining() throws Exception {
        assertThat(auc("6400", "58773*")).isGreaterThan(0.85);
    }

    @Test
    @Tag("full")
    void reachesTheReferenceOnTheWholeSample() throws Exception {
        assertThat(auc("125000", "*")).isGreaterThan(0.90);
    }
}
