package org.galaxyvae.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.galaxyvae.base.config.SettingsReader;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
    @Test
    void presentsEveryImageOnceAPassInANewOrder() {
        PassOrder order = new PassOrder(100, 1);
        int[] first = order.next(100);
        int[] second = order.next(100);
        assertThat(first).doesNotHaveDuplicates().hasSize(100);
        assertThat(second).doesNotHaveDuplicates();
        assertThat(second).isNotEqualTo(first);
        assertThat(new PassOrder(100, 1).next(100)).isEqualTo(first);
        assertThat(new PassOrder(100, 2).next(100)).isNotEqualTo(first);
    }

    @Test
    void continuesAPassAcrossBatches() {
        PassOrder order = new PassOrder(10, 1);
        order.next(7);
        int[] across = order.next(7);
        assertThat(java.util.Arrays.copyOf(across, 3)).doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhereItWouldBeAfterSoManyImages() {
        for (int taken : new int[] {0, 3, 10, 14, 20, 37}) {
            PassOrder whole = new PassOrder(10, 1);
            whole.next(taken);
            PassOrder skipped = new PassOrder(10, 1);
            skipped.skip(taken);
            assertThat(skipped.next(25)).isEqualTo(whole.next(25));
        }
    }

    @Test
    void warmsUpAndFallsAlongACosine() {
        Schedule schedule = new Schedule(SettingsReader.defaults().train());
        assertThat(schedule.learningRate(0)).isCloseTo(0.05e-3, within(1e-9));
        assertThat(schedule.learningRate(0.5)).isCloseTo(1e-3 * 0.515, within(1e-6));
        assertThat(schedule.learningRate(1)).isCloseTo(0.03e-3, within(1e-9));
        assertThat(schedule.klWeight(0)).isZero();
        assertThat(schedule.klWeight(0.075)).isCloseTo(0.5, within(1e-9));
        assertThat(schedule.klWeight(0.5)).isEqualTo(1);
    }

    @Test
    void turnsAnImageInEightDifferentWays() {
        float[] image = new float[3 * 3 * 2];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        Set<String> seen = new HashSet<>();
        for (int turn = 0; turn < 8; turn++) {
            float[] turned = new float[image.length];
            Turn.copy(image, turned, 0, 3, 2, turn);
            seen.add(java.util.Arrays.toString(turned));
            // the center stays, and channels stay together
            assertThat(turned[8]).isEqualTo(8);
            assertThat(turned[1] - turned[0]).isEqualTo(1);
        }
        assertThat(seen).hasSize(8);
    }
}
