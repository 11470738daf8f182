package org.galaxyvae.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The trained network on batches of one size, its normalization folded into the convolutions. One thread at a time. */
final class InferenceEngine implements AutoCloseable {
    private final Architecture architecture;
    private final int batch;
    private final List<Convolution> encoder = new ArrayList<>();
    private final List<INDArray> encoderWeights = new ArrayList<>();
    private final List<float[]> encoderBiases = new ArrayList<>();
    private final List<Convolution> decoder = new ArrayList<>();
    private final List<INDArray> decoderWeights = new ArrayList<>();
    private final List<float[]> decoderBiases = new ArrayList<>();
    private final RowProduct latentProduct;
    private final RowProduct expandProduct;
    private final INDArray latentWeight;
    private final float[] latentBias;
    private final INDArray expandWeight;
    private final float[] expandBias;
    private final INDArray encoded;
    private final INDArray posterior;
    private final INDArray sample;
    private final INDArray expanded;
    private final float[] first;
    private final float[] second;
    private final float[] features;

    InferenceEngine(Architecture architecture, float[] parameters, int batch) {
        this.architecture = architecture;
        this.batch = batch;
        FoldedWeights folded = new FoldedWeights(architecture, parameters);
        int largest = batch * architecture.imageLength();
        for (int i = 0; i < architecture.depth(); i++) {
            int in = architecture.encoderInput(i);
            int out = architecture.widths().get(i);
            Convolution down = Convolution.of(batch, architecture.size() >> i, in, out, 4, 2, false);
            encoder.add(down);
            FoldedWeights.Layer layer = folded.encoder(i);
            encoderWeights.add(Buffers.create(layer.weight(), 4, 4, in, out));
            down.use(encoderWeights.get(i));
            encoderBiases.add(layer.bias());
            int deep = architecture.decoderInput(i);
            int up = 4 * architecture.decoderOutput(i);
            Convolution widen = Convolution.of(batch, architecture.innerSide() << i, deep, up, 3, 1, false);
            decoder.add(widen);
            layer = folded.decoder(i);
            decoderWeights.add(Buffers.create(layer.weight(), 3, 3, deep, up));
            widen.use(decoderWeights.get(i));
            decoderBiases.add(layer.bias());
            largest = Math.max(largest, Math.max(down.outputLength(), widen.outputLength()));
        }
        latentWeight =
                Buffers.create(folded.of("latent.weight"), architecture.innerLength(), 2L * architecture.latent());
        expandWeight = Buffers.create(folded.of("expand.weight"), architecture.latent(), architecture.innerLength());
        int latent = architecture.latent();
        latentProduct = RowProduct.of(batch, architecture.innerLength(), 2 * latent, false);
        expandProduct = RowProduct.of(batch, latent, architecture.innerLength(), false);
        encoded = Buffers.create(latentProduct.rows(), architecture.innerLength());
        posterior = Buffers.create(latentProduct.rows(), 2L * latent);
        sample = Buffers.create(expandProduct.rows(), latent);
        expanded = Buffers.create(expandProduct.rows(), architecture.innerLength());
        latentBias = folded.of("latent.bias");
        expandBias = folded.of("expand.bias");
        first = new float[largest];
        second = new float[largest];
        features = new float[batch * architecture.featuresLength()];
    }

    /**
     * Encodes a full batch.
     *
     * @param images [batch, row, column, channel] in [0, 1]
     * @return [batch, (mean, clamped log variance)]
     */
    float[] encode(float[] images) {
        float[] map = convolve(images, architecture.depth());
        int latent = architecture.latent();
        Buffers.put(encoded, map, batch * architecture.innerLength());
        latentProduct.multiply(encoded, latentWeight, posterior);
        float[] values = new float[batch * 2 * latent];
        Buffers.get(posterior, values, values.length);
        new Lanes(latentBias.length).addRow(values, latentBias, values.length);
        for (int at = latent; at < values.length; at += 2 * latent) {
            for (int l = 0; l < latent; l++) {
                values[at + l] = GaussianLoss.clamp(values[at + l]);
            }
        }
        LayerTimes.forward("latent");
        return values;
    }

    /**
     * What the encoder's stage of features makes of a full batch, without going on to the posterior.
     *
     * @param images [batch, row, column, channel] in [0, 1]
     * @return [batch, row, column, channel]; valid until the next call of this or {@link #encode}
     */
    float[] features(float[] images) {
        convolve(images, architecture.featureStage() + 1);
        return features;
    }

    /** The stage of features in the last call of {@link #encode}; as {@link #features(float[])}. */
    float[] features() {
        return features;
    }

    /** The first stages of the encoder; keeps the stage of features. */
    private float[] convolve(float[] images, int stages) {
        float[] map = images;
        for (int i = 0; i < stages; i++) {
            Convolution convolution = encoder.get(i);
            float[] next = map == first ? second : first;
            convolution.forward(map, next);
            map = next;
            LayerTimes.forward("encoder", i, "convolution");
            activate(map, encoderBiases.get(i), convolution.outputLength(), Elementwise::silu);
            LayerTimes.forward("encoder", i, "normalization + SiLU");
            if (i == architecture.featureStage()) {
                System.arraycopy(map, 0, features, 0, features.length);
            }
        }
        return map;
    }

    /**
     * Decodes a full batch.
     *
     * @param z [batch, latent]
     * @return [batch, row, column, channel] in (0, 1); valid until the next call
     */
    float[] decode(float[] z) {
        int innerLength = batch * architecture.innerLength();
        Buffers.put(sample, z, batch * architecture.latent());
        expandProduct.multiply(sample, expandWeight, expanded);
        Buffers.get(expanded, first, innerLength);
        activate(first, expandBias, innerLength, Elementwise::silu);
        LayerTimes.forward("expand");
        for (int i = 0; i < architecture.depth(); i++) {
            Convolution convolution = decoder.get(i);
            convolution.forward(first, second);
            LayerTimes.forward("decoder", i, "convolution");
            boolean last = i == architecture.depth() - 1;
            activate(
                    second,
                    decoderBiases.get(i),
                    convolution.outputLength(),
                    last ? Elementwise::sigmoid : Elementwise::silu);
            LayerTimes.forward("decoder", i, "normalization + SiLU");
            PixelShuffle.shuffle(second, first, batch, architecture.innerSide() << i, architecture.decoderOutput(i));
            LayerTimes.forward("decoder", i, "pixel shuffle");
        }
        return first;
    }

    private static void activate(float[] matrix, float[] bias, int length, Lanes.Change activation) {
        Lanes lanes = new Lanes(bias.length);
        float[] biases = lanes.repeat(bias);
        lanes.apply(matrix, length, (chunk, n) -> {
            Elementwise.add(chunk, biases, n);
            activation.apply(chunk, n);
        });
    }

    @Override
    public void close() {
        encoder.forEach(Convolution::close);
        decoder.forEach(Convolution::close);
        encoderWeights.forEach(INDArray::close);
        decoderWeights.forEach(INDArray::close);
        for (INDArray array : List.of(latentWeight, expandWeight, encoded, posterior, sample, expanded)) {
            array.close();
        }
        latentProduct.close();
        expandProduct.close();
    }
}
