package org.galaxyvae.show.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.galaxyvae.base.row.ColumnNames.CALIBRATED_ON;
import static org.galaxyvae.base.row.ColumnNames.CHECK;
import static org.galaxyvae.base.row.ColumnNames.CODE_VERSION;
import static org.galaxyvae.base.row.ColumnNames.COMMAND;
import static org.galaxyvae.base.row.ColumnNames.CONFIGURATION_HASH;
import static org.galaxyvae.base.row.ColumnNames.CREATED_AT;
import static org.galaxyvae.base.row.ColumnNames.FDR_Q;
import static org.galaxyvae.base.row.ColumnNames.FINISHED_AT;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.IMAGES_PRESENTED;
import static org.galaxyvae.base.row.ColumnNames.MESSAGE;
import static org.galaxyvae.base.row.ColumnNames.METRICS;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.PASSED;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.PSI;
import static org.galaxyvae.base.row.ColumnNames.QUANTITY;
import static org.galaxyvae.base.row.ColumnNames.RECOMMENDATION;
import static org.galaxyvae.base.row.ColumnNames.REFERENCE;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.STAGE;
import static org.galaxyvae.base.row.ColumnNames.STARTED_AT;
import static org.galaxyvae.base.row.ColumnNames.SUMMARY;
import static org.galaxyvae.base.row.ColumnNames.TRAINED_ON;
import static org.galaxyvae.base.row.ColumnNames.VERDICT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.Build;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.show.gallery.TopScores;

/** What is known of the run itself, of its model, its night. */
record RunFacts(ReportedRun run, TopScores scores) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Counts of the run's scores. */
    record Counts(long objects, long trainedOn, long calibratedOn, long discovered) {}

    /** One pass over the scores. */
    Counts counts() {
        Row row = scores.rows()
                .agg(
                        count(lit(1)),
                        sum(when(col(TRAINED_ON), 1L).otherwise(0L)),
                        sum(when(col(CALIBRATED_ON), 1L).otherwise(0L)),
                        sum(when(col(FDR_Q).lt(0.1), 1L).otherwise(0L)))
                .first();
        return new Counts(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
    }

    /** In groups, as the page shows them; groups without a fact are left out. */
    List<Page.Facts> groups(Counts counts, Map<String, Double> seconds) {
        return List.of(
                        new Page.Facts("Run", runFacts()),
                        new Page.Facts("Catalog", catalogFacts(counts)),
                        new Page.Facts("Model", modelFacts()),
                        new Page.Facts("Time by stage", timeFacts(seconds)),
                        new Page.Facts("Drift", driftFacts()))
                .stream()
                .filter(group -> !group.facts().isEmpty())
                .toList();
    }

    /** The audit of the night; none for a run that was no night. */
    List<Page.Check> checks() {
        return run
                .context()
                .tables()
                .readOrEmpty(Specs.AUDITS)
                .where(col(RUN_ID).equalTo(run.runId()))
                .orderBy(CHECK)
                .select(CHECK, PASSED, MESSAGE)
                .collectAsList()
                .stream()
                .map(row -> new Page.Check(row.getString(0).replace('_', ' '), row.getBoolean(1), row.getString(2)))
                .toList();
    }

    private List<Page.Fact> runFacts() {
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact("run", run.runId()));
        List<Row> rows = recorded();
        if (rows.isEmpty()) {
            // a night's own page is written before its row is
            if (run.runId().equals(run.context().runId())) {
                facts.add(new Page.Fact("began", utc(run.context().startedAt())));
                facts.add(new Page.Fact("code", Build.current().label()));
            }
            return facts;
        }
        Row row = rows.get(0);
        Timestamp started = row.getAs(STARTED_AT);
        Timestamp finished = row.getAs(FINISHED_AT);
        facts.add(new Page.Fact("command", row.getAs(COMMAND)));
        facts.add(new Page.Fact("began", utc(started.toInstant())));
        facts.add(new Page.Fact("took", duration(Duration.between(started.toInstant(), finished.toInstant()))));
        facts.add(new Page.Fact("code", row.getAs(CODE_VERSION)));
        facts.add(new Page.Fact("configuration", row.getAs(CONFIGURATION_HASH)));
        return facts;
    }

    private List<Row> recorded() {
        return run.context()
                .tables()
                .readOrEmpty(Specs.RUNS)
                .where(col(RUN_ID).equalTo(run.runId()))
                .orderBy(col(FINISHED_AT).desc())
                .limit(1)
                .collectAsList();
    }

    private List<Page.Fact> catalogFacts(Counts counts) {
        String preparation = run.model().preparationId();
        long flagged = run.context()
                .tables()
                .readOrEmpty(Specs.QUALITY)
                .where(col(PREPARATION_ID).equalTo(preparation).and(col(FLAGS).notEqual(0)))
                .count();
        long rejects = run.context()
                .tables()
                .readOrEmpty(Specs.REJECTS)
                .where(col(PREPARATION_ID).equalTo(preparation))
                .count();
        return List.of(
                new Page.Fact("galaxies scored", number(counts.objects())),
                new Page.Fact("false discovery rate below 0.1", number(counts.discovered())),
                new Page.Fact("trained on", number(counts.trainedOn())),
                new Page.Fact("calibrated with", number(counts.calibratedOn())),
                new Page.Fact("with a quality flag", number(flagged)),
                new Page.Fact("unusable images", number(rejects)));
    }

    private List<Page.Fact> modelFacts() {
        Row row = run.context()
                .tables()
                .readWithColumns(Specs.MODELS)
                .where(col(MODEL_ID).equalTo(run.model().modelId()))
                .first();
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact("model", run.model().modelId()));
        facts.add(new Page.Fact("stage", row.getAs(STAGE)));
        facts.add(new Page.Fact("made", utc(row.<Timestamp>getAs(CREATED_AT).toInstant())));
        facts.add(new Page.Fact("images presented", number(row.<Long>getAs(IMAGES_PRESENTED))));
        JsonNode metrics = tree(row.getAs(METRICS));
        measure(facts, metrics, "validation_psnr_db", "PSNR, held out", "%.2f dB");
        measure(facts, metrics, "validation_ssim", "SSIM, held out", "%.3f");
        measure(facts, metrics, "validation_elbo", "ELBO, held out", "%,.0f nats");
        measure(facts, metrics, "active_units", "active latent units", "%.0f");
        return facts;
    }

    private static void measure(List<Page.Fact> facts, JsonNode metrics, String key, String name, String format) {
        if (metrics.path(key).isNumber()) {
            facts.add(new Page.Fact(
                    name, String.format(Locale.ROOT, format, metrics.path(key).asDouble())));
        }
    }

    /** Those given, else those that the night's row has. */
    private List<Page.Fact> timeFacts(Map<String, Double> seconds) {
        List<Page.Fact> facts = new ArrayList<>();
        seconds.forEach((stage, s) -> facts.add(new Page.Fact(stage, String.format(Locale.ROOT, "%.1f s", s))));
        List<Row> rows = seconds.isEmpty() ? recorded() : List.of();
        if (!rows.isEmpty()) {
            JsonNode summary = tree(rows.get(0).getAs(SUMMARY));
            summary.path("stages")
                    .fields()
                    .forEachRemaining(stage -> facts.add(new Page.Fact(
                            stage.getKey(),
                            String.format(
                                    Locale.ROOT, "%.1f s", stage.getValue().asDouble()))));
            JsonNode score = summary.has("score") ? summary.path("score") : summary;
            measure(facts, score, "images_per_s", "pass over images", "%.0f images/s");
            measure(facts, score, "ranking_s", "ranking and publishing", "%.1f s");
        }
        return facts;
    }

    private List<Page.Fact> driftFacts() {
        return run
                .context()
                .tables()
                .readOrEmpty(Specs.DRIFT)
                .where(col(RUN_ID).equalTo(run.runId()).and(col(QUANTITY).equalTo("(all)")))
                .orderBy(REFERENCE)
                .select(REFERENCE, VERDICT, PSI, RECOMMENDATION)
                .collectAsList()
                .stream()
                .map(row -> new Page.Fact(
                        row.getString(0).equals("model") ? "since the model was made" : "since the last night",
                        row.getString(1).replace('_', ' ')
                                + (row.isNullAt(2) ? "" : String.format(Locale.ROOT, ", psi %.3f", row.getDouble(2)))
                                + (row.isNullAt(3) ? "" : ", advice: " + row.getString(3))))
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode(); // of a failed run it is the error's line
        }
    }

    private static String utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    private static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
