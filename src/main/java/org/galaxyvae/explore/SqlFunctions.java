package org.galaxyvae.explore;

import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/** What astronomers miss in SQL: {@code cone} and {@code latent_distance}. */
final class SqlFunctions {
    private SqlFunctions() {}

    /** Makes both known to the session. */
    static void register(SparkSession spark) {
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
        spark.udf().register("cone", cone, DataTypes.BooleanType);
        spark.udf().register("latent_distance", distance, DataTypes.DoubleType);
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
