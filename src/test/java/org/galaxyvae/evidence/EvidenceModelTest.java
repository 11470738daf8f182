package org.galaxyvae.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.sky.CounterRandom;
import org.galaxyvae.vae.Architecture;
import org.galaxyvae.vae.InitialWeights;
import org.galaxyvae.vae.TrainedVae;
import org.junit.jupiter.api.Test;

class EvidenceModelTest {
    private static final Architecture ARCHITECTURE = new Architecture(16, 3, List.of(8, 16), 4, true);
    private static final float[] PARAMETERS = InitialWeights.of(ARCHITECTURE, new double[] {0.3, 0.3, 0.3}, 1);

    private static EvidenceModel open(int batch, int draws) {
        RobustGaussian gaussian = RobustGaussian.fit(new float[][] {{0, 0, 0, 1}, {1, 0, 0, 0}, {0, 1, 1, 0}});
        return new EvidenceModel(
                TrainedVae.open(ARCHITECTURE, PARAMETERS, batch), References.ofLatents(gaussian), 1, draws, 0.18);
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
            double expected = -n * evidences.mse() / (2 * sigma * sigma) - n * (-3.5 + 0.5 * Math.log(2 * Math.PI));
            assertThat(evidences.reconstructionLogProb()).isCloseTo(expected, within(0.05 * Math.abs(expected)));
            assertThat(evidences.negativeElbo()).isEqualTo(evidences.kl() + evidences.reconstructionNll());
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
}
