package org.galaxyvae.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.Sgd;

/** The network's graph with plain gradient descent, for tests of other rooms. */
public final class PlainDescent {
    private PlainDescent() {}

    /** A graph whose parameters step by −rate × gradient. */
    public static ComputationGraph graph(Architecture architecture, float[] parameters, double rate) {
        return TrainableVae.graph(architecture, TrainingState.fresh(parameters), GradientRules.NONE, new Sgd(rate));
    }
}
