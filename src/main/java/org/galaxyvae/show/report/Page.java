package org.galaxyvae.show.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the templates show. Text is as it is: the templates escape it. Pictures are {@code data:} URIs.
 *
 * @param runId whose page it is; labels given on it carry it
 * @param facts about run and model, in groups
 * @param checks the audit's, or none
 * @param missing sections that are left out, and what would fill them
 * @param residualGradient CSS of the residuals' scale
 * @param residualLimit sigma at the scale's ends
 * @param evaluation null where the model was not evaluated
 * @param chartsJson data of the charts, escaped for a script element; likewise {@code mapJson}, null without a map
 * @param hasCurves whether there is a learning curve
 */
public record Page(
        String title,
        String runId,
        String modelId,
        String subtitle,
        List<Facts> facts,
        List<Check> checks,
        List<Gallery> galleries,
        List<Missing> missing,
        String residualGradient,
        String residualLimit,
        @Nullable Evaluation evaluation,
        boolean hasCurves,
        String chartsJson,
        @Nullable String mapJson,
        @Nullable String mapNote) {
    public Page {
        facts = List.copyOf(facts);
        checks = List.copyOf(checks);
        galleries = List.copyOf(galleries);
        missing = List.copyOf(missing);
    }

    /** Something with a name. */
    public record Fact(String name, String value) {}

    /** Facts under a heading. */
    public record Facts(String title, List<Fact> facts) {}

    /** One check of the night's audit. */
    public record Check(String check, boolean passed, String message) {}

    /** A section that is not there. */
    public record Missing(String section, String remedy) {}

    /** Objects that belong together. */
    public record Gallery(String key, String title, String text, boolean full, List<Card> cards) {}

    /**
     * One object.
     *
     * @param remark why it is in its gallery, beside what all have; or null
     * @param bars every evidence; empty where the gallery shows objects in short
     * @param flags what may be wrong with its image, in words
     */
    public record Card(
            String objectId,
            long rank,
            String rankText,
            String score,
            @Nullable String remark,
            @Nullable String label,
            String summary,
            @Nullable String note,
            @Nullable String image,
            @Nullable String reconstruction,
            @Nullable String residual,
            List<Bar> bars,
            List<Near> neighbors,
            List<String> flags,
            List<Fact> facts,
            List<Fact> catalog,
            List<Link> links) {}

    /**
     * One evidence.
     *
     * @param width percent of the bar: four decades of the tail are all of it
     * @param depth minus the log of the tail probability, nats; the number to sort by
     * @param share of the score; empty for what is not summed
     */
    public record Bar(
            String evidence,
            String words,
            String value,
            String percentile,
            String width,
            String depth,
            boolean member,
            String share) {}

    /** A normal object nearby. */
    public record Near(
            String objectId, String distance, @Nullable String image) {}

    /** A page about a position in another survey's or catalog's service. */
    public record Link(String name, String uri) {}

    /** Measured against labels. */
    public record Evaluation(String text, List<ScoreLine> rows) {}

    /** One score's measures with 95% intervals. */
    public record ScoreLine(
            String labelClass, String evidence, String auc, String averagePrecision, String recall, boolean main) {}
}
