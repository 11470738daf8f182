package org.galaxyvae.show.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.galaxyvae.base.config.RequestException;
import scala.Product;
import scala.collection.Iterator;
import scala.collection.Traversable;

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

    /** Functions that call any method of any class. */
    private static final Set<String> CALLING_ANYTHING = Set.of("reflect", "java_method", "try_reflect");

    private ReadOnly() {}

    /**
     * Checks one statement.
     *
     * @return it, parsed
     * @throws ParseException where it is no SQL
     * @throws RequestException where it writes or runs a program
     */
    static LogicalPlan require(ParserInterface parser, String statement) throws ParseException {
        LogicalPlan plan = parser.parsePlan(statement);
        if (changes(plan)) {
            throw new RequestException(
                    "Cannot run " + statement.lines().findFirst().orElse("")
                            + ": expected a statement that reads, since SQL changes nothing here");
        }
        return plan;
    }

    /**
     * Whether something in the parsed statement changes anything. Looked at is all that a node is made of, since Spark counts
     * neither common table expressions nor subqueries nor what is cached among a node's children.
     */
    private static boolean changes(Object part) {
        if (part instanceof Traversable<?> several) {
            return anyChanges(several.toIterator());
        }
        return isChange(part) || (part instanceof Product product && anyChanges(product.productIterator()));
    }

    private static boolean anyChanges(Iterator<?> parts) {
        while (parts.hasNext()) {
            if (changes(parts.next())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isChange(Object node) {
        if (node instanceof UnresolvedFunction function) {
            return CALLING_ANYTHING.contains(function.nameParts().last().toLowerCase(Locale.ROOT));
        }
        if (node instanceof Command || node instanceof ParsedStatement) {
            String name = node.getClass().getSimpleName();
            return HARMLESS.stream().noneMatch(name::startsWith);
        }
        return node instanceof InsertIntoDir || node instanceof ScriptTransformation;
    }
}
