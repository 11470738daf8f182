package org.galaxyvae.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceQualityTest {
    /** 700 objects, scores falling with the id: the first eight are positive, and the last. */
    private static final LabeledObjects OBJECTS = new LabeledObjects(
            IntStream.range(0, 700).mapToObj(i -> String.format("%03d", i)).toList(), flags());

    @Test
    void roundsTheCutsUpInWholeNumbers() {
        EvidenceQuality quality = measure().get(0);
        // 1% of 700 objects is 7, not 8
        assertThat(quality.precisionAt1Percent()).isEqualTo(1);
        assertThat(quality.recallAt1Percent()).isEqualTo(7.0 / 9);
        assertThat(quality.precisionAt5Percent()).isEqualTo(8.0 / 35);
        assertThat(quality.recallAt5Percent()).isEqualTo(8.0 / 9);
        assertThat(quality.precisionAt100()).isEqualTo(0.08);
        assertThat(quality.recallAt100()).isEqualTo(8.0 / 9);
    }

    @Test
    void keepsTheOrderOfTheEvidencesAndMirrorsAReversedOne() {
        List<EvidenceQuality> both = measure();
        assertThat(both).extracting(EvidenceQuality::name).containsExactly("falling", "rising");
        assertThat(both.get(0).auc() + both.get(1).auc()).isEqualTo(1);
        assertThat(both.get(0).aucLow()).isLessThan(both.get(0).auc());
        assertThat(both.get(0).aucHigh()).isGreaterThan(both.get(0).auc());
    }

    private static List<EvidenceQuality> measure() {
        Map<String, double[]> evidences = new LinkedHashMap<>();
        evidences.put("falling", IntStream.range(0, 700).mapToDouble(i -> -i).toArray());
        evidences.put("rising", IntStream.range(0, 700).mapToDouble(i -> i).toArray());
        return EvidenceQuality.measure(OBJECTS, evidences, 50, 1);
    }

    private static boolean[] flags() {
        boolean[] flags = new boolean[700];
        for (int i = 0; i < 8; i++) {
            flags[i] = true;
        }
        flags[699] = true;
        return flags;
    }
}
