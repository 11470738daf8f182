package org.galaxyvae.show.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureNameTest {
    @Test
    void keepsPlainIdsAndNeverLeavesItsFolder() {
        assertThat(FigureName.of("587722981742084097")).isEqualTo("explain-587722981742084097.png");
        assertThat(FigureName.of("M 31/../é%")).isEqualTo("explain-M%2031%2F..%2F%C3%A9%25.png");
    }

    @Test
    void shortensLongIdsToDifferentNames() {
        String first = FigureName.of("é".repeat(127) + "a");
        String second = FigureName.of("é".repeat(127) + "b");
        assertThat(first).hasSizeLessThan(230).isNotEqualTo(second);
    }
}
