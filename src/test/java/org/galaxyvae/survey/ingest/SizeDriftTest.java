package org.galaxyvae.survey.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SizeDriftTest {
    private static final List<Double> TRAINING = List.of(0.10, 0.15, 0.20);

    @Test
    void whatSamplingAloneMovesIsNoDrift() {
        assertThat(SizeDrift.compare(TRAINING, TRAINING)).isEmpty();
        assertThat(SizeDrift.compare(TRAINING, List.of(0.08, 0.19, 0.22))).isEmpty();
    }

    @Test
    void aMedianBeyondTheTrainingRangeIsDrift() {
        assertThat(SizeDrift.compare(TRAINING, List.of(0.19, 0.21, 0.22))).hasSize(1);
        assertThat(SizeDrift.compare(TRAINING, List.of(0.09, 0.095, 0.20)))
                .singleElement()
                .asString()
                .contains("0.095, 0.090 to 0.200", "0.150, 0.100 to 0.200");
    }

    @Test
    void aWiderRangeIsDriftThoughTheMedianStays() {
        assertThat(SizeDrift.compare(TRAINING, List.of(0.07, 0.15, 0.20))).hasSize(1);
        assertThat(SizeDrift.compare(TRAINING, List.of(0.10, 0.15, 0.23))).hasSize(1);
    }
}
