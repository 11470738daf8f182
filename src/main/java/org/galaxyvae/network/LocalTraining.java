package org.galaxyvae.network;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** The network trained in this process, on this thread, one minibatch a call. */
public final class LocalTraining implements AutoCloseable {
    private final Architecture architecture;
    private final ComputationGraph graph;
    private double learningRate;

    /** Goes on from a state. */
    public LocalTraining(Architecture architecture, TrainingState state, GradientRules rules, double learningRate) {
        NativeThreads.useOne();
        this.architecture = architecture;
        this.learningRate = learningRate;
        graph = TrainableVae.graph(architecture, state, rules, learningRate);
    }

    /**
     * One step of Adam.
     *
     * @return the loss before it, nats per image
     */
    public double fit(TrainingBatch batch, double rate) {
        if (rate != learningRate) {
            TrainableVae.learningRate(graph, rate);
            learningRate = rate;
        }
        graph.fit(batch);
        return graph.score();
    }

    /** A copy of where the training stands. */
    public TrainingState state() {
        return TrainableVae.state(graph);
    }

    /** Gives back what the network held outside the heap. */
    @Override
    public void close() {
        graph.close();
        TrainingEngines.release(architecture);
    }
}
