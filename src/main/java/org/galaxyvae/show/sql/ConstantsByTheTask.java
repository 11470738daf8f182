package org.galaxyvae.show.sql;

import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.CreateMap;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.runtime.AbstractPartialFunction;

/**
 * Has constants computed by tasks where they may grow: Spark would compute {@code sequence(1, 2000000000)} while it plans, in the
 * memory of the server for all clients. Numbers, dates and what is written out stay constants, which Spark needs to skip files.
 */
final class ConstantsByTheTask extends Rule<LogicalPlan> {
    /** What they hold stands in the statement. */
    private static final Set<Class<?>> WRITTEN_OUT =
            Set.of(Literal.class, Cast.class, CreateArray.class, CreateMap.class, CreateNamedStruct.class);

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan.transformAllExpressionsWithSubqueries(new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression expression) {
                return expression.resolved()
                        && expression.foldable()
                        && !(expression instanceof Literal)
                        && mayGrow(expression);
            }

            @Override
            public Expression apply(Expression expression) {
                return ofTasks(expression);
            }
        });
    }

    private static boolean mayGrow(Expression expression) {
        return expression.exists(SurveySql.scalaFunction(
                part -> !WRITTEN_OUT.contains(part.getClass()) && hasAnyLength(part.dataType())));
    }

    private static boolean hasAnyLength(DataType type) {
        return type instanceof StringType
                || type instanceof BinaryType
                || type instanceof ArrayType
                || type instanceof MapType
                || type instanceof StructType;
    }

    private static Expression ofTasks(Expression expression) {
        // upwards: what is put in the place of a constant holds it
        return expression.transformUp(new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression part) {
                return part instanceof Literal;
            }

            @Override
            public Expression apply(Expression part) {
                return new ByTheTask(part);
            }
        });
    }
}
