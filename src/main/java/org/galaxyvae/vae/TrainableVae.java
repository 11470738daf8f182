package org.galaxyvae.vae;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.Adam;

/** The network as the DL4J graph that parameter averaging trains. */
public final class TrainableVae {
    private static final String LAYER = "vae";

    private TrainableVae() {}

    /** A graph with the given parameters and Adam (Kingma and Ba 2015). */
    public static ComputationGraph graph(Architecture architecture, float[] parameters, double learningRate) {
        ComputationGraphConfiguration configuration = new NeuralNetConfiguration.Builder()
                .updater(new Adam(learningRate))
                .miniBatch(false)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .graphBuilder()
                .addInputs("images")
                .addLayer(LAYER, new VaeLayer(architecture), "images")
                .setOutputs(LAYER)
                .validateOutputLayerConfig(false)
                .build();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        graph.setParams(Buffers.create(parameters, 1, parameters.length));
        return graph;
    }

    /** The same with Adam where the state has it. */
    public static ComputationGraph graph(Architecture architecture, TrainingState state, double learningRate) {
        ComputationGraph graph = graph(architecture, state.parameters(), learningRate);
        if (state.updaterState().length > 0) {
            graph.getUpdater().setStateViewArray(Buffers.create(state.updaterState(), 1, state.updaterState().length));
        }
        graph.getConfiguration().setIterationCount(state.iterations());
        return graph;
    }

    /** A copy of the graph's parameters and of what Adam remembers. */
    public static TrainingState state(ComputationGraph graph) {
        return new TrainingState(
                parameters(graph),
                Buffers.values(graph.getUpdater().getStateViewArray()),
                graph.getConfiguration().getIterationCount());
    }

    /** Changes the step of Adam; its moments stay. */
    public static void learningRate(ComputationGraph graph, double learningRate) {
        graph.setLearningRate(LAYER, learningRate);
    }

    /** The graph's parameters as one flat vector. */
    public static float[] parameters(ComputationGraph graph) {
        return Buffers.values(graph.params());
    }
}
