package org.galaxyvae.base.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelStageTest {
    @ParameterizedTest
    @EnumSource
    void isFoundByItsWord(ModelStage stage) throws Exception {
        assertThat(ModelStage.of(stage.word())).isSameAs(stage);
        assertThat(new ObjectMapper().writeValueAsString(stage)).isEqualTo('"' + stage.word() + '"');
    }

    @Test
    void namesTheStagesThereAre() {
        assertThatThrownBy(() -> ModelStage.of("champion"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid model stage champion, expected one of candidate, production, retired");
    }
}
