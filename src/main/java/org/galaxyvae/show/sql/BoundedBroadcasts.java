package org.galaxyvae.show.sql;

import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeExec;
import scala.runtime.AbstractPartialFunction;

/** Counts what a join has every task keep, which the server collects before: {@link BoundedResultExec}. */
final class BoundedBroadcasts extends Rule<SparkPlan> {
    @Override
    public SparkPlan apply(SparkPlan plan) {
        return plan.transformUp(new AbstractPartialFunction<SparkPlan, SparkPlan>() {
            @Override
            public boolean isDefinedAt(SparkPlan node) {
                return node instanceof BroadcastExchangeExec exchange
                        && !(exchange.child() instanceof BoundedResultExec);
            }

            @Override
            public SparkPlan apply(SparkPlan node) {
                BroadcastExchangeExec exchange = (BroadcastExchangeExec) node;
                return exchange.copy(exchange.mode(), new BoundedResultExec(exchange.child()));
            }
        });
    }
}
