package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.ComponentScoring;
import org.galaxyvae.network.InitialWeights;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class EvidenceModelTest {
    private static final Architecture ARCHITECTURE = new Architecture(16, 3, List.of(8, 16), 4, true);
    private static final float[] PARAMETERS = InitialWeights.of(ARCHITECTURE, new double[] {0.3, 0.3, 0.3}, 1);

    private static final References REFERENCES =
            MeasuredGalaxies.references(ARCHITECTURE.latent(), ARCHITECTURE.imageLength());

    private static EvidenceModel open(int batch, int draws) {
        return new EvidenceModel(
                TrainedVae.open(ARCHITECTURE, PARAMETERS, batch),
                ComponentScoring.open(REFERENCES.components(), batch),
                REFERENCES,
                1,
                draws,
                0.18);
    }

    private static List<EvidenceModel.Image> images(int count) {
        List<EvidenceModel.Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CounterRandom random = CounterRandom.of(1, "image", i, "");
            byte[] pixels = new byte[ARCHITECTURE.imageLength()];
            for (int k = 0; k < pixels.length; k++) {
                pixels[k] = (byte) random.nextInt(256);
            }
            images.add(new EvidenceModel.Image("object-" + i, pixels));
        }
        return images;
    }

    @Test
    void givesAnImageTheSameEvidencesInAnyCompany() {
        List<EvidenceModel.Image> images = images(8);
        try (EvidenceModel model = open(8, 3)) {
            List<EvidenceModel.Result> together = model.evidences(images);
            for (int i = 0; i < images.size(); i++) {
                EvidenceModel.Result alone =
                        model.evidences(List.of(images.get(i))).get(0);
                assertThat(alone.evidences()).isEqualTo(together.get(i).evidences());
                assertThat(alone.z()).isEqualTo(together.get(i).z());
            }
        }
    }

    @Test
    void weighsTheCenterMostAndAllPixelsToOne() {
        double[] weights = EvidenceModel.centralWeights(64, 0.18);
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(weights[32 * 64 + 32]).isEqualTo(weights[31 * 64 + 31]).isGreaterThan(100 * weights[0]);
    }

    @Test
    void agreesWithTheClosedFormOfTheGaussianLogProbability() {
        List<EvidenceModel.Image> images = images(1);
        try (EvidenceModel model = open(4, 1);
                TrainedVae vae = TrainedVae.open(ARCHITECTURE, PARAMETERS, 4)) {
            Evidences evidences = model.evidences(images).get(0).evidences();
            // sigma is e^-3.5 in a fresh network; the draw of z hardly moves its decoder
            double n = ARCHITECTURE.imageLength();
            double sigma = Math.exp(-3.5);
            double expected =
                    -n * evidences.of(Evidence.MSE) / (2 * sigma * sigma) - n * (-3.5 + 0.5 * Math.log(2 * Math.PI));
            assertThat(evidences.reconstructionLogProb()).isCloseTo(expected, within(0.05 * Math.abs(expected)));
            assertThat(evidences.of(Evidence.NEGATIVE_ELBO))
                    .isEqualTo(evidences.of(Evidence.KL) + evidences.of(Evidence.RECONSTRUCTION_NLL));
            assertThat(vae.logSigma()[0]).isEqualTo(-3.5f);
        }
    }

    @Test
    void narrowsTheStandardErrorWithMoreDraws() {
        try (EvidenceModel few = open(1, 4);
                EvidenceModel many = open(1, 64)) {
            double wide = few.evidences(images(1)).get(0).evidences().reconstructionNllSe();
            double narrow = many.evidences(images(1)).get(0).evidences().reconstructionNllSe();
            assertThat(narrow).isPositive().isLessThan(wide);
        }
    }

    @Test
    void takesTheLogProbabilityAtThePosteriorMeanWithoutDraws() {
        try (EvidenceModel none = open(4, 0);
                EvidenceModel many = open(4, 64)) {
            Evidences plain = none.evidences(images(1)).get(0).evidences();
            Evidences drawn = many.evidences(images(1)).get(0).evidences();
            assertThat(plain.reconstructionNllSe()).isZero();
            assertThat(plain.of(Evidence.RECONSTRUCTION_NLL))
                    .isCloseTo(
                            drawn.of(Evidence.RECONSTRUCTION_NLL),
                            within(0.05 * Math.abs(drawn.of(Evidence.RECONSTRUCTION_NLL))));
        }
    }

    @Test
    void takesAConstantImageAndOneOfNothing() {
        List<EvidenceModel.Image> images = new ArrayList<>();
        for (int level : new int[] {0, 128, 255}) {
            byte[] pixels = new byte[ARCHITECTURE.imageLength()];
            java.util.Arrays.fill(pixels, (byte) level);
            images.add(new EvidenceModel.Image("constant-" + level, pixels));
        }
        try (EvidenceModel model = open(4, 1)) {
            // evidences refuse what is not finite by themselves
            assertThat(model.evidences(images))
                    .hasSize(3)
                    .allSatisfy(result -> assertThat(
                                    REFERENCES.combine(result.evidences()).anomalyScore())
                            .isFinite());
        }
    }

    /** What two components of unit length along the first two values leave is everything but these two values. */
    @Test
    void leavesInTheComponentsErrorWhatTheyDoNotSpan() {
        List<EvidenceModel.Image> images = images(2);
        try (EvidenceModel model = open(4, 0)) {
            Measured measured = model.measure(images).get(1);
            byte[] pixels = images.get(1).pixels();
            assertThat(measured.coefficients()).containsExactly((pixels[0] & 0xFF) / 255f, (pixels[1] & 0xFF) / 255f);
            double sum = 0;
            for (int i = 2; i < pixels.length; i++) {
                sum += Math.pow((pixels[i] & 0xFF) / 255.0, 2);
            }
            assertThat(measured.pcaMse()).isCloseTo(sum / pixels.length, within(1e-6));
        }
    }
}
