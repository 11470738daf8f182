package org.galaxyvae.base.row;

import java.time.Instant;
import org.galaxyvae.pixel.Column;

/** A row of {@code runs}. What ran, when, with which configuration and outcome. */
public record RunRow(
        @Column(required = true, meaning = "its name") String runId,

        @Column(
                meaning = "the command that wrote; `recover`: a publication that a kill cut off, finished by a "
                        + "later command")
        String command,

        @Column(meaning = "`done`, `failed`, or `refused` by a night's audit")
        String outcome,

        @Column(meaning = "resolved settings as JSON") String configuration,

        @Column(meaning = "first 16 hex digits of its sha256")
        String configurationHash,

        @Column(meaning = "version, `+` and 12 digits of the commit, `-dirty` where tracked files had changed")
        String codeVersion,

        @Column(meaning = "the command's summary as JSON, or the error's first line")
        String summary,

        @Column(meaning = "when the command began and ended")
        Instant startedAt,

        @Column(meaning = "when the command began and ended")
        Instant finishedAt) {}
