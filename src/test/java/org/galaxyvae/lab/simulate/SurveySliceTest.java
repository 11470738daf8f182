package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SurveySliceTest {
    @Test
    void cutsInOrderWithoutGapOrOverlap() {
        assertThat(SurveySlice.of(10, 3))
                .isEqualTo(List.of(new SurveySlice(0, 0, 3), new SurveySlice(1, 3, 6), new SurveySlice(2, 6, 10)));
    }

    @Test
    void mayBeEmpty() {
        assertThat(SurveySlice.of(1, 2)).isEqualTo(List.of(new SurveySlice(0, 0, 0), new SurveySlice(1, 0, 1)));
    }
}
