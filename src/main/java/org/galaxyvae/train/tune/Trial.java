package org.galaxyvae.train.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.galaxyvae.base.row.TrialRow;
import org.jspecify.annotations.Nullable;

/** One trial on one rung, run. */
record Trial(
        String tuneId,
        int trial,
        int rung,
        long imagesPresented,
        Map<String, Object> configuration,
        String objective,
        PlantedSet.@Nullable Measures measures,
        @Nullable String message,
        double seconds,
        String runId,
        Instant startedAt,
        Instant finishedAt) {
    static final String FINISHED = "finished";
    static final String FAILED = "failed";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Higher is better. */
    static double value(PlantedSet.Measures measures, String objective) {
        return objective.equals("elbo") ? measures.validation().elbo() : measures.injectedAuc();
    }

    /** As the table has it. */
    TrialRow row() {
        return new TrialRow(
                tuneId,
                trial,
                rung,
                measures == null ? FAILED : FINISHED,
                imagesPresented,
                json(configuration),
                objective,
                measures == null ? null : value(measures, objective),
                measures == null ? null : measures.injectedAuc(),
                measures == null ? null : measures.kindAucs(),
                measures == null ? null : measures.validation().mse(),
                measures == null ? null : measures.validation().psnrDb(),
                measures == null ? null : measures.validation().ssim(),
                measures == null ? null : measures.validation().elbo(),
                measures == null ? null : measures.validation().activeUnits(),
                message,
                seconds,
                runId,
                startedAt,
                finishedAt);
    }

    static String json(Map<String, Object> configuration) {
        try {
            return JSON.writeValueAsString(configuration);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a configuration as JSON", e);
        }
    }

    /** The inverse of {@link #json}. */
    static Map<String, Object> configuration(String json) {
        try {
            return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Invalid configuration in trials: " + json, e);
        }
    }
}
