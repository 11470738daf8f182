package org.galaxyvae.explore;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.galaxyvae.config.RequestException;
import scala.Option;
import scala.runtime.AbstractPartialFunction;

/** Lets only statements through that read: one writer per workspace, and it holds the lock. */
final class ReadOnly {
    /** Beginnings of the names of Spark's harmless commands; temporary views live in the session alone. */
    private static final List<String> HARMLESS = List.of(
            "Show",
            "Describe",
            "Explain",
            "SetCommand",
            "SetCatalog",
            "ResetCommand",
            "CreateViewCommand",
            "CreateTempView",
            "Cache",
            "Uncache");

    private ReadOnly() {}

    /**
     * Checks one statement.
     *
     * @throws ParseException where it is no SQL
     * @throws RequestException where it writes
     */
    static void require(SparkSession spark, String statement) throws ParseException {
        LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(statement);
        Option<Object> writing = plan.collectFirst(new AbstractPartialFunction<LogicalPlan, Object>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                String name = node.getClass().getSimpleName();
                return (node instanceof Command || node instanceof ParsedStatement)
                        && HARMLESS.stream().noneMatch(name::startsWith);
            }

            @Override
            public Object apply(LogicalPlan node) {
                return node;
            }
        });
        if (writing.isDefined()) {
            throw new RequestException(
                    "Cannot run " + statement.lines().findFirst().orElse("")
                            + ": expected a statement that reads, since galaxy-vae sql changes nothing");
        }
    }
}
