package org.galaxyvae.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.Summary;

/** What a command says: its summary on standard output, its progress on standard error. */
final class SummaryOutput {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private SummaryOutput() {}

    /** Prints a summary: lines for people, or one JSON object. */
    static void print(Summary summary, boolean json) throws JsonProcessingException {
        if (json) {
            System.out.println(json(summary));
        } else {
            summary.lines().forEach(System.out::println);
        }
    }

    /** A summary as one line of JSON, keys in lower_snake_case. */
    static String json(Summary summary) throws JsonProcessingException {
        return JSON.writeValueAsString(summary);
    }

    /** Redrawn where the launcher saw a terminal. */
    static Progress progress() {
        return Progress.to(System.err, "1".equals(System.getenv("GALAXY_VAE_TERMINAL")));
    }
}
