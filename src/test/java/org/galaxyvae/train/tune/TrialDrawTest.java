package org.galaxyvae.train.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.junit.jupiter.api.Test;

class TrialDrawTest {
    @Test
    void drawsDifferentConfigurationsFromTheSeedAlone() {
        String tune =
                "{trials: 50, space: {train.learning_rate: {from: 1e-4, to: 1e-2, scale: log}, vae.latent: {from: 4,"
                        + " to: 9}}}";
        List<Map<String, Object>> drawn = draw(tune, 1);
        assertThat(drawn).hasSize(50).doesNotHaveDuplicates().isEqualTo(draw(tune, 1));
        assertThat(draw(tune, 2)).isNotEqualTo(drawn);
        assertThat(drawn).allSatisfy(configuration -> {
            assertThat(rate(configuration)).isBetween(1e-4, 1e-2);
            assertThat(configuration.get("vae.latent")).isInstanceOf(Long.class);
        });
        // on a log scale half of them lie below the geometric mean
        long low = drawn.stream().filter(c -> rate(c) < 1e-3).count();
        assertThat(low).isBetween(15L, 35L);
    }

    @Test
    void oneMoreKeyLeavesTheOthersValues() {
        List<Map<String, Object>> narrow = draw("{trials: 5, space: {train.kl_weight: {from: 0, to: 4}}}", 1);
        List<Map<String, Object>> wide = draw(
                "{trials: 5, space: {train.augment: {values: [true, false]}, train.kl_weight: {from: 0, to: 4}}}", 1);
        for (int i = 0; i < 5; i++) {
            assertThat(wide.get(i)).containsAllEntriesOf(narrow.get(i));
        }
    }

    @Test
    void aSmallSpaceHasNoMoreTrialsThanConfigurations() {
        assertThat(draw("{trials: 50, space: {vae.latent: {values: [4, 8, 16]}}}", 1))
                .hasSize(3);
    }

    @Test
    void aGridHasEveryCombination() {
        assertThat(draw(
                        "{search: grid, space: {train.learning_rate: {from: 1e-4, to: 1e-2, scale: log, points: 3},"
                                + " vae.widths: {values: [[8], [8, 16]]}}}",
                        1))
                .hasSize(6)
                .first()
                .isEqualTo(Map.of("train.learning_rate", 1e-4, "vae.widths", List.of(8)));
    }

    private static double rate(Map<String, Object> configuration) {
        return ((Number) Objects.requireNonNull(configuration.get("train.learning_rate"))).doubleValue();
    }

    private static List<Map<String, Object>> draw(String tune, long seed) {
        Settings settings = SettingsReader.read("tune: " + tune, "test.yaml", List.of());
        return TrialDraw.configurations(settings.tune(), seed, SettingsReader::isWhole);
    }
}
