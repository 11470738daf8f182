package org.galaxyvae.label;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.galaxyvae.pixel.sky.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One row of a labels.csv as text, checked value by value; all that is wrong with it is told at once.
 *
 * @param values by column; a column that the file does not have is missing, an empty value is empty
 */
record LabelLine(long line, Map<String, String> values) {
    static final int MAX_COMMENT_CHARACTERS = 1000;
    static final int MAX_LABELER_CHARACTERS = 64;

    private static final int MAX_RUN_CHARACTERS = 64;
    private static final int SHOWN_CHARACTERS = 40;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** Clocks differ, days do not; a label from the future would be the last word for good. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    /**
     * What counts where the row says nothing.
     *
     * @param labeler or null where every row must say who
     * @param labeledAt the file's time of change
     * @param now labels of later days are refused
     */
    record Defaults(@Nullable String labeler, Instant labeledAt, Instant now) {}

    private String value(String column) {
        return values.getOrDefault(column, "");
    }

    /** Whether it says nothing of its object: a page to be filled in has such rows. */
    boolean saysNothing() {
        return value("interest").isBlank()
                && value("artefact").isBlank()
                && value("comment").isBlank();
    }

    /**
     * The label.
     *
     * @param problems takes one line a problem
     * @return null where there is a problem
     */
    @Nullable
    GivenLabel label(Defaults defaults, List<String> problems) {
        List<String> found = new ArrayList<>();
        String objectId = value("object_id");
        if (!ObjectId.isValid(objectId)) {
            found.add(invalid("object_id", objectId, "1 to " + ObjectId.MAX_CHARACTERS + " visible characters"));
        }
        Integer interest = interest(found);
        Boolean artifact = artifact(found);
        String comment = value("comment").strip();
        if (comment.length() > MAX_COMMENT_CHARACTERS) {
            found.add(invalid(
                    "comment",
                    comment,
                    "at most " + MAX_COMMENT_CHARACTERS + " characters, found " + comment.length()));
        } else if (comment.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            found.add(invalid("comment", comment, "no control characters"));
        }
        String labeler = labeler(defaults, found);
        Instant labeledAt = labeledAt(defaults, found);
        String run = value("run_id").strip();
        if (run.length() > MAX_RUN_CHARACTERS || run.chars().anyMatch(Character::isISOControl)) {
            found.add(invalid("run_id", run, "at most " + MAX_RUN_CHARACTERS + " visible characters"));
        }
        problems.addAll(found);
        return found.isEmpty()
                ? new GivenLabel(
                        line,
                        objectId,
                        interest,
                        artifact,
                        comment.isEmpty() ? null : comment,
                        labeler,
                        labeledAt,
                        run.isEmpty() ? null : run)
                : null;
    }

    private @Nullable Integer interest(List<String> found) {
        String text = value("interest").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '5') {
            return text.charAt(0) - '0';
        }
        found.add(invalid("interest", text, "a whole number from 0 to 5, or nothing"));
        return null;
    }

    private @Nullable Boolean artifact(List<String> found) {
        String text = value("artefact").strip().toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            found.add(invalid("artefact", text, "true, false or nothing"));
            return null;
        }
        return text.isEmpty() ? null : Boolean.valueOf(text);
    }

    private String labeler(Defaults defaults, List<String> found) {
        String text = value("labeler").strip();
        if (text.isEmpty() && defaults.labeler() == null) {
            found.add(at() + "labeler is missing, expected a name there or --labeler");
        } else if (text.length() > MAX_LABELER_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
            found.add(invalid("labeler", text, "at most " + MAX_LABELER_CHARACTERS + " visible characters"));
        }
        return text.isEmpty() && defaults.labeler() != null ? defaults.labeler() : text;
    }

    private Instant labeledAt(Defaults defaults, List<String> found) {
        String text = value("labeled_at").strip();
        if (text.isEmpty()) {
            return defaults.labeledAt().truncatedTo(ChronoUnit.MICROS);
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (time.isBefore(EARLIEST) || time.isAfter(defaults.now().plus(MOST_AHEAD))) {
                found.add(invalid("labeled_at", text, "a time from 2000 until now"));
            }
            return time;
        } catch (DateTimeException e) {
            found.add(invalid("labeled_at", text, "ISO 8601 with its offset such as 2026-03-31T02:30:00Z"));
            return defaults.labeledAt();
        }
    }

    private String invalid(String column, String value, String expected) {
        String shown = value.length() > SHOWN_CHARACTERS ? value.substring(0, SHOWN_CHARACTERS) + "…" : value;
        return at() + "invalid " + column + " \"" + shown.replaceAll("\\p{Cntrl}", "�") + "\", expected " + expected;
    }

    private String at() {
        return line == 0 ? "" : "line " + line + ": ";
    }
}
