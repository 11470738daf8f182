package org.galaxyvae.show.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.LocalTempView$;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.execution.command.CreateViewCommand;
import org.apache.spark.sql.execution.command.SetNamespaceCommand;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.Tables;
import scala.Option;
import scala.Product;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.Traversable;

/** Lets only statements through that read the survey: each part of what Spark's parser made of one is {@link Permitted}. */
final class StatementCheck {
    private static final List<String> SURVEY = List.of(Tables.NAMESPACE.split("\\.", -1));

    /** What a name of a table, view, branch or database may be made of: nothing that a path, an address or a file has. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ -]*");

    private final String statement;

    private StatementCheck(String statement) {
        this.statement = statement;
    }

    /**
     * Checks a parsed statement.
     *
     * @throws RequestException where it does anything but read the survey
     */
    static void require(LogicalPlan plan, String statement) {
        new StatementCheck(statement).check(plan);
    }

    /** Whether a name is that of the survey's database, with or without its catalog, or says nothing. */
    static boolean isSurvey(List<String> namespace) {
        return namespace.isEmpty() || namespace.equals(SURVEY) || namespace.equals(SURVEY.subList(1, 2));
    }

    /** Whether every part is a plain name. */
    static boolean isPlain(List<String> parts) {
        return parts.stream().allMatch(part -> NAME.matcher(part).matches());
    }

    /**
     * Looks at all that a node is made of, since Spark counts neither common table expressions nor subqueries nor what is
     * described among a node's children.
     */
    private void check(Object part) {
        if (part instanceof Traversable<?> several) {
            checkAll(several.toIterator());
        } else {
            if (part instanceof LogicalPlan plan) {
                checkPlan(plan);
            } else if (part instanceof Expression expression) {
                checkExpression(expression);
            } else if (part instanceof TableIdentifier name) {
                requireNames(parts(name));
            }
            if (part instanceof Product product) {
                checkAll(product.productIterator());
            }
        }
    }

    private void checkAll(Iterator<?> parts) {
        while (parts.hasNext()) {
            check(parts.next());
        }
    }

    private void checkPlan(LogicalPlan plan) {
        if (!Permitted.isPlan(plan)) {
            throw refusal(
                    "expected a statement that reads the survey's tables, since SQL changes nothing here and knows"
                            + " nothing else");
        }
        requireWrittenOut(computedAtOnce(plan));
        if (plan instanceof UnresolvedRelation relation) {
            requireTable(relation.multipartIdentifier());
        } else if (plan instanceof UnresolvedTableOrView table) {
            requireTable(table.multipartIdentifier());
        } else if (plan instanceof UnresolvedNamespace namespace) {
            requireSurvey(namespace.multipartIdentifier());
        } else if (plan instanceof SetNamespaceCommand use) {
            requireSurvey(use.namespace());
        } else if (plan instanceof UnresolvedTableValuedFunction function) {
            requireFunction(JavaConverters.seqAsJavaList(function.name()), Permitted.TABLE_FUNCTIONS);
        } else if (plan instanceof UnresolvedHint hint) {
            if (!Permitted.HINTS.contains(hint.name().toUpperCase(Locale.ROOT))) {
                throw refusal("expected one of the hints "
                        + Permitted.HINTS.stream().sorted().toList());
            }
        } else if (plan instanceof CreateViewCommand view) {
            requireOwn(view);
        } else if ((plan instanceof DescribeRelation described && described.isExtended())
                || (plan instanceof DescribeColumn column && column.isExtended())) {
            throw refusal("expected DESCRIBE without EXTENDED or FORMATTED, which tell where files are");
        }
    }

    /** What Spark computes while it reads a statement, in the memory of all. */
    private static Object computedAtOnce(LogicalPlan plan) {
        if (plan instanceof UnresolvedInlineTable table) {
            return table.rows();
        } else if (plan instanceof UnresolvedTableValuedFunction function) {
            return function.functionArgs();
        } else if (plan instanceof Pivot pivot) {
            return pivot.pivotValues();
        } else if (plan instanceof GlobalLimit limit) {
            return limit.limitExpr();
        } else if (plan instanceof Offset offset) {
            return offset.offsetExpr();
        } else if (plan instanceof RelationTimeTravel travel) {
            return travel.timestamp();
        }
        return Option.empty();
    }

    private void requireWrittenOut(Object part) {
        if (part instanceof UnresolvedFunction function
                && !Permitted.OF_VALUES.contains(function.nameParts().last().toLowerCase(Locale.ROOT))) {
            throw refusal("expected plain values where a statement needs them before it runs, found "
                    + function.nameParts().last());
        }
        if (part instanceof Traversable<?> several) {
            requireAllWrittenOut(several.toIterator());
        } else if (part instanceof Product product) {
            requireAllWrittenOut(product.productIterator());
        }
    }

    private void requireAllWrittenOut(Iterator<?> parts) {
        while (parts.hasNext()) {
            requireWrittenOut(parts.next());
        }
    }

    private void requireOwn(CreateViewCommand view) {
        if (view.viewType() != LocalTempView$.MODULE$) {
            throw refusal("expected CREATE TEMPORARY VIEW, which keeps nothing for others");
        }
    }

    private void checkExpression(Expression expression) {
        if (expression instanceof UnresolvedFunction function) {
            requireFunction(JavaConverters.seqAsJavaList(function.nameParts()), Permitted.FUNCTIONS);
        } else if (expression instanceof UnresolvedGenerator generator) {
            requireFunction(
                    generator.name().database().isDefined()
                            ? List.of(
                                    generator.name().database().get(),
                                    generator.name().funcName())
                            : List.of(generator.name().funcName()),
                    Permitted.FUNCTIONS);
        }
        if (!Permitted.isExpression(expression)) {
            throw refusal("expected plain names, functions and operators, found "
                    + expression.getClass().getSimpleName());
        }
    }

    private void requireFunction(List<String> parts, Set<String> allowed) {
        String name = parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
        if (parts.size() != 1 || !(allowed.contains(name) || isHarmless(name))) {
            throw refusal(
                    "expected functions that compute with their arguments alone, found " + String.join(".", parts));
        }
    }

    /** A name that Spark does not know is told so by Spark. */
    private static boolean isHarmless(String name) {
        return FunctionRegistry.builtin()
                .lookupFunction(new FunctionIdentifier(name))
                .forall(SurveySql.scalaFunction(function -> Permitted.FUNCTION_GROUPS.contains(function.getGroup())));
    }

    private void requireTable(Seq<String> name) {
        requireNames(JavaConverters.seqAsJavaList(name));
    }

    /** A table's own name, behind the survey's where it is given in full, before a metadata table's, branch's or tag's. */
    private void requireNames(List<String> parts) {
        if (!isPlain(parts) || parts.size() > SURVEY.size() + 2) {
            throw refusal("expected names of the survey's tables and views, found " + String.join(".", parts));
        }
    }

    private void requireSurvey(Seq<String> namespace) {
        List<String> parts = JavaConverters.seqAsJavaList(namespace);
        if (!isSurvey(parts)) {
            throw refusal("expected the database " + Tables.NAMESPACE + ", found " + String.join(".", parts));
        }
    }

    private static List<String> parts(TableIdentifier name) {
        Option<String> database = name.database();
        return database.isDefined() ? List.of(database.get(), name.table()) : List.of(name.table());
    }

    private RequestException refusal(String expected) {
        return refusal(statement, expected);
    }

    /** One line for a statement that is not run. */
    static RequestException refusal(String statement, String expected) {
        String line = statement.lines().findFirst().orElse("");
        return new RequestException(
                "Cannot run " + (line.length() > 200 ? line.substring(0, 200) + "..." : line) + ": " + expected);
    }
}
