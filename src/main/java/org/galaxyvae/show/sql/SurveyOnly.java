package org.galaxyvae.show.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.BaseMetadataTable;
import org.apache.iceberg.HistoryTable;
import org.apache.iceberg.PartitionsTable;
import org.apache.iceberg.RefsTable;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.catalyst.analysis.ResolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.CurrentUser;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockLength;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockStart;
import org.apache.spark.sql.catalyst.expressions.InputFileName;
import org.apache.spark.sql.catalyst.expressions.SparkVersion;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.CommandResult;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.Tables;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The second door, behind the analysis: whatever names a statement found its way by, rows come from the survey's tables alone.
 * {@link StatementCheck} is the first.
 */
final class SurveyOnly extends AbstractFunction1<LogicalPlan, BoxedUnit> {
    private static final List<String> SURVEY = List.of(Tables.NAMESPACE.split("\\.", -1));

    /** Values of their own: no table, no file. */
    private static final Set<Class<?>> WITHOUT_TABLE =
            Set.of(CommandResult.class, CTERelationRef.class, LocalRelation.class, OneRowRelation.class, Range.class);

    /** Iceberg's tables about a table that name no file. */
    private static final Set<Class<?>> WITHOUT_FILES =
            Set.of(HistoryTable.class, PartitionsTable.class, RefsTable.class);

    /** Some need no parentheses, so that the parser sees a column. */
    private static final Set<Class<?>> TELLING = Set.of(
            CallMethodViaReflection.class,
            CurrentUser.class,
            InputFileBlockLength.class,
            InputFileBlockStart.class,
            InputFileName.class,
            SparkVersion.class);

    @Override
    public BoxedUnit apply(LogicalPlan plan) {
        plan.collectWithSubqueries(new AbstractPartialFunction<LogicalPlan, BoxedUnit>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return true;
            }

            @Override
            public BoxedUnit apply(LogicalPlan node) {
                check(node);
                return BoxedUnit.UNIT;
            }
        });
        return BoxedUnit.UNIT;
    }

    private static void check(LogicalPlan node) {
        node.expressions().foreach(SurveySql.scalaFunction(expression -> {
            checkExpression(expression);
            return BoxedUnit.UNIT;
        }));
        if (node instanceof Command && !Permitted.isPlan(node)) {
            // such as Iceberg's statements, if its parser stood before ours
            throw StatementCheck.refusal(node.nodeName(), "expected a statement that reads the survey's tables");
        } else if (node instanceof DataSourceV2Relation relation) {
            boolean ours = relation.catalog().exists(SurveySql.scalaFunction(catalog -> isOurs(catalog.name())))
                    && relation.identifier().exists(SurveySql.scalaFunction(SurveyOnly::isOurs));
            if (!ours || !isReadable(relation.table())) {
                throw refusal("table "
                        + (relation.identifier().isDefined()
                                ? relation.identifier().get().toString()
                                : ""));
            }
            requireColumns(JavaConverters.seqAsJavaList(relation.output()));
        } else if (node instanceof ResolvedTable table) {
            if (!isOurs(table.catalog().name()) || !isOurs(table.identifier()) || !isReadable(table.table())) {
                throw refusal("table " + table.identifier());
            }
        } else if (node instanceof ResolvedNamespace namespace) {
            if (!StatementCheck.isSurvey(JavaConverters.seqAsJavaList(namespace.namespace()))
                    || !isOurs(namespace.catalog().name())) {
                throw refusal("database " + namespace.namespace().mkString("."));
            }
        } else if (node.children().isEmpty() && !isHarmless(node)) {
            throw refusal(node.nodeName());
        }
    }

    /** A leaf of a command is a name that was looked up: only that of a table or database leads anywhere. */
    private static boolean isHarmless(LogicalPlan leaf) {
        return WITHOUT_TABLE.contains(leaf.getClass())
                || leaf instanceof Command
                || leaf.getClass().getPackageName().equals("org.apache.spark.sql.catalyst.analysis");
    }

    private static void checkExpression(Expression expression) {
        expression.foreach(SurveySql.scalaFunction(part -> {
            if (TELLING.contains(part.getClass())) {
                throw refusal(part.prettyName());
            }
            return BoxedUnit.UNIT;
        }));
    }

    /** Columns that Iceberg adds to every table name its files. */
    private static void requireColumns(List<? extends Attribute> columns) {
        for (Attribute column : columns) {
            if (column.metadata().contains("__metadata_col")) {
                throw refusal("column " + column.name());
            }
        }
    }

    private static boolean isOurs(String catalog) {
        return catalog.equals(SURVEY.get(0));
    }

    private static boolean isOurs(Identifier table) {
        List<String> namespace = Arrays.asList(table.namespace());
        return !namespace.isEmpty()
                && namespace.get(0).equals(SURVEY.get(1))
                && StatementCheck.isPlain(namespace)
                && StatementCheck.isPlain(List.of(table.name()));
    }

    private static boolean isReadable(Table table) {
        return table instanceof SparkTable iceberg
                && (!(iceberg.table() instanceof BaseMetadataTable)
                        || WITHOUT_FILES.contains(iceberg.table().getClass()));
    }

    private static RequestException refusal(String found) {
        return new RequestException("Cannot read " + found
                + ": expected the survey's tables, without what tells of files," + " accounts and programs");
    }
}
