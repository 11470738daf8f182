package org.galaxyvae.label.classify;

import java.io.Serializable;

/** What was learned; a pure function of one object's features. Safe for many threads. */
public interface Classifier extends Serializable {
    /**
     * What it thinks of an object.
     *
     * @param probability that it is positive, 0 to 1
     * @param sd of that probability, 0 to 0.5: how little the examples say
     */
    record Opinion(double probability, double sd) {}

    /** The opinion of an object with these features, as many as the examples had; all finite. */
    Opinion of(double[] features);
}
