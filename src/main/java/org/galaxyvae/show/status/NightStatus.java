package org.galaxyvae.show.status;

import static org.galaxyvae.base.row.ColumnNames.CHECK;
import static org.galaxyvae.base.row.ColumnNames.COMMAND;
import static org.galaxyvae.base.row.ColumnNames.FINISHED_AT;
import static org.galaxyvae.base.row.ColumnNames.KS;
import static org.galaxyvae.base.row.ColumnNames.LIMIT;
import static org.galaxyvae.base.row.ColumnNames.OUTCOME;
import static org.galaxyvae.base.row.ColumnNames.PASSED;
import static org.galaxyvae.base.row.ColumnNames.PSI;
import static org.galaxyvae.base.row.ColumnNames.QUANTITY;
import static org.galaxyvae.base.row.ColumnNames.REFERENCE;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.STARTED_AT;
import static org.galaxyvae.base.row.ColumnNames.SUMMARY;
import static org.galaxyvae.base.row.ColumnNames.VALUE;
import static org.galaxyvae.base.row.ColumnNames.VERDICT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * How the last nights went, as far as tables tell.
 *
 * @param lastSuccess when the last run that did its work ended, ISO 8601, by command
 * @param last the newest night, or null where there was none
 * @param audits of the newest night that was audited
 * @param drift of the newest night that measured it
 */
public record NightStatus(
        Map<String, String> lastSuccess, @Nullable Night last, List<Audit> audits, List<Drift> drift) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One run of {@code nightly}; stages in seconds, in their order, empty where the night failed before it could tell. */
    public record Night(String runId, String outcome, String startedAt, double seconds, Map<String, Double> stages) {}

    /** One check of what was to be published. */
    public record Audit(
            String runId,
            String check,
            @Nullable Double value,
            @Nullable Double limit,
            boolean passed) {}

    /** How far one quantity has moved. */
    public record Drift(
            String runId,
            String reference,
            String quantity,
            @Nullable Double psi,
            @Nullable Double ks,
            String verdict) {}

    public NightStatus {
        lastSuccess = new LinkedHashMap<>(lastSuccess);
        audits = List.copyOf(audits);
        drift = List.copyOf(drift);
    }

    static NightStatus read(StageContext context) {
        return new NightStatus(
                lastSuccess(context),
                last(context),
                newest(context, "audits", "check").stream()
                        .map(row -> new Audit(
                                row.getAs(RUN_ID),
                                row.getAs(CHECK),
                                row.getAs(VALUE),
                                row.getAs(LIMIT),
                                row.<Boolean>getAs(PASSED)))
                        .toList(),
                newest(context, "drift", "reference", "quantity").stream()
                        .map(row -> new Drift(
                                row.getAs(RUN_ID),
                                row.getAs(REFERENCE),
                                row.getAs(QUANTITY),
                                row.getAs(PSI),
                                row.getAs(KS),
                                row.getAs(VERDICT)))
                        .toList());
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (last != null) {
            lines.add("last night        " + last.runId() + " " + last.outcome() + ", begun " + last.startedAt());
        }
        audits.stream()
                .filter(audit -> !audit.passed())
                .forEach(audit -> lines.add("audit failed      " + audit.check() + " " + audit.value() + ", limit "
                        + audit.limit() + " (" + audit.runId() + ")"));
        List<String> drifted = drift.stream()
                .filter(quantity -> quantity.verdict().equals("drifted"))
                .map(quantity -> quantity.quantity() + " against " + quantity.reference())
                .toList();
        if (!drifted.isEmpty()) {
            lines.add("drifted           " + String.join(", ", drifted));
        }
        return lines;
    }

    private static Map<String, String> lastSuccess(StageContext context) {
        Map<String, String> times = new LinkedHashMap<>();
        context.tables()
                .readOrEmpty(Specs.RUNS)
                .where(functions.col(OUTCOME).isin("done", "published"))
                .groupBy(COMMAND)
                .agg(functions.max(FINISHED_AT))
                .orderBy(COMMAND)
                .collectAsList()
                .forEach(row -> times.put(
                        row.getString(0), row.getTimestamp(1).toInstant().toString()));
        return times;
    }

    private static @Nullable Night last(StageContext context) {
        List<Row> nights = context.tables()
                .readOrEmpty(Specs.RUNS)
                .where("command = 'nightly'")
                .orderBy(functions.col(STARTED_AT).desc())
                .takeAsList(1);
        if (nights.isEmpty()) {
            return null;
        }
        Row night = nights.get(0);
        Timestamp started = night.getAs(STARTED_AT);
        Timestamp finished = night.getAs(FINISHED_AT);
        return new Night(
                night.getAs(RUN_ID),
                night.getAs(OUTCOME),
                started.toInstant().toString(),
                (finished.getTime() - started.getTime()) / 1000.0,
                stages(Objects.requireNonNullElse(night.getAs(SUMMARY), "")));
    }

    /** From a night's summary; a failed one has a message in its place. */
    static Map<String, Double> stages(String summary) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        try {
            JsonNode stages = JSON.readTree(summary).path("stages");
            stages.fields().forEachRemaining(stage -> {
                if (stage.getValue().isNumber()) {
                    seconds.put(stage.getKey(), stage.getValue().asDouble());
                }
            });
        } catch (JsonProcessingException e) {
            return Map.of();
        }
        return seconds;
    }

    /** The rows of the table's newest run; none where there is no such table. */
    private static List<Row> newest(StageContext context, String table, String... order) {
        String name = Tables.NAMESPACE + "." + table;
        if (!context.spark().catalog().tableExists(name)) {
            return List.of();
        }
        Dataset<Row> rows = context.spark().table(name);
        Row newest = rows.agg(functions.max(RUN_ID)).first();
        return newest.isNullAt(0)
                ? List.of()
                : rows.where(functions.col(RUN_ID).equalTo(newest.getString(0)))
                        .orderBy(java.util.Arrays.stream(order)
                                .map(functions::col)
                                .toArray(org.apache.spark.sql.Column[]::new))
                        .collectAsList();
    }
}
