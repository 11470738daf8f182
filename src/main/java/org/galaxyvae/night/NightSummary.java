package org.galaxyvae.night;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.score.ScoreSummary;
import org.galaxyvae.survey.ingest.IngestSummary;
import org.jspecify.annotations.Nullable;

/**
 * What a night did.
 *
 * @param night its date, as {@code --date} or the clock said
 * @param published whether readers see it; else the night before stays
 * @param previousRun what was published before, or null
 * @param ingest null where nothing was configured or nothing lay there
 * @param checks what was audited
 * @param changes rows of {@code score_changes} by kind
 * @param alerts objects told for the first time
 * @param recommendation what the drift of the survey asks for
 * @param planted share of the planted anomalies that was found; null for none
 * @param failedFollowUps why, by command; those of {@code nightly.follow_ups} that failed
 * @param stages seconds by stage
 * @param snapshots snapshot ids of the published tables by name
 * @param report its directory
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NightSummary(
        String runId,
        String night,
        boolean published,
        @Nullable String previousRun,
        @Nullable IngestSummary ingest,
        ScoreSummary score,
        List<Check> checks,
        Map<String, Long> changes,
        long alerts,
        String recommendation,
        @Nullable Double planted,
        Map<String, String> failedFollowUps,
        Map<String, Double> stages,
        Map<String, Long> snapshots,
        String report)
        implements Summary {
    @Override
    public String outcome() {
        return published ? Summary.super.outcome() : "refused";
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("night " + night + ", run " + runId + ": "
                + (published ? "published" : "refused by the audit; " + previous() + " stays published"));
        if (ingest != null) {
            lines.add(String.format(
                    Locale.ROOT, "ingested %,d new tensors, %,d rejects", ingest.written(), ingest.rejected()));
        }
        lines.addAll(score.lines().subList(0, 1));
        checks.stream()
                .filter(check -> !check.passed())
                .forEach(check -> lines.add("FAILED " + check.check() + ": " + check.message()));
        lines.add(checks.stream().filter(Check::passed).count() + " of " + checks.size() + " checks passed");
        if (!changes.isEmpty()) {
            lines.add("changes: " + changes);
        }
        lines.add("alerts: " + alerts);
        if (!recommendation.isEmpty()) {
            lines.add(recommendation);
        }
        failedFollowUps.forEach((command, why) ->
                lines.add("FAILED behind the publication, its table is yesterday's or tonight's, whole: " + command
                        + ": " + why));
        StringBuilder times = new StringBuilder("seconds:");
        stages.forEach((stage, seconds) -> times.append(String.format(Locale.ROOT, " %s %.1f", stage, seconds)));
        lines.add(times.toString());
        lines.add("report in " + report);
        return lines;
    }

    private String previous() {
        return previousRun == null ? "nothing" : "run " + previousRun;
    }
}
