package org.galaxyvae.survey.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.galaxyvae.survey.ingest.Verdict.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Contender read(String uri, String hash) {
        return image(uri, hash, null, false, true, true);
    }

    private static Contender broken(String uri) {
        return image(uri, null, "truncated", false, true, true);
    }

    private static Contender standing(String uri, boolean opened, boolean listed) {
        return image(uri, "h", null, true, opened, listed);
    }

    private static Contender image(
            String uri,
            @Nullable String hash,
            @Nullable String reason,
            boolean standing,
            boolean opened,
            boolean listed) {
        return new Contender(
                "id",
                uri,
                uri,
                10,
                Instant.EPOCH,
                uri,
                null,
                null,
                null,
                hash,
                reason,
                reason,
                standing,
                opened,
                listed,
                true);
    }

    /** Each as {@code uri change} or {@code uri reason}, in whatever order the contenders come. */
    private static List<String> on(boolean exists, Contender... contenders) {
        List<String> there = lines(exists, Arrays.asList(contenders));
        List<Contender> reversed = new java.util.ArrayList<>(Arrays.asList(contenders));
        java.util.Collections.reverse(reversed);
        assertThat(lines(exists, reversed)).containsExactlyInAnyOrderElementsOf(there);
        return there;
    }

    private static List<String> lines(boolean exists, List<Contender> contenders) {
        return Verdict.on("id", contenders, source -> exists).stream()
                .map(verdict -> verdict.contender().sourceUri() + " "
                        + (verdict.change() == null
                                ? verdict.reason()
                                : verdict.change().label()))
                .toList();
    }

    @Test
    void theSmallestUriThatDecodesWins() {
        assertThat(on(true, read("b", "x"), read("a", "y"), broken("0")))
                .containsExactlyInAnyOrder("a new", "b duplicate_id", "0 truncated");
    }

    @Test
    void aStandingTensorDefendsItsPlaceAsLongAsItsFileIsThere() {
        assertThat(on(true, standing("a", false, true), read("b", "x")))
                .containsExactlyInAnyOrder("b duplicate_id", "a kept");
        assertThat(on(true, standing("b", false, true), read("a", "x")))
                .containsExactlyInAnyOrder("a replaced", "b duplicate_id");
        assertThat(on(true, standing("a", false, false), read("b", "x"))).containsExactly("b duplicate_id");
        assertThat(on(false, standing("a", false, false), read("b", "x"))).containsExactly("b replaced");
    }

    @Test
    void aFileReadAgainKeepsReplacesOrLosesItsTensor() {
        assertThat(on(true, standing("a", true, true), read("a", "h"))).containsExactly("a same");
        assertThat(on(true, standing("a", true, true), read("a", "other"))).containsExactly("a replaced");
        assertThat(on(true, standing("a", true, true), broken("a")))
                .containsExactlyInAnyOrder("a truncated", "a removed");
        assertThat(on(true, standing("a", true, true))).containsExactly("a removed");
    }

    @Test
    void whatIsGoneStaysAndWhatIsOnlyListedIsKept() {
        assertThat(on(false, standing("a", false, false))).isEmpty();
        assertThat(on(true, standing("a", false, true))).containsExactly("a kept");
        assertThat(on(true, standing("a", false, true), broken("b")))
                .containsExactlyInAnyOrder("b truncated", "a kept");
    }

    @Test
    void anInvalidIdNamesNoObject() {
        Contender image = new Contender(
                "x".repeat(129),
                "a",
                "a",
                1,
                Instant.EPOCH,
                "a",
                null,
                null,
                null,
                "h",
                null,
                null,
                false,
                true,
                true,
                true);
        Verdict verdict =
                Verdict.on(image.objectId(), List.of(image), source -> true).get(0);
        assertThat(verdict.reason()).isEqualTo("invalid_id");
        assertThat(verdict.message()).contains("129 characters, expected 1 to 128");
        assertThat(verdict.change()).isNotEqualTo(Change.NEW);
    }

    @Test
    void equalPixelsWithoutMeasurementsAreWrittenAgain() {
        Contender old = new Contender(
                "id", "a", "a", 10, Instant.EPOCH, "a", null, null, null, "h", null, null, true, true, true, false);
        assertThat(on(true, old, read("a", "h"))).containsExactly("a replaced");
    }
}
