package org.galaxyvae.train.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.galaxyvae.pixel.inject.Injection;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.maths.SortedValues;
import org.junit.jupiter.api.Test;

class PlantedSetTest {
    @Test
    void countsPairs() {
        double[] negatives = {1, 2, 2, 3};
        assertThat(SortedValues.auc(new double[] {4}, negatives)).isEqualTo(1);
        assertThat(SortedValues.auc(new double[] {0}, negatives)).isZero();
        // above one, equal to two
        assertThat(SortedValues.auc(new double[] {2}, negatives)).isCloseTo(0.5, within(1e-12));
        assertThat(SortedValues.auc(new double[] {4, 0}, negatives)).isCloseTo(0.5, within(1e-12));
        assertThat(SortedValues.auc(new double[] {Double.NaN}, negatives)).isNaN();
        assertThat(SortedValues.auc(new double[] {1}, new double[] {1, Double.NaN}))
                .isNaN();
    }

    @Test
    void givesEveryKindAndStrengthEquallyManyImages() {
        List<String> ids = new ArrayList<>();
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 2 * PlantedSet.FEWEST; i++) {
            ids.add("o" + i);
            byte[] image = new byte[32 * 32 * 3];
            CounterRandom random = CounterRandom.of(1, "image", i, "");
            for (int at = 0; at < image.length; at++) {
                image[at] = (byte) random.nextInt(100);
            }
            images.add(image);
        }
        PlantedSet set = PlantedSet.of(ids, images, 1);
        assertThat(set.untouched()).isEqualTo(images);
        Map<String, Integer> counts = new TreeMap<>();
        set.labels().forEach(label -> counts.merge(label, 1, Integer::sum));
        assertThat(counts).hasSize(33).containsKeys("trail_weak", "error_page_strong");
        assertThat(counts.values()).containsOnly(2);
        for (int i = 0; i < images.size(); i++) {
            // the codec's trace is in both, so that only the anomaly tells them apart
            assertThat(set.controls().get(i)).isEqualTo(Injection.untouched(images.get(i)));
            assertThat(set.injected().get(i)).isNotEqualTo(set.controls().get(i));
        }
        assertThat(PlantedSet.of(ids, images, 1).injected().get(3))
                .isEqualTo(set.injected().get(3));
    }
}
