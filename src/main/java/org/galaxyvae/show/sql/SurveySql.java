package org.galaxyvae.show.sql;

import org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * What SQL over a survey has beyond Spark's and Iceberg's: the ready views, functions for the sky and the latents, one night a
 * query, and the doors that keep a statement to the survey. Its name stands in {@code spark.sql.extensions} in the place of
 * Iceberg's.
 */
public class SurveySql extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    private final boolean served;

    /** For statements of whoever started the process. */
    public SurveySql() {
        this(false);
    }

    /** For statements of others where {@code served}. */
    SurveySql(boolean served) {
        this.served = served;
    }

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        // before Iceberg's rules: a view that the Iceberg catalog keeps has the columns of the day on which it was
        // written
        extensions.injectResolutionRule(scalaFunction(ViewNames::new));
        extensions.injectPostHocResolutionRule(scalaFunction(spark -> new WholeNights()));
        extensions.injectCheckRule(scalaFunction(spark -> new SurveyOnly()));
        if (served) {
            extensions.injectPostHocResolutionRule(scalaFunction(spark -> new ConstantsByTheTask()));
            extensions.injectQueryStagePrepRule(scalaFunction(spark -> new BoundedBroadcasts()));
            extensions.injectPlannerStrategy(scalaFunction(spark -> new BoundedResults()));
        }
        SqlFunctions.inject(extensions);
        new IcebergSparkSessionExtensions().apply(extensions);
        // last, so that it stands before Iceberg's parser, which hands its own statements on to nobody
        extensions.injectParser(new AbstractFunction2<SparkSession, ParserInterface, ParserInterface>() {
            @Override
            public ParserInterface apply(SparkSession spark, ParserInterface parser) {
                return new ClientParser(spark, parser, served);
            }
        });
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
