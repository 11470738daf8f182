package org.galaxyvae.show.sql;

import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.CommandResult;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ReturnAnswer;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Puts a {@link BoundedResultExec} on top of every query. */
final class BoundedResults extends SparkStrategy {
    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        boolean bounded = plan instanceof ReturnAnswer answer
                && !(answer.child() instanceof Command
                        || answer.child() instanceof CommandResult
                        || answer.child() instanceof LocalRelation);
        return JavaConverters.asScalaBuffer(
                        bounded
                                ? java.util.List.<SparkPlan>of(
                                        new BoundedResultExec(planLater(((ReturnAnswer) plan).child())))
                                : java.util.List.<SparkPlan>of())
                .toSeq();
    }
}
