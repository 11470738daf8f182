package org.galaxyvae.network;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The network inside DL4J: one call makes loss and gradients in a {@link TrainingEngine}.
 *
 * <p>Input: images [batch, row × column × channel]. "Labels": the noise, [batch, latent epsilons + the KL weight].
 */
final class VaeLayerStep extends BaseLayer<VaeLayer> implements IOutputLayer {
    private static final long serialVersionUID = 1;

    private transient @Nullable INDArray noise;
    private double loss;

    VaeLayerStep(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
        gradientsFlattened = gradients;
        gradientViews = layerConf().initializer().getGradientsFromFlattened(conf, gradients);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(@Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
        Architecture architecture = layerConf().architecture();
        int batch = (int) input.size(0);
        int latent = architecture.latent();
        float[] rows = Buffers.values(Objects.requireNonNull(noise, "noise"));
        float[] epsilons = new float[batch * latent];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(rows, b * (latent + 1), epsilons, b * latent, latent);
        }
        float klWeight = rows[latent];
        loss = TrainingEngines.with(
                architecture,
                batch,
                engine -> engine.step(params, gradientViews, engine.images(input), epsilons, klWeight));
        layerConf().gradientRules().apply(gradientsFlattened, new ParameterLayout(architecture));
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        for (Map.Entry<String, INDArray> view : gradientViews.entrySet()) {
            gradient.setGradientFor(view.getKey(), view.getValue());
        }
        return new Pair<>(gradient, null);
    }

    /** Loss and gradients are means over the batch already. */
    @Override
    public boolean updaterDivideByMinibatch(String name) {
        return false;
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
        // DL4J asks behind the gradients and before the updater: from here to the end of its fit is Adam's step
        LayerTimes.rest();
        return loss;
    }

    @Override
    public double score() {
        return loss;
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void setLabels(INDArray labels) {
        noise = labels;
    }

    @Override
    public @Nullable INDArray getLabels() {
        return noise;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        throw onlyTrains();
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
        throw onlyTrains();
    }

    @Override
    public double f1Score(DataSet data) {
        throw onlyTrains();
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw onlyTrains();
    }

    @Override
    @SuppressWarnings("deprecation")
    public int numLabels() {
        throw onlyTrains();
    }

    @Override
    public int[] predict(INDArray examples) {
        throw onlyTrains();
    }

    @Override
    public java.util.List<String> predict(DataSet data) {
        throw onlyTrains();
    }

    @Override
    public void fit(DataSetIterator data) {
        throw onlyTrains();
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw onlyTrains();
    }

    @Override
    public void fit(DataSet data) {
        throw onlyTrains();
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw onlyTrains();
    }

    private static IllegalStateException onlyTrains() {
        return new IllegalStateException("This layer only makes gradients; a trained network is opened as TrainedVae");
    }
}
