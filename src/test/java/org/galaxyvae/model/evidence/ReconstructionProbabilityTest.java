package org.galaxyvae.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.variational.GaussianReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.galaxyvae.network.TrainedVae;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Our estimate against that of DL4J's own dense autoencoder, on equal functions: its encoder and decoder, written out.
 *
 * <p>Both take the mean over the draws of log p(x|z). DL4J's decoder gives a variance for every value and image; its weights are
 * zero here, so that the variances are constants as ours.
 */
class ReconstructionProbabilityTest {
    private static final int VALUES = 10;
    private static final int LATENT = 3;
    private static final int HIDDEN = 7;
    private static final int COUNT = 5;
    private static final int DRAWS = 20_000;
    private static final int CALLS = 40;

    private final MultiLayerNetwork network = network();
    private final float[] pixels = new float[COUNT * VALUES];
    private final Map<String, double[][]> parameters = new HashMap<>();

    private static MultiLayerNetwork network() {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new VariationalAutoencoder.Builder()
                        .nIn(VALUES)
                        .nOut(LATENT)
                        .encoderLayerSizes(HIDDEN)
                        .decoderLayerSizes(HIDDEN)
                        .activation(Activation.TANH)
                        .pzxActivationFunction(Activation.IDENTITY)
                        .reconstructionDistribution(new GaussianReconstructionDistribution(Activation.IDENTITY))
                        .build())
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    @BeforeEach
    void moveParametersAwayFromTheirInitialValues() {
        CounterRandom random = CounterRandom.of(2, "dense", 0, "");
        network.getLayer(0).paramTable().forEach((name, values) -> {
            INDArray matrix = values.reshape(-1, values.size(values.rank() - 1));
            for (int i = 0; i < matrix.rows(); i++) {
                for (int j = 0; j < matrix.columns(); j++) {
                    boolean variance = name.equals("pXZW") && j >= VALUES;
                    double value = 0.5 * random.nextGaussian();
                    matrix.putScalar(i, j, variance ? 0 : value);
                }
            }
        });
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
    }

    /** Rows of a matrix; a vector is one row. Read from the library once, when they are no more changed. */
    private double[][] parameter(String name) {
        return parameters.computeIfAbsent(name, key -> {
            INDArray values = network.getLayer(0).getParam(key);
            return values.reshape(-1, values.size(values.rank() - 1)).toDoubleMatrix();
        });
    }

    /** Rows of x · W + b, columns {@code from} to {@code from + out} of W. */
    private float[] dense(float[] x, String weight, String bias, int in, int from, int out, boolean tanh) {
        double[][] weights = parameter(weight);
        double[] biases = parameter(bias)[0];
        float[] y = new float[x.length / in * out];
        for (int row = 0; row < x.length / in; row++) {
            for (int o = 0; o < out; o++) {
                double sum = biases[from + o];
                for (int i = 0; i < in; i++) {
                    sum += x[row * in + i] * weights[i][from + o];
                }
                y[row * out + o] = (float) (tanh ? Math.tanh(sum) : sum);
            }
        }
        return y;
    }

    private TrainedVae.Posterior encode(float[] x) {
        float[] hidden = dense(x, "e0W", "e0b", VALUES, 0, HIDDEN, true);
        return new TrainedVae.Posterior(
                dense(hidden, "pZXMeanW", "pZXMeanb", HIDDEN, 0, LATENT, false),
                dense(hidden, "pZXLogStd2W", "pZXLogStd2b", HIDDEN, 0, LATENT, false));
    }

    private float[] decode(float[] z) {
        return dense(dense(z, "d0W", "d0b", LATENT, 0, HIDDEN, true), "pXZW", "pXZb", HIDDEN, 0, VALUES, false);
    }

    @Test
    void agreesWithTheDenseAutoencoderOfTheLibrary() {
        float[] logSigma = new float[VALUES];
        double[] logVariances = parameter("pXZb")[0];
        for (int i = 0; i < VALUES; i++) {
            logSigma[i] = (float) (0.5 * logVariances[VALUES + i]);
        }
        ReconstructionProbability[] ours = ReconstructionProbability.of(
                pixels,
                encode(pixels),
                this::decode,
                logSigma,
                COUNT,
                2000,
                (draw, image) -> CounterRandom.of(1, "posterior", draw, "image-" + image));
        var layer = (org.deeplearning4j.nn.layers.variational.VariationalAutoencoder) network.getLayer(0);
        INDArray data = Nd4j.createFromArray(pixels).reshape(COUNT, VALUES);
        Nd4j.getRandom().setSeed(11);
        double[][] theirs = new double[COUNT][CALLS];
        for (int call = 0; call < CALLS; call++) {
            INDArray estimate = layer.reconstructionLogProbability(data, DRAWS / CALLS);
            for (int i = 0; i < COUNT; i++) {
                theirs[i][call] = estimate.getDouble(i);
            }
        }
        for (int i = 0; i < COUNT; i++) {
            double mean = 0;
            double squares = 0;
            for (double value : theirs[i]) {
                mean += value / CALLS;
                squares += value * value / CALLS;
            }
            double standardError = Math.sqrt(Math.max(0, squares - mean * mean) / (CALLS - 1));
            double both = Math.hypot(standardError, ours[i].standardError());
            // tight enough to tell the mean of logs from the log of the mean, and a missing constant
            assertThat(both).isLessThan(0.3);
            assertThat(ours[i].logProb()).isCloseTo(mean, within(4 * both));
        }
    }

    @Test
    void knowsNoErrorOfOneDraw() {
        ReconstructionProbability[] one = ReconstructionProbability.of(
                pixels,
                encode(pixels),
                this::decode,
                new float[VALUES],
                COUNT,
                1,
                (draw, image) -> CounterRandom.of(1, "posterior", draw, "image-" + image));
        assertThat(one[0].standardError()).isZero();
    }
}
