package org.galaxyvae.survey.ingest;

import java.io.Serializable;
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
        implements Serializable {
    static DecodeTimes of(SparkContext spark) {
        return new DecodeTimes(
                spark.longAccumulator("images read"),
                spark.longAccumulator("sources opened"),
                spark.longAccumulator("files beside images"),
                spark.longAccumulator("ns reading"),
                spark.longAccumulator("ns preparing"),
                spark.longAccumulator("ns measuring"));
    }

    /** Work that takes time. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Does the work and counts its time, however it ends. */
    static <T, E extends Exception> T counted(LongAccumulator nanos, Work<T, E> work) throws E {
        long started = System.nanoTime();
        try {
            return work.run();
        } finally {
            nanos.add(System.nanoTime() - started);
        }
    }
}
