package org.galaxyvae.show.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.model.evidence.Calibration;

/**
 * What cuts on the p-values of a model can do and what they cannot.
 *
 * @param calibrationObjects n
 * @param smallestPValue 1 / (n + 1)
 * @param tailFitP test of the Pareto tail behind p_tail and fdr_q; NaN where there are too few objects to tell
 * @param scored objects with a score of this model
 * @param discoveries of them with fdr_q at or below 0.1
 */
record CutStatus(
        int calibrationObjects,
        @JsonProperty("smallest_p_value") double smallestPValue,
        @JsonProperty("tail_fit_p") double tailFitP,
        long scored,
        long discoveries) {
    /** The false discovery rate that is spoken of. */
    static final double RATE = 0.1;

    private static final double DOUBTFUL_FIT = 0.05;

    static CutStatus of(Calibration calibration, long scored, long discoveries) {
        return new CutStatus(
                calibration.objects(), calibration.smallestPValue(), calibration.tailFitP(), scored, discoveries);
    }

    /**
     * How many objects must share the smallest p-value before Benjamini and Hochberg's cut on {@code p_value} at a rate of 0.1
     * rejects any: the smallest k with 1 / (n + 1) at or below 0.1 k / scored.
     */
    long fewestRejected() {
        return (long) Math.ceil(scored * smallestPValue / RATE);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "p-values          from %,d calibration objects, none below %.2g: a cut below that selects nothing",
                calibrationObjects,
                smallestPValue));
        if (scored > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "                  of %,d scored a cut on p_value at a false discovery rate of %.0f%% selects %,d or"
                            + " more, or none",
                    scored,
                    100 * RATE,
                    fewestRejected()));
            lines.add(String.format(
                    Locale.ROOT,
                    "                  fdr_q <= %.1f, extrapolated: %,d objects; test of the tail's fit: %s",
                    RATE,
                    discoveries,
                    fit()));
        }
        return lines;
    }

    private String fit() {
        if (Double.isNaN(tailFitP)) {
            return "too few calibration objects";
        }
        String fit = String.format(Locale.ROOT, "p = %.2f", tailFitP);
        return tailFitP < DOUBTFUL_FIT ? fit + ", p_tail and fdr_q are not to be trusted" : fit;
    }
}
