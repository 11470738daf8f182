package org.galaxyvae.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectIdsTest {
    @Test
    void areEighteenDigitsAndUnique() {
        ObjectIds ids = new ObjectIds(3);
        Set<String> seen = new HashSet<>();
        for (int k = 0; k < 20_000; k++) {
            assertThat(ids.of(k)).matches("9[0-9]{17}");
            seen.add(ids.of(k));
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void dependOnTheSeedAlone() {
        assertThat(new ObjectIds(3).of(7)).isEqualTo(new ObjectIds(3).of(7)).isNotEqualTo(new ObjectIds(4).of(7));
    }
}
