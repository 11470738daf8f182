package org.galaxyvae.show.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    private static final NightStatus NO_NIGHT = new NightStatus(Map.of(), null, List.of(), List.of());

    @Test
    void writesEverySampleBelowItsType() {
        NightStatus nights = new NightStatus(
                Map.of("nightly", "2026-01-03T02:40:00.500Z"),
                new NightStatus.Night(
                        "r2",
                        "failed",
                        "2026-01-03T02:30:00Z",
                        600.5,
                        NightStatus.stages("{\"stages\":{\"ingest\":12.5}}")),
                List.of(
                        new NightStatus.Audit("r2", "max_psi", 0.31, 0.25, false),
                        new NightStatus.Audit("r2", "planted_recall", null, 0.1, true)),
                List.of(new NightStatus.Drift("r2", "model", "log_flux", 0.31, Double.POSITIVE_INFINITY, "drifted")));
        String text =
                PrometheusText.of(status(nights, Map.of("a \"b\"\\c\nd", 2L)), Instant.parse("2026-01-03T03:00:00Z"));
        assertThat(text.lines())
                .containsSubsequence(
                        "# HELP galaxy_vae_status_timestamp_seconds When these numbers were read.",
                        "# TYPE galaxy_vae_status_timestamp_seconds gauge",
                        "galaxy_vae_status_timestamp_seconds 1767409200.000",
                        "galaxy_vae_table_rows{table=\"scores\"} 200000",
                        "galaxy_vae_rejected_files{reason=\"a \\\"b\\\"\\\\c\\nd\"} 2",
                        "galaxy_vae_published_info{run_id=\"r1\",model_id=\"m1\"} 1",
                        "galaxy_vae_lock_held{holder=\"\"} 0",
                        "galaxy_vae_last_success_timestamp_seconds{command=\"nightly\"} 1767408000.500",
                        "galaxy_vae_night_info{run_id=\"r2\",outcome=\"failed\"} 1",
                        "galaxy_vae_night_duration_seconds 600.5",
                        "galaxy_vae_stage_duration_seconds{stage=\"ingest\"} 12.5",
                        "galaxy_vae_audit_passed{check=\"max_psi\"} 0",
                        "galaxy_vae_audit_passed{check=\"planted_recall\"} 1",
                        "galaxy_vae_audit_value{check=\"max_psi\"} 0.31",
                        "galaxy_vae_drift_verdict{reference=\"model\",quantity=\"log_flux\",verdict=\"drifted\"} 1",
                        "galaxy_vae_drift_ks{reference=\"model\",quantity=\"log_flux\"} +Inf");
        assertThat(text).doesNotContain("audit_value{check=\"planted_recall\"").endsWith("\n");
    }

    @Test
    void aSurveyWithoutNightsHasNone() {
        assertThat(PrometheusText.of(status(NO_NIGHT, Map.of()), Instant.EPOCH)).doesNotContain("galaxy_vae_night_");
        assertThat(NightStatus.stages("Cannot read images")).isEmpty();
        assertThat(NightStatus.stages("{\"read\":1}")).isEmpty();
    }

    private static StatusSummary status(NightStatus nights, Map<String, Long> rejects) {
        return new StatusSummary(
                "file:/w", Map.of("scores", 200_000L), "m1", "r1", null, List.of(), rejects, null, nights);
    }
}
