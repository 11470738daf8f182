package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;
import scala.collection.Seq;

class SqlFunctionsTest {
    @Test
    void knowsWhatLiesInACircleOnTheSky() {
        assertThat(SqlFunctions.cone(10, 0, 10.9, 0, 1)).isTrue();
        assertThat(SqlFunctions.cone(10, 0, 11.1, 0, 1)).isFalse();
        // a degree of right ascension is half a degree of sky at 60 degrees
        assertThat(SqlFunctions.cone(10, 60, 11.9, 60, 1)).isTrue();
        assertThat(SqlFunctions.cone(10, 60, 12.1, 60, 1)).isFalse();
    }

    @Test
    void crossesRightAscensionZeroAndThePoles() {
        assertThat(SqlFunctions.cone(359.9, 0, 0.1, 0, 0.21)).isTrue();
        assertThat(SqlFunctions.cone(359.9, 0, 0.1, 0, 0.19)).isFalse();
        assertThat(SqlFunctions.cone(0, 89.9, 180, 89.9, 0.21)).isTrue();
        assertThat(SqlFunctions.cone(0, 89.9, 180, 89.9, 0.19)).isFalse();
        assertThat(SqlFunctions.cone(0, -90, 123, -90, 1e-9)).isTrue();
    }

    @Test
    void knowsNothingOfNulls() {
        assertThat(SqlFunctions.cone(null, 0, 0, 0, 1)).isNull();
        assertThat(SqlFunctions.latentDistance(null, latents(1f))).isNull();
    }

    @Test
    void measuresLatentsOfOneModel() {
        assertThat(SqlFunctions.latentDistance(latents(1f, 2f, 3f), latents(1f, 5f, 7f)))
                .isCloseTo(5, within(1e-12));
        assertThatThrownBy(() -> SqlFunctions.latentDistance(latents(1f), latents(1f, 2f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 and 2 units");
    }

    private static Seq<Float> latents(Float... values) {
        return JavaConverters.asScalaBuffer(List.of(values)).toSeq();
    }
}
