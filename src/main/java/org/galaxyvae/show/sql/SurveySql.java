package org.galaxyvae.show.sql;

import org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * What SQL over a survey has beyond Spark's and Iceberg's: the ready views, functions for the sky and the latents, and one
 * night a query. Its name stands in {@code spark.sql.extensions} in the place of Iceberg's.
 */
public class SurveySql extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        // before Iceberg's rules: a view that the Iceberg catalog keeps has the columns of the day on which it was
        // written
        extensions.injectResolutionRule(scalaFunction(ViewNames::new));
        extensions.injectPostHocResolutionRule(scalaFunction(spark -> new WholeNights()));
        SqlFunctions.inject(extensions);
        new IcebergSparkSessionExtensions().apply(extensions);
        return BoxedUnit.UNIT;
    }

    /** A function of Java as one of Scala. */
    static <A, B> AbstractFunction1<A, B> scalaFunction(java.util.function.Function<A, B> function) {
        return new AbstractFunction1<>() {
            @Override
            public B apply(A argument) {
                return function.apply(argument);
            }
        };
    }
}
