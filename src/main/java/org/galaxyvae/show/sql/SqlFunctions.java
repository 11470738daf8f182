package org.galaxyvae.show.sql;

import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;
import scala.Tuple3;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What astronomers miss in SQL: {@code cone} and {@code latent_distance}. */
final class SqlFunctions {
    private SqlFunctions() {}

    /** Makes both known to every session of those extensions. */
    static void inject(SparkSessionExtensions extensions) {
        UDF5<
                        @Nullable Number,
                        @Nullable Number,
                        @Nullable Number,
                        @Nullable Number,
                        @Nullable Number,
                        @Nullable Boolean>
                cone = SqlFunctions::cone;
        UDF2<@Nullable Seq<? extends Number>, @Nullable Seq<? extends Number>, @Nullable Double> distance =
                SqlFunctions::latentDistance;
        inject(
                extensions,
                "cone",
                5,
                functions.udf(cone, DataTypes.BooleanType),
                "cone(ra, dec, ra0, dec0, radius) - Whether a position lies within a circle on the sky, all in degrees.");
        inject(
                extensions,
                "latent_distance",
                2,
                functions.udf(distance, DataTypes.DoubleType),
                "latent_distance(z, z) - Euclidean distance of two latent vectors of one model.");
    }

    private static void inject(
            SparkSessionExtensions extensions, String name, int arguments, UserDefinedFunction function, String usage) {
        extensions.injectFunction(new Tuple3<>(
                new FunctionIdentifier(name),
                new ExpressionInfo(SqlFunctions.class.getName(), null, name, usage, "", "", "", "", "", "", "java_udf"),
                SurveySql.scalaFunction(given -> {
                    if (given.length() != arguments) {
                        throw new RequestException(
                                "Cannot call " + name + " with " + given.length() + " arguments, expected " + usage);
                    }
                    List<Column> columns = JavaConverters.seqAsJavaList(given).stream()
                            .map(Column::new)
                            .toList();
                    return function.withName(name)
                            .apply(JavaConverters.asScalaBuffer(columns).toSeq())
                            .expr();
                })));
    }

    /**
     * Whether a position lies within a circle on the sky, by the haversine formula (Sinnott 1984), which is exact for small
     * circles, at the poles and across RA 0.
     *
     * @param radius of the circle; all five in degrees
     * @return null where any is null
     */
    static @Nullable Boolean cone(
            @Nullable Number ra,
            @Nullable Number dec,
            @Nullable Number ra0,
            @Nullable Number dec0,
            @Nullable Number radius) {
        if (ra == null || dec == null || ra0 == null || dec0 == null || radius == null) {
            return null;
        }
        double phi = Math.toRadians(dec.doubleValue());
        double phi0 = Math.toRadians(dec0.doubleValue());
        double byDec = Math.sin((phi - phi0) / 2);
        double byRa = Math.sin(Math.toRadians(ra.doubleValue() - ra0.doubleValue()) / 2);
        double h = byDec * byDec + Math.cos(phi) * Math.cos(phi0) * byRa * byRa;
        return 2 * Math.asin(Math.min(1, Math.sqrt(h))) <= Math.toRadians(radius.doubleValue());
    }

    /**
     * Euclidean distance of two latent vectors.
     *
     * @return null where one is null
     * @throws IllegalArgumentException where their lengths differ: they are of different models
     */
    static @Nullable Double latentDistance(@Nullable Seq<? extends Number> a, @Nullable Seq<? extends Number> b) {
        if (a == null || b == null) {
            return null;
        }
        if (a.length() != b.length()) {
            throw new IllegalArgumentException("Cannot compare latents of " + a.length() + " and " + b.length()
                    + " units: expected both of one model");
        }
        double sum = 0;
        for (int i = 0; i < a.length(); i++) {
            double difference = Objects.requireNonNull(a.apply(i)).doubleValue()
                    - Objects.requireNonNull(b.apply(i)).doubleValue();
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
