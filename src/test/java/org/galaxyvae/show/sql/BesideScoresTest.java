package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.Test;

class BesideScoresTest {
    private static final String PRODUCTION =
            " WHERE s.model_id IN (SELECT model_id FROM galaxies.survey.models WHERE stage = 'production')";

    @Test
    void whatIsNotThereIsFalseOrNullWithoutAJoin() {
        assertThat(BesideScores.latestScores(BesideScores.ALL.subList(0, 1), table -> false))
                .isEqualTo("SELECT s.*, false AS known FROM galaxies.survey.scores s" + PRODUCTION);
        assertThat(BesideScores.latestScores(
                        List.of(BesideScores.ofModel(Specs.EXPLANATIONS, "residual_extent", "summary")),
                        table -> false))
                .isEqualTo("SELECT s.*, CAST(NULL AS DOUBLE) AS residual_extent, CAST(NULL AS STRING) AS summary"
                        + " FROM galaxies.survey.scores s" + PRODUCTION);
    }

    @Test
    void whatIsThereIsJoinedByItsKey() {
        assertThat(BesideScores.latestScores(
                        List.of(BesideScores.ofModel(Specs.EXPLANATIONS, "summary")),
                        table -> table.equals(Specs.EXPLANATIONS)))
                .contains(
                        " LEFT JOIN (SELECT model_id, object_id, max(summary) AS summary FROM galaxies.survey.explanations"
                                + " GROUP BY model_id, object_id) explanations"
                                + " ON s.model_id = explanations.model_id AND s.object_id = explanations.object_id WHERE");
    }
}
