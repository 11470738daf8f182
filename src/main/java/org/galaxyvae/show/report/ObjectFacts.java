package org.galaxyvae.show.report;

import static org.galaxyvae.base.row.ColumnNames.ARTEFACT_PROBABILITY;
import static org.galaxyvae.base.row.ColumnNames.INTEREST;
import static org.galaxyvae.base.row.ColumnNames.INTEREST_SD;
import static org.galaxyvae.base.row.ColumnNames.KIND;
import static org.galaxyvae.base.row.ColumnNames.MATCHED_ID;
import static org.galaxyvae.base.row.ColumnNames.REFERENCE;
import static org.galaxyvae.base.row.ColumnNames.SEPARATION_ARCSEC;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.table.Specs;
import org.jspecify.annotations.Nullable;

/** What tables other than scores know of some objects. */
final class ObjectFacts {
    private static final int MOST_COLUMNS = 40;
    private static final int MOST_LETTERS = 200;

    private final ReportedRun run;
    private final OptionalTables optional;

    ObjectFacts(ReportedRun run) {
        this.run = run;
        this.optional = new OptionalTables(run.context());
    }

    /** Columns of the user's catalog, by object id; values that are null are left out, long ones cut. */
    Map<String, List<Page.Fact>> catalog(Collection<String> objectIds) {
        Map<String, List<Page.Fact>> facts = new HashMap<>();
        if (!run.context().tables().exists(Specs.CATALOG)) {
            return facts;
        }
        Dataset<Row> catalog = run.context().tables().read(Specs.CATALOG);
        optional.byId(catalog, objectIds, "object_id").forEach((id, row) -> {
            List<Page.Fact> columns = new ArrayList<>();
            for (String name : row.schema().fieldNames()) {
                Object value = row.getAs(name);
                if (value != null && !name.equals("object_id") && columns.size() < MOST_COLUMNS) {
                    columns.add(new Page.Fact(name, cut(value.toString())));
                }
            }
            facts.put(id, columns);
        });
        return facts;
    }

    /** Interest, artifact, known counterpart and last label, where there are such tables. */
    Map<String, List<Page.Fact>> beside(Collection<String> objectIds) {
        Map<String, List<Page.Fact>> facts = new HashMap<>();
        String modelId = run.model().modelId();
        optional.byId(optional.of("interest", modelId), objectIds, "object_id")
                .forEach((id, row) -> add(
                        facts,
                        id,
                        "interest",
                        String.format(
                                Locale.ROOT,
                                "%.2f ± %.2f",
                                row.<Double>getAs(INTEREST),
                                row.<Double>getAs(INTEREST_SD))));
        optional.byId(optional.of("artefacts", modelId), objectIds, "object_id")
                .forEach((id, row) -> add(
                        facts,
                        id,
                        "artifact",
                        String.format(Locale.ROOT, "probability %.2f", row.<Double>getAs(ARTEFACT_PROBABILITY))
                                + kind(row.getAs(KIND))));
        Dataset<Row> matches = optional.of("crossmatches");
        optional.byId(matches, objectIds, "separation_arcsec")
                .forEach((id, row) -> add(
                        facts,
                        id,
                        "known",
                        String.format(
                                Locale.ROOT,
                                "%s in %s, %.2f arcsec away",
                                row.getAs(MATCHED_ID),
                                row.getAs(REFERENCE),
                                row.<Double>getAs(SEPARATION_ARCSEC))));
        if (matches != null) {
            objectIds.stream()
                    .filter(id -> facts.getOrDefault(id, List.of()).stream()
                            .noneMatch(fact -> fact.name().equals("known")))
                    .forEach(id -> add(facts, id, "known", "in no list that was matched"));
        }
        return facts;
    }

    private static String kind(@Nullable String kind) {
        return kind == null ? "" : ", " + kind.replace('_', ' ');
    }

    private static void add(Map<String, List<Page.Fact>> facts, String id, String name, String value) {
        facts.computeIfAbsent(id, any -> new ArrayList<>()).add(new Page.Fact(name, value));
    }

    private static String cut(String value) {
        return value.length() <= MOST_LETTERS ? value : value.substring(0, MOST_LETTERS) + "…";
    }
}
