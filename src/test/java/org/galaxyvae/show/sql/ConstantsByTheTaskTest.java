package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.StringRepeat;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.JavaConverters;

class ConstantsByTheTaskTest {
    private static final Expression X = new Literal(UTF8String.fromString("x"), DataTypes.StringType);
    private static final Expression THREE = new Literal(3, DataTypes.IntegerType);

    @Test
    void whatMayGrowIsNoConstantAndHasItsValue() {
        Expression repeated = ruled(new StringRepeat(X, THREE));
        assertThat(repeated.foldable()).isFalse();
        assertThat(SerializationUtils.clone((Serializable) repeated))
                .as("what a task is sent")
                .isEqualTo(repeated);
        assertThat(repeated.eval(InternalRow.empty())).isEqualTo(UTF8String.fromString("xxx"));
        Expression length = ruled(new Length(new StringRepeat(X, THREE)));
        assertThat(length.foldable()).isFalse();
        assertThat(length.eval(InternalRow.empty())).isEqualTo(3);
    }

    @Test
    void whatIsWrittenOutStaysAConstant() {
        assertThat(ruled(X)).isSameAs(X);
        assertThat(ruled(new UnaryMinus(THREE, false)).foldable()).isTrue();
        assertThat(ruled(new CreateArray(
                                JavaConverters.asScalaBuffer(List.of(THREE, THREE))
                                        .toSeq(),
                                false))
                        .foldable())
                .isTrue();
    }

    /** The rule's form of an expression, twice: a plan is analyzed more than once. */
    private static Expression ruled(Expression expression) {
        NamedExpression named = new Alias(
                expression,
                "a",
                NamedExpression.newExprId(),
                JavaConverters.asScalaBuffer(List.<String>of()).toSeq(),
                Option.empty(),
                JavaConverters.asScalaBuffer(List.<String>of()).toSeq());
        Project project =
                new Project(JavaConverters.asScalaBuffer(List.of(named)).toSeq(), new OneRowRelation());
        ConstantsByTheTask rule = new ConstantsByTheTask();
        Project ruled = (Project) rule.apply(rule.apply(project));
        return ((Alias) ruled.projectList().head()).child();
    }
}
