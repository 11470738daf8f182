package org.galaxyvae.lab.bench;

import org.galaxyvae.network.LayerTimes;

/**
 * The time of one part of the network, one worker alone.
 *
 * @param task {@code train} or {@code score}
 * @param pass {@code forward}, {@code backward}, {@code update} or {@code rest}
 * @param part such as "encoder.0 convolution"
 * @param msPerBatch milliseconds
 * @param share of the task's whole step, 0 to 1
 */
record LayerRow(String task, String pass, String part, double msPerBatch, double share) {
    static LayerRow of(String task, LayerTimes.PartTime time) {
        return new LayerRow(task, time.pass().label(), time.part(), time.milliseconds(), time.share());
    }
}
