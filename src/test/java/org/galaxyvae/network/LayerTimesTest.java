package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every part of a step is named, and nothing is counted twice. */
class LayerTimesTest {
    private static final Architecture ARCHITECTURE = new Architecture(16, 3, List.of(4, 8), 3, true);

    private static List<String> parts(List<LayerTimes.PartTime> times, LayerTimes.Pass pass) {
        return times.stream()
                .filter(time -> time.pass() == pass)
                .map(LayerTimes.PartTime::part)
                .toList();
    }

    @Test
    void aTrainingStepFallsIntoItsLayersThereAndBack() {
        List<LayerTimes.PartTime> times;
        try (ResidentWork work = ResidentWork.training(ARCHITECTURE, 4, 1)) {
            times = LayerTimes.of(work, 0);
        }
        List<String> forward = parts(times, LayerTimes.Pass.FORWARD);
        assertThat(forward)
                .containsExactly(
                        "encoder.0 convolution",
                        "encoder.0 normalization + SiLU",
                        "encoder.1 convolution",
                        "encoder.1 normalization + SiLU",
                        "latent",
                        "expand",
                        "decoder.0 convolution",
                        "decoder.0 normalization + SiLU",
                        "decoder.0 pixel shuffle",
                        "decoder.1 convolution",
                        "decoder.1 normalization + SiLU",
                        "decoder.1 pixel shuffle",
                        "loss");
        assertThat(parts(times, LayerTimes.Pass.BACKWARD))
                .containsExactlyInAnyOrderElementsOf(
                        forward.stream().filter(part -> !part.equals("loss")).toList());
        assertThat(parts(times, LayerTimes.Pass.UPDATE)).containsExactly("Adam");
        assertThat(parts(times, LayerTimes.Pass.REST)).containsExactly("rest");
        assertThat(times.stream().mapToDouble(LayerTimes.PartTime::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(times).allMatch(time -> time.milliseconds() >= 0);
    }

    @Test
    void aScoringStepHasTheSamePartsForwardOnly() {
        List<LayerTimes.PartTime> times;
        try (ResidentWork work = ResidentWork.scoring(ARCHITECTURE, 4, 1)) {
            times = LayerTimes.of(work, 0);
        }
        assertThat(parts(times, LayerTimes.Pass.FORWARD)).hasSize(12).contains("latent", "decoder.1 pixel shuffle");
        assertThat(parts(times, LayerTimes.Pass.BACKWARD)).isEmpty();
    }
}
