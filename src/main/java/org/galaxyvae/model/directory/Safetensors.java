package org.galaxyvae.model.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors format: 8 bytes little-endian header length, a JSON header of {name: {dtype, shape, data_offsets}}, then
 * the arrays, little-endian. Readable from Python with the library of that name; holds no code.
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER_MOST = 1 << 24;

    /**
     * One array.
     *
     * @param data little-endian, at position 0
     */
    public record Tensor(String dtype, int[] shape, ByteBuffer data) {
        /** An F32 tensor. */
        public static Tensor ofFloats(int[] shape, float[] values) {
            ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(values);
            return new Tensor("F32", shape, data);
        }

        /** An F64 vector. */
        public static Tensor ofDoubles(double[] values) {
            ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            data.asDoubleBuffer().put(values);
            return new Tensor("F64", new int[] {values.length}, data);
        }

        /**
         * The values of an F32 tensor.
         *
         * @throws IllegalArgumentException where it is of another type
         */
        public float[] floats() {
            require("F32");
            float[] values = new float[data.capacity() / 4];
            data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        }

        /**
         * The values of an F64 tensor.
         *
         * @throws IllegalArgumentException where it is of another type
         */
        public double[] doubles() {
            require("F64");
            double[] values = new double[data.capacity() / 8];
            data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
            return values;
        }

        private void require(String expected) {
            if (!dtype.equals(expected)) {
                throw new IllegalArgumentException("Invalid tensor: dtype " + dtype + ", expected " + expected);
            }
        }
    }

    private Safetensors() {}

    private static int bytesEach(String dtype) throws IOException {
        return switch (dtype) {
            case "F32" -> Float.BYTES;
            case "F64" -> Double.BYTES;
            default -> throw new IOException("Invalid safetensors: dtype " + dtype + ", expected F32 or F64");
        };
    }

    /** The file's bytes. */
    public static byte[] write(Map<String, Tensor> tensors) {
        ObjectNode header = JSON.createObjectNode();
        int offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", tensor.dtype());
            for (int side : tensor.shape()) {
                node.withArray("shape").add(side);
            }
            node.withArray("data_offsets")
                    .add(offset)
                    .add(offset + tensor.data().capacity());
            offset += tensor.data().capacity();
        }
        byte[] text = padded(header.toString());
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + offset).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        tensors.values().forEach(tensor -> file.put(tensor.data().duplicate()));
        return file.array();
    }

    /** The data begins at a multiple of 8 bytes; the format allows spaces for that. */
    private static byte[] padded(String header) {
        return (header + " ".repeat((8 - header.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The inverse.
     *
     * @throws IOException where the bytes are not a whole safetensors file
     */
    public static Map<String, Tensor> read(byte[] file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 8) {
            throw new IOException("Invalid safetensors: " + file.length + " bytes");
        }
        long length = buffer.getLong();
        if (length < 2 || length > HEADER_MOST || length > file.length - 8) {
            throw new IOException("Invalid safetensors: header of " + length + " bytes in a file of " + file.length);
        }
        JsonNode header = JSON.readTree(file, 8, (int) length);
        int base = 8 + (int) length;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (var fields = header.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals("__metadata__")) {
                tensors.put(field.getKey(), tensor(field.getKey(), field.getValue(), file, base));
            }
        }
        return tensors;
    }

    private static Tensor tensor(String name, JsonNode node, byte[] file, int base) throws IOException {
        int from = node.path("data_offsets").path(0).asInt(-1);
        int to = node.path("data_offsets").path(1).asInt(-1);
        if (from < 0 || to < from || to > file.length - base) {
            throw new IOException(
                    "Invalid safetensors: " + name + " at bytes " + from + " to " + to + " of " + (file.length - base));
        }
        int[] shape = new int[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.path("shape").path(i).asInt();
        }
        String dtype = node.path("dtype").asText();
        long bytes = bytesEach(dtype);
        for (int side : shape) {
            bytes *= side;
        }
        if (bytes != to - from) {
            throw new IOException("Invalid safetensors: " + name + " of " + (to - from) + " bytes, expected " + bytes
                    + " for " + dtype + " " + java.util.Arrays.toString(shape));
        }
        return new Tensor(dtype, shape, ByteBuffer.wrap(java.util.Arrays.copyOfRange(file, base + from, base + to)));
    }
}
