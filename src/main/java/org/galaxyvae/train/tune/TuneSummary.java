package org.galaxyvae.train.tune;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.galaxyvae.base.run.Summary;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param objective that ranks the trials of a rung
 * @param resumedRungs rungs of trials that earlier commands had done
 * @param bestYaml configuration of the best trial, for {@code train --config}
 * @param trials those that came furthest first, of these the best first; failed ones last
 */
public record TuneSummary(
        String tuneId,
        String objective,
        int rungs,
        int resumedRungs,
        long imagesPresented,
        String bestYaml,
        List<TrialResult> trials)
        implements Summary {
    /**
     * A trial as its last rung left it.
     *
     * @param rung from 0
     * @param state {@code finished}, {@code stopped} below the last rung, or {@code failed}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrialResult(
            int trial,
            int rung,
            String state,
            long imagesPresented,
            Map<String, Object> configuration,
            @Nullable Double objectiveValue,
            @Nullable Double injectedAuc,
            @Nullable Double mse,
            @Nullable Double elbo,
            @Nullable Integer activeUnits,
            @Nullable String message) {
        boolean failed() {
            return state.equals(Trial.FAILED);
        }

        double value() {
            return objectiveValue == null ? Double.NEGATIVE_INFINITY : objectiveValue;
        }
    }

    /** Best first. */
    static final Comparator<TrialResult> ORDER = Comparator.comparing(TrialResult::failed)
            .thenComparing(Comparator.comparingInt(TrialResult::rung).reversed())
            .thenComparing(Comparator.comparingDouble(TrialResult::value).reversed())
            .thenComparing(TrialResult::trial);

    public TuneSummary {
        trials = trials.stream().sorted(ORDER).toList();
    }

    /** This summary with the place to which the best configuration was written besides. */
    public TuneSummary withBestYaml(String path) {
        return new TuneSummary(tuneId, objective, rungs, resumedRungs, imagesPresented, path, trials);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("search " + tuneId + ", by " + objective);
        lines.add("");
        lines.add("trial  images    injected AUC  mse        elbo      active  configuration");
        lines.add("-----  --------  ------------  ---------  --------  ------  -------------");
        trials.forEach(trial -> lines.add(line(trial)));
        lines.add("");
        lines.addAll(verdict());
        lines.add("best configuration: galaxy-vae train --config " + bestYaml);
        return lines;
    }

    private static String line(TrialResult trial) {
        String start = String.format(Locale.ROOT, "%5d  %,8d  ", trial.trial(), trial.imagesPresented());
        if (trial.failed()) {
            return start + "failed        " + told(trial.configuration()) + ": " + trial.message();
        }
        return start
                + String.format(
                        Locale.ROOT,
                        "%12.4f  %9.3e  %,8.0f  %6d  %s",
                        trial.injectedAuc(),
                        trial.mse(),
                        trial.elbo(),
                        trial.activeUnits(),
                        told(trial.configuration()));
    }

    static String told(Map<String, Object> configuration) {
        return configuration.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (entry.getValue() instanceof Double number
                                ? String.format(Locale.ROOT, "%.4g", number)
                                : entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    private List<String> verdict() {
        List<TrialResult> whole = trials.stream()
                .filter(trial -> !trial.failed() && trial.rung() == rungs - 1)
                .toList();
        List<TrialResult> failed = trials.stream().filter(TrialResult::failed).toList();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d trials, %,d images presented; %d trained in full%s%s",
                trials.size(),
                imagesPresented,
                whole.size(),
                whole.size() < 2
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %s from %.4g to %.4g",
                                objective,
                                whole.get(whole.size() - 1).value(),
                                whole.get(0).value()),
                failed.isEmpty() ? "" : "; " + failed.size() + " failed"));
        lines.add("compare rows of equal images only; each has one seed, and how much another seed alone would change"
                + " was not measured: a small lead may be luck");
        return lines;
    }
}
