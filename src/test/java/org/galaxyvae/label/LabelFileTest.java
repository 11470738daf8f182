package org.galaxyvae.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelFileTest {
    private static final String HEADER = "object_id,interest,artefact,comment,labeler,labeled_at,run_id\n";
    private static final Instant CHANGED = Instant.parse("2026-03-01T00:00:00.123456789Z");
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void readsWhatThePageWrites() {
        LabelFile file = read(HEADER
                + "a,5,,\"two cores, \"\"tidal\"\"\n"
                + "and a tail\",ada,2026-03-31T02:30:00.5Z,20260331T020000000-0000abcd\r\n"
                + "b,,true,,ada,2026-03-31T04:30:01+02:00,\n");
        assertThat(file.problems()).isEmpty();
        assertThat(file.labels())
                .containsExactly(
                        new GivenLabel(
                                file.labels().get(0).line(),
                                "a",
                                5,
                                null,
                                "two cores, \"tidal\"\nand a tail",
                                "ada",
                                Instant.parse("2026-03-31T02:30:00.5Z"),
                                "20260331T020000000-0000abcd"),
                        new GivenLabel(
                                file.labels().get(1).line(),
                                "b",
                                null,
                                true,
                                null,
                                "ada",
                                Instant.parse("2026-03-31T02:30:01Z"),
                                null));
    }

    @Test
    void takesColumnsInAnyOrderWithOthersAmongThem() {
        LabelFile file = read("\uFEFFrank,interest,object_id\n1,3,a\n2,,b\n");
        assertThat(file.blank()).isEqualTo(1);
        assertThat(file.labels()).singleElement().satisfies(label -> {
            assertThat(label.labeler()).isEqualTo("grace");
            // microseconds, as tables have them: else the same file twice would differ
            assertThat(label.labeledAt()).isEqualTo(Instant.parse("2026-03-01T00:00:00.123456Z"));
        });
    }

    @Test
    void tellsEveryProblemWithItsLine() {
        LabelFile file = read(
                HEADER
                        + "a,6,,,ada,2026-03-31T02:30:00Z,\n"
                        + "b,1.5,maybe,,ada,yesterday,\n"
                        + ",1,,,ada,2026-03-31T02:30:00Z,\n"
                        + "c,1,,,,2026-05-31T02:30:00Z,\n"
                        + "d,1,,\n"
                        + "e,1,," + "x".repeat(1001) + ",ada,1999-12-31T02:30:00Z,\n"
                        + "f,1,,,ada,2026-03-31T02:30:00Z,\n",
                null);
        assertThat(file.labels()).extracting(GivenLabel::objectId).containsExactly("f");
        assertThat(file.problems())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isEqualTo("line 2: invalid interest \"6\", expected a whole number from 0 to 5, or"
                                        + " nothing"),
                        one -> assertThat(one).startsWith("line 3: invalid interest \"1.5\""),
                        one -> assertThat(one)
                                .isEqualTo("line 3: invalid artefact \"maybe\", expected true, false or nothing"),
                        one -> assertThat(one)
                                .startsWith("line 3: invalid labeled_at \"yesterday\", expected ISO 8601"),
                        one -> assertThat(one).startsWith("line 4: invalid object_id \"\""),
                        one -> assertThat(one).startsWith("line 5: labeler is missing"),
                        one -> assertThat(one).startsWith("line 5: invalid labeled_at \"2026-05-31"),
                        one -> assertThat(one).isEqualTo("line 6: 4 values, expected 7 as the header has"),
                        one -> assertThat(one)
                                .startsWith("line 7: invalid comment")
                                .endsWith("found 1001"),
                        one -> assertThat(one).startsWith("line 7: invalid labeled_at \"1999"));
    }

    @Test
    void countsLinesWithinQuotedValues() {
        LabelFile file =
                read(HEADER + "a,1,,\"one\ntwo\nthree\",ada,2026-03-31T02:30:00Z,\nb,9,,,ada,2026-03-31T02:30:00Z,\n");
        assertThat(file.problems()).singleElement().asString().startsWith("line 5: invalid interest");
    }

    @Test
    void refusesWhatIsNoLabelsFile() {
        assertThat(read("").problems()).singleElement().asString().startsWith("the file is empty");
        assertThat(read("\n\n").problems()).singleElement().asString().startsWith("the file is empty");
        assertThat(LabelFile.read(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1}, defaults("ada"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("it is no text in UTF-8");
        assertThat(LabelFile.read("a\0b".getBytes(StandardCharsets.UTF_8), defaults("ada"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("it is no text");
        assertThat(read("id,interest\na,1\n").problems())
                .singleElement()
                .asString()
                .startsWith("line 1: the header has id,");
        assertThat(read("object_id,labeler\na,ada\n").problems()).hasSize(1);
        assertThat(read("object_id,interest,interest\na,1,1\n").problems())
                .containsExactly("line 1: column interest stands twice in the header, expected once");
        assertThat(read("object_id,comment\na,\"never closed\nb,\n").problems())
                .as("half-written")
                .isNotEmpty();
        assertThat(read("object_id,comment\na," + "x".repeat(200_000) + "\n").problems())
                .isNotEmpty();
        assertThat(read("object_id,comment\na" + ",x".repeat(1000) + "\n").problems())
                .isNotEmpty();
    }

    @Test
    void takesTheSameRowTwiceAsOneAndRefusesTwoWordsAtOneTime() {
        String row = "a,1,,,ada,2026-03-31T02:30:00Z,\n";
        assertThat(read(HEADER + row + row).labels()).hasSize(1);
        assertThat(read(HEADER + row + "a,2,,,ada,2026-03-31T02:30:00Z,\n").problems())
                .containsExactly("line 3: object a is labeled otherwise by ada at the same time in line 2");
    }

    private static LabelFile read(String text) {
        return read(text, "grace");
    }

    private static LabelFile read(String text, @Nullable String labeler) {
        return LabelFile.read(text.getBytes(StandardCharsets.UTF_8), defaults(labeler));
    }

    private static LabelLine.Defaults defaults(@Nullable String labeler) {
        return new LabelLine.Defaults(labeler, CHANGED, NOW);
    }
}
