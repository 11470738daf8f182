package org.galaxyvae.score.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.galaxyvae.base.config.RequestException;
import org.junit.jupiter.api.Test;

class EvaluateRequestTest {
    @Test
    void ignoresBlanksAndRepetitionsAmongThePositiveValues() {
        assertThat(EvaluateRequest.byCatalog(null, "kind", List.of(" ring", "ring", ""), "all")
                        .positive())
                .containsExactly("ring");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertRefused(
                () -> EvaluateRequest.byCatalog(null, "kind", List.of("ring"), "train"),
                "Invalid --split train, expected one of test, untrained, all");
        assertRefused(
                () -> EvaluateRequest.byCatalog(null, "kind", List.of(" "), "test"),
                "Invalid --positive: no value, expected values of kind");
        assertRefused(
                () -> new EvaluateRequest(null, null, null, List.of(), "test", false, null),
                "Nothing to evaluate: expected --label-column with --positive, or --inject");
        assertRefused(
                () -> new EvaluateRequest(null, "votes.csv", null, List.of(), "test", true, null),
                "Cannot evaluate labels: expected --label-column as well");
        assertRefused(
                () -> new EvaluateRequest(null, null, "kind", List.of("ring"), "test", false, "out"),
                "Invalid --out: only --inject writes pictures, expected both");
    }

    private static void assertRefused(Runnable request, String message) {
        assertThatThrownBy(request::run).isInstanceOf(RequestException.class).hasMessage(message);
    }
}
