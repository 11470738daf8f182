package org.galaxyvae.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** The network as the DL4J graph that parameter averaging trains. */
public final class TrainableVae {
    private static final String LAYER = "vae";

    private TrainableVae() {}

    /** A graph with the given parameters and Adam (Kingma and Ba 2015). */
    public static ComputationGraph graph(Architecture architecture, float[] parameters, double learningRate) {
        return graph(architecture, TrainingState.fresh(parameters), GradientRules.NONE, learningRate);
    }

    /** A graph that goes on from a state, Adam's memory included. */
    public static ComputationGraph graph(
            Architecture architecture, TrainingState state, GradientRules rules, double learningRate) {
        return graph(architecture, state, rules, new Adam(learningRate));
    }

    /** The network to train with any updater: equalities of averaging hold exactly only for plain gradient descent. */
    static ComputationGraph graph(
            Architecture architecture, TrainingState state, GradientRules rules, IUpdater updater) {
        ComputationGraphConfiguration configuration = new NeuralNetConfiguration.Builder()
                .updater(updater)
                .miniBatch(false)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .graphBuilder()
                .addInputs("images")
                .addLayer(LAYER, new VaeLayer(architecture, rules), "images")
                .setOutputs(LAYER)
                .validateOutputLayerConfig(false)
                .build();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        load(graph, state);
        return graph;
    }

    /** Replaces the graph's parameters and, where the state has it, Adam's memory. */
    public static void load(ComputationGraph graph, TrainingState state) {
        Buffers.put(graph.params(), state.parameters());
        if (state.updaterState().length > 0) {
            Buffers.put(graph.getUpdater().getStateViewArray(), state.updaterState());
        }
        graph.getConfiguration().setIterationCount(state.iterations());
    }

    /** A copy of the graph's parameters and of what Adam remembers. */
    public static TrainingState state(ComputationGraph graph) {
        return new TrainingState(
                parameters(graph),
                values(graph.getUpdater().getStateViewArray()),
                graph.getConfiguration().getIterationCount());
    }

    /** Changes the step of Adam; its moments stay. */
    public static void learningRate(ComputationGraph graph, double learningRate) {
        // DL4J finds its moments again by comparing parameters, and NaN equals nothing; the next loss tells of it
        if (!Double.isNaN(graph.params().sumNumber().doubleValue())) {
            graph.setLearningRate(LAYER, learningRate);
        }
    }

    /** The graph's parameters as one flat vector. */
    public static float[] parameters(ComputationGraph graph) {
        return values(graph.params());
    }

    /** All values of an array; of none, where an updater remembers nothing. */
    public static float[] values(@Nullable INDArray array) {
        return array == null ? new float[0] : Buffers.values(array);
    }

    /** An array of the values, outside the heap; null for none. */
    public static @Nullable INDArray array(float[] values, long... shape) {
        return values.length == 0 ? null : Buffers.create(values, shape);
    }
}
