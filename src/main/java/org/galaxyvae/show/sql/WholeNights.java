package org.galaxyvae.show.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.BaseMetadataTable;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.galaxyvae.base.table.Tables;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractPartialFunction;

/**
 * Gives each query one state of every table, and {@code scores} older than what is published with them, in whatever order the
 * query names them.
 *
 * <p>Without it each scan looks for the newest snapshot when it is planned: a query that names {@code latents} before {@code
 * scores}, or {@code scores} twice, might find two nights while one is being published. {@code latents} keep the run before,
 * so that scores of whichever night find theirs in a later state of {@code latents}, not in an earlier one.
 */
final class WholeNights extends Rule<LogicalPlan> {
    private static final List<String> NIGHT =
            Specs.NIGHT.stream().map(TableSpec::name).toList();

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        Map<Identifier, SparkTable> found = new HashMap<>();
        plan.collectWithSubqueries(new Collecting(found));
        if (found.isEmpty()) {
            return plan;
        }
        boolean withScores =
                found.keySet().stream().anyMatch(table -> table.name().equals(Specs.SCORES.name()));
        Map<Identifier, State> states = new HashMap<>();
        return plan.transformWithSubqueries(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return current(node) != null;
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
                DataSourceV2Relation relation = (DataSourceV2Relation) node;
                State state = states.computeIfAbsent(
                        relation.identifier().get(),
                        table -> state(relation, Objects.requireNonNull(found.get(table)), withScores));
                return relation.copy(
                        state, relation.output(), relation.catalog(), relation.identifier(), relation.options());
            }
        });
    }

    /** What is published with scores is loaded anew, behind them. */
    private static State state(DataSourceV2Relation relation, SparkTable found, boolean withScores) {
        Identifier name = relation.identifier().get();
        SparkTable chosen = found;
        if (withScores && NIGHT.contains(name.name()) && !name.name().equals(Specs.SCORES.name())) {
            SparkTable later = load(relation, name);
            // columns that came between are not in the analyzed query: then the state that it was analyzed with
            chosen = later.schema().equals(found.schema()) ? later : found;
        }
        return new State(chosen);
    }

    private static SparkTable load(DataSourceV2Relation relation, Identifier name) {
        try {
            return (SparkTable) ((TableCatalog) relation.catalog().get()).loadTable(name);
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("Cannot load " + name, e);
        }
    }

    /** The table of a relation that is one of ours and asked for as it is now, not as of some version. */
    private static @Nullable SparkTable current(LogicalPlan node) {
        return node instanceof DataSourceV2Relation relation
                        && relation.catalog().exists(catalog -> catalog.name().equals(Tables.CATALOG))
                        && relation.identifier().isDefined()
                        && relation.table() instanceof SparkTable table
                        && table.snapshotId() == null
                        && table.branch() == null
                        && !(table.table() instanceof BaseMetadataTable)
                ? table
                : null;
    }

    /**
     * A table that is not looked up again when its scan is planned. It equals itself alone: Iceberg's equal all of their name, and
     * Spark would not put one in the place of another.
     */
    private static final class State extends SparkTable {
        State(SparkTable loaded) {
            super(loaded.table(), false);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Notes the first state of each table; where a query names it twice, Spark may have loaded it twice. */
    private static final class Collecting extends AbstractPartialFunction<LogicalPlan, Boolean> {
        private final Map<Identifier, SparkTable> found;

        Collecting(Map<Identifier, SparkTable> found) {
            this.found = found;
        }

        @Override
        public boolean isDefinedAt(LogicalPlan node) {
            return current(node) != null;
        }

        @Override
        public Boolean apply(LogicalPlan node) {
            DataSourceV2Relation relation = (DataSourceV2Relation) node;
            found.putIfAbsent(relation.identifier().get(), Objects.requireNonNull(current(relation)));
            return true;
        }
    }
}
