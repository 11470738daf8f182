package org.galaxyvae.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * The whole network as one DL4J output layer: its configuration.
 *
 * <p>One layer, because the loss needs the encoder, the sampling and the decoder together, and because nothing is then
 * recomputed or copied between layers. Mutable fields and accessors are what DL4J's JSON wants.
 */
public final class VaeLayer extends FeedForwardLayer {
    private static final long serialVersionUID = 1;

    private int size;
    private int channels;
    private int[] widths = new int[0];
    private int latent;
    private boolean batchNormalization;
    private boolean fixedNoise;
    private double clipNorm;

    /** For DL4J's JSON. */
    public VaeLayer() {}

    VaeLayer(Architecture architecture, GradientRules rules) {
        size = architecture.size();
        channels = architecture.channels();
        widths = architecture.widths().stream().mapToInt(Integer::intValue).toArray();
        latent = architecture.latent();
        batchNormalization = architecture.batchNormalization();
        fixedNoise = rules.fixedNoise();
        clipNorm = rules.clipNorm();
        nIn = architecture.imageLength();
        nOut = architecture.imageLength();
    }

    Architecture architecture() {
        List<Integer> list = java.util.Arrays.stream(widths).boxed().toList();
        return new Architecture(size, channels, list, latent, batchNormalization);
    }

    GradientRules gradientRules() {
        return new GradientRules(fixedNoise, clipNorm);
    }

    @Override
    public org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration conf,
            @Nullable Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initialize,
            DataType networkDataType) {
        VaeLayerStep layer = new VaeLayerStep(conf, networkDataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return VaeParameters.INSTANCE;
    }

    /** The running statistics follow their batches as they are; everything else learns. */
    @Override
    public IUpdater getUpdaterByParam(String name) {
        return name.contains(".running.") ? new NoOp() : super.getUpdaterByParam(name);
    }

    @Override
    public @Nullable List<Regularization> getRegularizationByParam(String name) {
        return null;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return inputType;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {}

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long length = new ParameterLayout(architecture()).length();
        return new LayerMemoryReport.Builder(getLayerName(), VaeLayer.class, inputType, inputType)
                .standardMemory(length, 2 * length)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    public int getSize() {
        return size;
    }

    public void setSize(int size) {
        this.size = size;
    }

    public int getChannels() {
        return channels;
    }

    public void setChannels(int channels) {
        this.channels = channels;
    }

    public int[] getWidths() {
        return widths;
    }

    public void setWidths(int[] widths) {
        this.widths = widths;
    }

    public int getLatent() {
        return latent;
    }

    public void setLatent(int latent) {
        this.latent = latent;
    }

    public boolean isBatchNormalization() {
        return batchNormalization;
    }

    public void setBatchNormalization(boolean batchNormalization) {
        this.batchNormalization = batchNormalization;
    }

    public boolean isFixedNoise() {
        return fixedNoise;
    }

    public void setFixedNoise(boolean fixedNoise) {
        this.fixedNoise = fixedNoise;
    }

    public double getClipNorm() {
        return clipNorm;
    }

    public void setClipNorm(double clipNorm) {
        this.clipNorm = clipNorm;
    }

    /** Names and views; the values come from outside, so "initialize" leaves zeros. */
    private static final class VaeParameters implements ParamInitializer {
        static final VaeParameters INSTANCE = new VaeParameters();

        private static ParameterLayout layout(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return new ParameterLayout(((VaeLayer) layer).architecture());
        }

        @Override
        public long numParams(NeuralNetConfiguration conf) {
            return numParams(conf.getLayer());
        }

        @Override
        public long numParams(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return layout(layer).length();
        }

        @Override
        public List<String> paramKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return layout(layer).all().stream()
                    .map(ParameterLayout.Parameter::name)
                    .toList();
        }

        @Override
        public List<String> weightKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return paramKeys(layer);
        }

        @Override
        public List<String> biasKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return List.of();
        }

        @Override
        public boolean isWeightParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return true;
        }

        @Override
        public boolean isBiasParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return false;
        }

        @Override
        public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
            paramKeys(conf.getLayer()).forEach(conf::addVariable);
            return Views.of(layout(conf.getLayer()), view);
        }

        @Override
        public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
            return Views.of(layout(conf.getLayer()), view);
        }
    }
}
