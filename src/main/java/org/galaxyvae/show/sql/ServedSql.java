package org.galaxyvae.show.sql;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** {@link SurveySql} for clients whom nobody knows: each of their sessions reads and nothing else. */
public final class ServedSql extends SurveySql {
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        super.apply(extensions);
        // last, so that it stands before Iceberg's parser, which hands its own statements on to nobody
        extensions.injectParser(new AbstractFunction2<SparkSession, ParserInterface, ParserInterface>() {
            @Override
            public ParserInterface apply(SparkSession spark, ParserInterface parser) {
                return new ClientParser(spark, parser);
            }
        });
        return BoxedUnit.UNIT;
    }
}
