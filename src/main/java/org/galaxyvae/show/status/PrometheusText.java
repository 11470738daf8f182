package org.galaxyvae.show.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A status in Prometheus' text exposition format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/): gauges alone, base units.
 */
public final class PrometheusText {
    private static final String PREFIX = "galaxy_vae_";

    private final StringBuilder text = new StringBuilder();

    private PrometheusText() {}

    /** The status as it was at that time; each line ends with a line feed. */
    public static String of(StatusSummary status, Instant now) {
        PrometheusText page = new PrometheusText();
        page.add(status, now);
        page.add(status.nights());
        return page.text.toString();
    }

    private void add(StatusSummary status, Instant now) {
        gauge("status_timestamp_seconds", "When these numbers were read.");
        sample("status_timestamp_seconds", seconds(now));
        gauge("table_rows", "Rows of a table.");
        status.tables().forEach((table, rows) -> sample("table_rows", rows, "table", table));
        gauge("rejected_files", "Files that could not be used, by reason.");
        status.rejects().forEach((reason, files) -> sample("rejected_files", files, "reason", reason));
        gauge("published_info", "The run that readers of plain Parquet see, and the model in production; always 1.");
        sample(
                "published_info",
                1,
                "run_id",
                orNone(status.publishedRun()),
                "model_id",
                orNone(status.productionModel()));
        gauge("lock_held", "Whether a command writes to the workspace.");
        sample("lock_held", status.lockHolder() == null ? 0 : 1, "holder", orNone(status.lockHolder()));
    }

    private void add(NightStatus nights) {
        gauge("last_success_timestamp_seconds", "When a command last ended with its work done.");
        nights.lastSuccess()
                .forEach((command, time) ->
                        sample("last_success_timestamp_seconds", seconds(Instant.parse(time)), "command", command));
        NightStatus.Night night = nights.last();
        if (night != null) {
            gauge("night_info", "The last night; always 1.");
            sample("night_info", 1, "run_id", night.runId(), "outcome", night.outcome());
            gauge("night_start_timestamp_seconds", "When the last night began.");
            sample("night_start_timestamp_seconds", seconds(Instant.parse(night.startedAt())));
            gauge("night_duration_seconds", "How long the last night took.");
            sample("night_duration_seconds", night.seconds());
            gauge("stage_duration_seconds", "How long a stage of the last night took.");
            night.stages().forEach((stage, taken) -> sample("stage_duration_seconds", taken, "stage", stage));
        }
        gauge("audit_passed", "Whether the last audited night met a check.");
        nights.audits().forEach(audit -> sample("audit_passed", audit.passed() ? 1 : 0, "check", audit.check()));
        gauge("audit_value", "What was checked.");
        nights.audits().forEach(audit -> sample("audit_value", audit.value(), "check", audit.check()));
        gauge("audit_limit", "What it was checked against.");
        nights.audits().forEach(audit -> sample("audit_limit", audit.limit(), "check", audit.check()));
        gauge("drift_verdict", "Verdict on how far a quantity has moved; always 1.");
        nights.drift()
                .forEach(drift -> sample(
                        "drift_verdict",
                        1,
                        List.of(
                                "reference",
                                drift.reference(),
                                "quantity",
                                drift.quantity(),
                                "verdict",
                                drift.verdict())));
        gauge("drift_psi", "Population stability index of a quantity.");
        nights.drift().forEach(drift -> sample("drift_psi", drift.psi(), of(drift)));
        gauge("drift_ks", "Largest difference of a quantity's cumulative distributions.");
        nights.drift().forEach(drift -> sample("drift_ks", drift.ks(), of(drift)));
    }

    private static List<String> of(NightStatus.Drift drift) {
        return List.of("reference", drift.reference(), "quantity", drift.quantity());
    }

    private void gauge(String name, String help) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ").append(PREFIX).append(name).append(" gauge\n");
    }

    private void sample(String name, @Nullable Number value, String... labels) {
        sample(name, value, List.of(labels));
    }

    /** Labels are names and values in turns; what was not measured has no sample. */
    private void sample(String name, @Nullable Number value, List<String> labels) {
        if (value == null) {
            return;
        }
        text.append(PREFIX).append(name);
        for (int i = 0; i < labels.size(); i += 2) {
            text.append(i == 0 ? '{' : ',')
                    .append(labels.get(i))
                    .append("=\"")
                    .append(escaped(labels.get(i + 1)))
                    .append('"');
        }
        text.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
    }

    private static String number(Number value) {
        String number = value.toString();
        return switch (number) {
            case "Infinity" -> "+Inf";
            case "-Infinity" -> "-Inf";
            default -> number;
        };
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Since 1970; as a decimal, without an exponent that would hide the milliseconds. */
    private static Number seconds(Instant time) {
        return java.math.BigDecimal.valueOf(time.toEpochMilli(), 3);
    }
}
