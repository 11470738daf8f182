package org.galaxyvae.survey.ingest;

import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** What the executors count while they decode: images, and nanoseconds by kind of work. */
record DecodeTimes(
        LongAccumulator images,
        LongAccumulator files,
        LongAccumulator skipped,
        LongAccumulator reading,
        LongAccumulator preparing,
        LongAccumulator measuring)
        implements java.io.Serializable {
    static DecodeTimes of(SparkContext spark) {
        return new DecodeTimes(
                spark.longAccumulator("images read"),
                spark.longAccumulator("sources opened"),
                spark.longAccumulator("files beside images"),
                spark.longAccumulator("ns reading"),
                spark.longAccumulator("ns preparing"),
                spark.longAccumulator("ns measuring"));
    }
}
