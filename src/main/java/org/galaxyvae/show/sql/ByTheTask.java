package org.galaxyvae.show.sql;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The value of a constant that Spark does not take for one, so that what is made of it is made by a task. */
public final class ByTheTask extends Expression implements Serializable {
    private final Expression child;

    /** Spark copies expressions by this. */
    public ByTheTask(Expression child) {
        this.child = child;
    }

    @Override
    public Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(child)).toSeq();
    }

    @Override
    public boolean nullable() {
        return child.nullable();
    }

    @Override
    public boolean foldable() {
        return false;
    }

    @Override
    public Object eval(InternalRow input) {
        return child.eval(input);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        ExprCode value = child.genCode(context);
        return code.copy(value.code(), value.isNull(), value.value());
    }

    @Override
    public DataType dataType() {
        return child.dataType();
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> changed) {
        return new ByTheTask(changed.apply(0));
    }

    @Override
    public Object productElement(int n) {
        return child;
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ByTheTask;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByTheTask same && same.child.equals(child);
    }

    @Override
    public int hashCode() {
        return child.hashCode();
    }
}
