package org.galaxyvae.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each parameter stands in the network's one flat vector: what is learned first, running statistics behind it.
 *
 * <p>No name holds an underscore: DL4J splits its keys there. Convolution weights are [row, column, input, output]; dense weights [input, output]; a decoder convolution's output
 * channel is (2 dy + dx) × channels + channel of the shuffled map.
 */
final class ParameterLayout {
    /**
     * One parameter.
     *
     * @param fanIn inputs of one output value, for the initial range; 0 where that makes no sense
     */
    record Parameter(String name, int offset, int fanIn, int... shape) {
        int length() {
            int length = 1;
            for (int side : shape) {
                length *= side;
            }
            return length;
        }
    }

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final int learned;
    private int length;

    ParameterLayout(Architecture architecture) {
        List<Integer> normalized = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        for (int i = 0; i < architecture.depth(); i++) {
            int in = architecture.encoderInput(i);
            int out = architecture.widths().get(i);
            add("encoder." + i + ".weight", 16 * in, 4, 4, in, out);
            addShift("encoder." + i, 16 * in, out, architecture.batchNormalization());
            owners.add("encoder." + i);
            normalized.add(out);
        }
        add("latent.weight", architecture.innerLength(), architecture.innerLength(), 2 * architecture.latent());
        add("latent.bias", architecture.innerLength(), 2 * architecture.latent());
        add("expand.weight", architecture.latent(), architecture.latent(), architecture.innerLength());
        add("expand.bias", architecture.latent(), architecture.innerLength());
        for (int i = 0; i < architecture.depth(); i++) {
            int in = architecture.decoderInput(i);
            int out = architecture.decoderOutput(i);
            add("decoder." + i + ".weight", 9 * in, 3, 3, in, 4 * out);
            if (i < architecture.depth() - 1) {
                addShift(
                        "decoder." + i,
                        9 * in,
                        architecture.batchNormalization() ? out : 4 * out,
                        architecture.batchNormalization());
                owners.add("decoder." + i);
                normalized.add(out);
            } else {
                add("decoder." + i + ".bias", 9 * in, 4 * out);
            }
        }
        add("noise.log.sigma", 0, architecture.channels());
        learned = length;
        if (architecture.batchNormalization()) {
            for (int i = 0; i < owners.size(); i++) {
                add(owners.get(i) + ".running.mean", 0, normalized.get(i));
                add(owners.get(i) + ".running.variance", 0, normalized.get(i));
            }
        }
    }

    private void addShift(String owner, int fanIn, int channels, boolean normalization) {
        if (normalization) {
            add(owner + ".gamma", 0, channels);
            add(owner + ".beta", 0, channels);
        } else {
            add(owner + ".bias", fanIn, channels);
        }
    }

    private void add(String name, int fanIn, int... shape) {
        Parameter parameter = new Parameter(name, length, fanIn, shape);
        parameters.put(name, parameter);
        length += parameter.length();
    }

    List<Parameter> all() {
        return List.copyOf(parameters.values());
    }

    Parameter of(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("Unknown parameter: " + name);
        }
        return parameter;
    }

    /** Values of the whole vector. */
    int length() {
        return length;
    }

    /** Values that gradients change; the running statistics follow. */
    int learnedLength() {
        return learned;
    }

    /** One parameter's values out of the flat vector. */
    float[] slice(float[] flat, String name) {
        Parameter parameter = of(name);
        return java.util.Arrays.copyOfRange(flat, parameter.offset(), parameter.offset() + parameter.length());
    }
}
