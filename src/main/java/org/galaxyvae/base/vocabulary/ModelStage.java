package org.galaxyvae.base.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The stages of a model's life, as the column {@code stage} of {@code models} has them. */
public enum ModelStage {
    /** May be scored with and promoted. */
    CANDIDATE,
    /** What a command takes that is given no model; at most one model of a workspace. */
    PRODUCTION,
    /** Is not scored with; its rows and files go after {@code retention.retired_models_days}. */
    RETIRED;

    /** As tables, summaries and messages have it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The stage of that word.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static ModelStage of(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Invalid model stage " + word + ", expected one of "
                        + Arrays.stream(values()).map(ModelStage::word).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return word();
    }
}
