package org.galaxyvae.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One training step of the network on batches of one size: loss and gradients, forward and backward in fixed buffers.
 *
 * <p>It holds no parameters: they come as views of whatever vector the caller owns. One thread at a time.
 */
final class TrainingEngine implements AutoCloseable {
    private static final float[] NONE = new float[0];

    private final Architecture architecture;
    private final int batch;
    private final List<Convolution> encoder = new ArrayList<>();
    private final List<NormalizedSilu> encoderActivations = new ArrayList<>();
    private final List<Convolution> decoder = new ArrayList<>();
    private final List<NormalizedSilu> decoderActivations = new ArrayList<>();
    private final float[] images;
    private final float[] first;
    private final float[] second;
    private final NormalizedSilu expandActivation;
    private final INDArray inner;
    private final INDArray innerGradient;
    private final INDArray posterior;
    private final INDArray sample;
    private final INDArray sampleGradient;

    TrainingEngine(Architecture architecture, int batch) {
        this.architecture = architecture;
        this.batch = batch;
        int largest = batch * architecture.imageLength();
        boolean normalized = architecture.batchNormalization();
        for (int i = 0; i < architecture.depth(); i++) {
            int side = architecture.size() >> i;
            int out = architecture.widths().get(i);
            Convolution down = Convolution.of(batch, side, architecture.encoderInput(i), out, 4, 2, true);
            encoder.add(down);
            encoderActivations.add(new NormalizedSilu(down.outputLength() / out, out, normalized));
            int inner = architecture.innerSide() << i;
            int up = architecture.decoderOutput(i);
            Convolution widen = Convolution.of(batch, inner, architecture.decoderInput(i), 4 * up, 3, 1, true);
            decoder.add(widen);
            if (i < architecture.depth() - 1) {
                int channels = normalized ? up : 4 * up;
                decoderActivations.add(new NormalizedSilu(widen.outputLength() / channels, channels, normalized));
            }
            largest = Math.max(
                    largest, Math.max(down.outputLength(), Math.max(widen.inputLength(), widen.outputLength())));
        }
        images = new float[batch * architecture.imageLength()];
        first = new float[largest];
        second = new float[largest];
        expandActivation = new NormalizedSilu(batch, architecture.innerLength(), false);
        inner = Buffers.create(batch, architecture.innerLength());
        innerGradient = Buffers.create(batch, architecture.innerLength());
        posterior = Buffers.create(batch, 2L * architecture.latent());
        sample = Buffers.create(batch, architecture.latent());
        sampleGradient = Buffers.create(batch, architecture.latent());
    }

    /** Copies a batch's images to where this engine keeps them; valid until the next call. */
    float[] images(INDArray batchImages) {
        Buffers.get(batchImages, images);
        return images;
    }

    /**
     * Loss and gradients of one batch.
     *
     * @param parameters views by name
     * @param gradients views by name; all are overwritten, those of the running statistics with the step to subtract
     * @param images [batch, row, column, channel] in [0, 1]
     * @param epsilon standard normal noise, [batch, latent]
     * @return minus log-likelihood + klWeight × divergence, nats per image
     */
    double step(
            Map<String, INDArray> parameters,
            Map<String, INDArray> gradients,
            float[] images,
            float[] epsilon,
            float klWeight) {
        LayerTimes.rest();
        encode(parameters, images);
        float[] posteriorValues = Buffers.values(posterior);
        decode(parameters, sampled(posteriorValues, epsilon));
        float[] logSigmaGradient = new float[architecture.channels()];
        double loss = GaussianLoss.reconstruction(
                second,
                images,
                values(parameters, "noise.log.sigma"),
                logSigmaGradient,
                batch,
                batch * architecture.imageLength());
        write(gradients, "noise.log.sigma", logSigmaGradient);
        LayerTimes.forward("loss");
        decodeBackward(parameters, gradients);
        double divergence = GaussianLoss.divergence(
                posteriorValues, Buffers.values(sampleGradient), epsilon, klWeight, batch, architecture.latent());
        encodeBackward(parameters, gradients, posteriorValues);
        return loss + klWeight * divergence;
    }

    private void encode(Map<String, INDArray> parameters, float[] images) {
        float[] map = images;
        for (int i = 0; i < architecture.depth(); i++) {
            float[] next = map == first ? second : first;
            encoder.get(i).use(weight(parameters, "encoder." + i));
            encoder.get(i).forward(map, next);
            map = next;
            LayerTimes.forward("encoder", i, "convolution");
            activate(encoderActivations.get(i), parameters, "encoder." + i, map);
            LayerTimes.forward("encoder", i, "normalization + SiLU");
        }
        Buffers.put(inner, map);
        Dense.product(inner, weight(parameters, "latent"), posterior);
        float[] values = Buffers.values(posterior);
        new Lanes(values.length / batch).addRow(values, values(parameters, "latent.bias"), values.length);
        Buffers.put(posterior, values);
        LayerTimes.forward("latent");
    }

    private float[] sampled(float[] posteriorValues, float[] epsilon) {
        int latent = architecture.latent();
        float[] z = new float[batch * latent];
        for (int b = 0; b < batch; b++) {
            for (int l = 0; l < latent; l++) {
                int m = b * 2 * latent + l;
                double deviation = Math.exp(0.5 * GaussianLoss.clamp(posteriorValues[m + latent]));
                z[b * latent + l] = (float) (posteriorValues[m] + deviation * epsilon[b * latent + l]);
            }
        }
        return z;
    }

    private void decode(Map<String, INDArray> parameters, float[] z) {
        Buffers.put(sample, z);
        // the decoder's first map has the encoder's last shape: one buffer serves both
        Dense.product(sample, weight(parameters, "expand"), innerGradient);
        Buffers.get(innerGradient, first);
        expandActivation.forward(first, NONE, values(parameters, "expand.bias"), NONE);
        LayerTimes.forward("expand");
        for (int i = 0; i < architecture.depth(); i++) {
            Convolution convolution = decoder.get(i);
            convolution.use(weight(parameters, "decoder." + i));
            convolution.forward(first, second);
            LayerTimes.forward("decoder", i, "convolution");
            if (i < architecture.depth() - 1) {
                activate(decoderActivations.get(i), parameters, "decoder." + i, second);
            } else {
                new Lanes(4 * architecture.channels())
                        .addRow(second, values(parameters, "decoder." + i + ".bias"), convolution.outputLength());
            }
            LayerTimes.forward("decoder", i, "normalization + SiLU");
            PixelShuffle.shuffle(second, first, batch, architecture.innerSide() << i, architecture.decoderOutput(i));
            LayerTimes.forward("decoder", i, "pixel shuffle");
        }
        System.arraycopy(first, 0, second, 0, batch * architecture.imageLength());
    }

    private void decodeBackward(Map<String, INDArray> parameters, Map<String, INDArray> gradients) {
        for (int i = architecture.depth() - 1; i >= 0; i--) {
            Convolution convolution = decoder.get(i);
            PixelShuffle.unshuffle(second, first, batch, architecture.innerSide() << i, architecture.decoderOutput(i));
            LayerTimes.backward("decoder", i, "pixel shuffle");
            if (i < architecture.depth() - 1) {
                activateBackward(decoderActivations.get(i), parameters, gradients, "decoder." + i, first);
            } else {
                write(
                        gradients,
                        "decoder." + i + ".bias",
                        new Lanes(4 * architecture.channels()).columnSums(first, convolution.outputLength()));
            }
            LayerTimes.backward("decoder", i, "normalization + SiLU");
            convolution.backward(weight(gradients, "decoder." + i), first, second);
            LayerTimes.backward("decoder", i, "convolution");
        }
        write(gradients, "expand.bias", expandActivation.backward(second, NONE).shift());
        Buffers.put(innerGradient, second);
        Dense.productTransposedFirst(sample, innerGradient, weight(gradients, "expand"));
        Dense.productTransposedSecond(innerGradient, weight(parameters, "expand"), sampleGradient);
        LayerTimes.backward("expand");
    }

    private void encodeBackward(Map<String, INDArray> parameters, Map<String, INDArray> gradients, float[] gradient) {
        write(gradients, "latent.bias", new Lanes(2 * architecture.latent()).columnSums(gradient, gradient.length));
        Buffers.put(posterior, gradient);
        Dense.productTransposedFirst(inner, posterior, weight(gradients, "latent"));
        Dense.productTransposedSecond(posterior, weight(parameters, "latent"), innerGradient);
        float[] map = first;
        Buffers.get(innerGradient, map);
        LayerTimes.backward("latent");
        for (int i = architecture.depth() - 1; i >= 0; i--) {
            activateBackward(encoderActivations.get(i), parameters, gradients, "encoder." + i, map);
            LayerTimes.backward("encoder", i, "normalization + SiLU");
            // nobody asks for the gradient of the images
            float[] next = map == first ? second : first;
            encoder.get(i).backward(weight(gradients, "encoder." + i), map, i == 0 ? null : next);
            map = next;
            LayerTimes.backward("encoder", i, "convolution");
        }
    }

    private void activate(NormalizedSilu activation, Map<String, INDArray> parameters, String owner, float[] matrix) {
        boolean normalized = architecture.batchNormalization();
        activation.forward(
                matrix,
                normalized ? values(parameters, owner + ".gamma") : NONE,
                values(parameters, owner + shiftName()),
                normalized ? values(parameters, owner + ".running.mean") : NONE);
    }

    private void activateBackward(
            NormalizedSilu activation,
            Map<String, INDArray> parameters,
            Map<String, INDArray> gradients,
            String owner,
            float[] gradient) {
        boolean normalized = architecture.batchNormalization();
        NormalizedSilu.Gradients found =
                activation.backward(gradient, normalized ? values(parameters, owner + ".gamma") : NONE);
        write(gradients, owner + shiftName(), found.shift());
        if (normalized) {
            write(gradients, owner + ".gamma", found.scale());
            String mean = owner + ".running.mean";
            String variance = owner + ".running.variance";
            write(gradients, mean, activation.runningMeanStep(values(parameters, mean)));
            write(gradients, variance, activation.runningVarianceStep(values(parameters, variance)));
        }
    }

    private String shiftName() {
        return architecture.batchNormalization() ? ".beta" : ".bias";
    }

    private static INDArray weight(Map<String, INDArray> views, String owner) {
        return Buffers.named(views, owner + ".weight");
    }

    private static float[] values(Map<String, INDArray> views, String name) {
        return Buffers.values(Buffers.named(views, name));
    }

    private static void write(Map<String, INDArray> views, String name, float[] values) {
        Buffers.put(Buffers.named(views, name), values);
    }

    @Override
    public void close() {
        encoder.forEach(Convolution::close);
        decoder.forEach(Convolution::close);
        for (INDArray array : List.of(inner, innerGradient, posterior, sample, sampleGradient)) {
            array.close();
        }
    }
}
