package org.galaxyvae.base.run;

import java.util.List;

/** What a stage did: a record whose components are the JSON fields (in lower_snake_case). */
public interface Summary {
    /** What was done, for people, in a few lines. */
    List<String> lines();

    /** How the run ended, as {@code runs} has it. */
    default String outcome() {
        return "done";
    }
}
