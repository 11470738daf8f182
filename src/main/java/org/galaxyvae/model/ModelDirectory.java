package org.galaxyvae.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.config.SettingsReader;
import org.galaxyvae.evidence.References;
import org.galaxyvae.image.Preparation;
import org.galaxyvae.sky.Hashes;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.vae.Architecture;
import org.galaxyvae.vae.NamedParameters;

/** Writes and reads a model directory; checksums are verified before anything is believed. */
public final class ModelDirectory {
    /** Parquet of (object_id, content_hash): what the model was trained on. */
    public static final String TRAINING_OBJECTS = "training_objects";

    private static final int FORMAT_VERSION = 1;
    private static final String WEIGHTS = "weights.safetensors";
    private static final String REFERENCES = "references.safetensors";
    private static final String DESCRIPTION = "model.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelDirectory() {}

    /** Writes the files; only a row in the registry makes the directory a model. */
    public static void write(FileSystem files, Path directory, SavedModel model) throws IOException {
        Map<String, Safetensors.Tensor> weights = new LinkedHashMap<>();
        NamedParameters.split(model.architecture(), model.parameters())
                .forEach((name, values) ->
                        weights.put(name, Safetensors.Tensor.ofFloats(values.shape(), values.values())));
        Map<String, Safetensors.Tensor> references = new LinkedHashMap<>();
        model.references()
                .toArrays()
                .forEach((name, values) -> references.put(name, Safetensors.Tensor.ofDoubles(values)));
        byte[] weightBytes = Safetensors.write(weights);
        byte[] referenceBytes = Safetensors.write(references);
        ObjectNode description = JSON.createObjectNode();
        description.put("format_version", FORMAT_VERSION);
        description.put("model_id", model.modelId());
        ObjectNode architecture = description.putObject("architecture");
        architecture.put("size", model.architecture().size());
        architecture.put("channels", model.architecture().channels());
        model.architecture().widths().forEach(architecture.putArray("widths")::add);
        architecture.put("latent", model.architecture().latent());
        architecture.put("batch_normalization", model.architecture().batchNormalization());
        ObjectNode preparation = description.putObject("preparation");
        preparation.put("id", model.preparation().id());
        preparation.put("crop_fraction", model.preparation().cropFraction());
        preparation.put("size_pixels", model.preparation().sizePixels());
        description.set("settings", JSON.readTree(SettingsReader.toJson(model.settings())));
        ObjectNode provenance = description.putObject("provenance");
        model.provenance().forEach(provenance::put);
        ObjectNode checksums = description.putObject("sha256");
        checksums.put(WEIGHTS, Hashes.sha256(weightBytes, 64));
        checksums.put(REFERENCES, Hashes.sha256(referenceBytes, 64));
        put(files, new Path(directory, WEIGHTS), weightBytes);
        put(files, new Path(directory, REFERENCES), referenceBytes);
        put(
                files,
                new Path(directory, DESCRIPTION),
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(description)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a model.
     *
     * @throws InvalidDataException where a file is missing, damaged or of a later format
     */
    public static SavedModel read(FileSystem files, Path directory) {
        try {
            JsonNode description = JSON.readTree(get(files, new Path(directory, DESCRIPTION)));
            int version = description.path("format_version").asInt();
            if (version != FORMAT_VERSION) {
                throw new InvalidDataException("Cannot read model " + directory + ": format version " + version
                        + ", expected " + FORMAT_VERSION);
            }
            Architecture architecture = architecture(description.path("architecture"));
            Map<String, float[]> weights = new LinkedHashMap<>();
            tensors(files, directory, WEIGHTS, description)
                    .forEach((name, tensor) -> weights.put(name, tensor.floats()));
            Map<String, double[]> references = new LinkedHashMap<>();
            tensors(files, directory, REFERENCES, description)
                    .forEach((name, tensor) -> references.put(name, tensor.doubles()));
            Map<String, String> provenance = new LinkedHashMap<>();
            description
                    .path("provenance")
                    .fields()
                    .forEachRemaining(field ->
                            provenance.put(field.getKey(), field.getValue().asText()));
            JsonNode preparation = description.path("preparation");
            return new SavedModel(
                    description.path("model_id").asText(),
                    architecture,
                    new Preparation(
                            preparation.path("crop_fraction").asDouble(),
                            preparation.path("size_pixels").asInt()),
                    NamedParameters.join(architecture, weights),
                    References.of(references),
                    SettingsReader.fromJson(description.path("settings").toString()),
                    provenance);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDataException("Cannot read model " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Architecture architecture(JsonNode node) {
        List<Integer> widths = new ArrayList<>();
        node.path("widths").forEach(width -> widths.add(width.asInt()));
        return new Architecture(
                node.path("size").asInt(),
                node.path("channels").asInt(),
                widths,
                node.path("latent").asInt(),
                node.path("batch_normalization").asBoolean());
    }

    private static Map<String, Safetensors.Tensor> tensors(
            FileSystem files, Path directory, String name, JsonNode description) throws IOException {
        byte[] bytes = get(files, new Path(directory, name));
        String expected = description.path("sha256").path(name).asText();
        if (!Hashes.sha256(bytes, 64).equals(expected)) {
            throw new InvalidDataException("Cannot read model " + directory + ": " + name
                    + " is damaged, its sha256 differs from the one in " + DESCRIPTION);
        }
        return Safetensors.read(bytes);
    }

    private static void put(FileSystem files, Path path, byte[] bytes) throws IOException {
        try (FSDataOutputStream stream = files.create(path, true)) {
            stream.write(bytes);
        }
    }

    private static byte[] get(FileSystem files, Path path) throws IOException {
        try (FSDataInputStream stream = files.open(path)) {
            return stream.readAllBytes();
        }
    }
}
