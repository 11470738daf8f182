package org.galaxyvae.lab.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ByteStepsTest {
    private static final List<float[]> VECTORS =
            List.of(new float[] {-1, 5, 100}, new float[] {1, 5, 200}, new float[] {0.37f, 5, 133.3f});

    @Test
    void isWrongByHalfAStepAtMost() {
        ByteSteps steps = ByteSteps.of(VECTORS);
        for (float[] vector : VECTORS) {
            float[] kept = steps.kept(vector);
            assertThat(kept[0]).isCloseTo(vector[0], within(1 / 255f + 1e-6f));
            assertThat(kept[1]).isEqualTo(5);
            assertThat(kept[2]).isCloseTo(vector[2], within(50 / 255f + 1e-4f));
        }
        assertThat(steps.bytes(VECTORS.get(0))).containsExactly(0, 0, 0);
        assertThat(steps.bytes(VECTORS.get(1))).containsExactly(255, 0, 255);
    }

    @Test
    void aStrangerIsCutToWhatBytesReach() {
        assertThat(ByteSteps.of(VECTORS).kept(new float[] {9, 9, -9})).containsExactly(1, 5, 100);
    }

    @Test
    void precisionsKeepWhatTheirNamesSay() {
        ByteSteps steps = ByteSteps.of(VECTORS);
        float[] vector = {0.1f, 5, 150.05f};
        assertThat(Precision.FLOAT32.kept(vector, steps)).containsExactly(vector);
        float[] half = Precision.FLOAT16.kept(vector, steps);
        assertThat(half[0]).isNotEqualTo(0.1f).isCloseTo(0.1f, within(1e-4f));
        assertThat(Precision.INT8.kept(vector, steps)[0]).isCloseTo(0.1f, within(0.004f));
        assertThat(Precision.INT8.bytes()).isEqualTo(1);
        assertThat(Precision.FLOAT16.label()).isEqualTo("float16");
    }
}
