package org.galaxyvae.lab.simulate;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * A run of objects that one task makes.
 *
 * @param number place among the slices, from 0
 * @param first index of the first object
 * @param end index after the last object
 */
record SurveySlice(int number, long first, long end) implements Serializable {

    /** Cuts the objects 0 to {@code count} - 1 into slices of nearly equal length, in order. */
    static List<SurveySlice> of(long count, int slices) {
        if (count < 1 || slices < 1) {
            throw new IllegalArgumentException(
                    "Invalid slices: " + slices + " of " + count + " objects, expected at least 1 of each");
        }
        List<SurveySlice> list = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            list.add(new SurveySlice(k, count * k / slices, count * (k + 1) / slices));
        }
        return list;
    }

    /**
     * Makes the slice's cutouts, writes them and then their catalog part.
     *
     * @param attempt unique to the task attempt
     * @param done told of every cutout
     * @return how many objects carry an anomaly
     */
    long write(SimulationOptions options, Configuration configuration, long attempt, Runnable done) throws IOException {
        SurveyDirectory directory = new SurveyDirectory(options.outputUri(), configuration);
        StringBuilder lines = new StringBuilder();
        long anomalies = 0;
        try (CutoutSimulator simulator = new CutoutSimulator(options)) {
            for (long index = first; index < end; index++) {
                Cutout cutout = simulator.cutout(index);
                directory.write(cutout, attempt);
                lines.append(cutout.row().line()).append('\n');
                done.run();
                anomalies += cutout.row().anomaly() == AnomalyKind.NONE ? 0 : 1;
            }
        }
        directory.writeCatalogPart(number, lines.toString(), attempt);
        return anomalies;
    }
}
