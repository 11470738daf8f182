package org.galaxyvae.model.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.WholeFile;
import org.galaxyvae.model.evidence.FittedArrays;
import org.galaxyvae.model.evidence.References;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.network.NamedParameters;
import org.jspecify.annotations.Nullable;

/** Writes and reads a model directory; checksums are verified before anything is believed. */
public final class ModelDirectory {
    /** Parquet of (object_id, content_hash): what the model was trained on. */
    public static final String TRAINING_OBJECTS = "training_objects";

    /** Parquet of (object_id): what the model's tails and p-values come from. */
    public static final String CALIBRATION_OBJECTS = "calibration_objects";

    /**
     * 3: references of all evidences. 2, whose network is still read: a manifest of all files. 1, likewise: checksums of
     * weights and references in model.json alone.
     */
    static final int FORMAT_VERSION = 3;

    private static final int OLDEST_WITH_THESE_REFERENCES = 3;

    private static final int OLDEST_FORMAT_VERSION = 1;
    private static final String WEIGHTS = "weights.safetensors";
    private static final String REFERENCES = "references.safetensors";
    private static final String DESCRIPTION = "model.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelDirectory() {}

    /**
     * Writes the files, and last the manifest of everything that then stands in the directory; only a row in the registry
     * makes it a model.
     */
    public static void write(FileSystem files, Path directory, SavedModel model) throws IOException {
        Map<String, Safetensors.Tensor> weights = new LinkedHashMap<>();
        NamedParameters.split(model.architecture(), model.parameters())
                .forEach((name, values) ->
                        weights.put(name, Safetensors.Tensor.ofFloats(values.shape(), values.values())));
        Map<String, Safetensors.Tensor> references = new LinkedHashMap<>();
        FittedArrays fitted = model.references().toArrays();
        fitted.doubles().forEach((name, values) -> references.put(name, Safetensors.Tensor.ofDoubles(values)));
        fitted.floats()
                .forEach((name, values) ->
                        references.put(name, Safetensors.Tensor.ofFloats(new int[] {values.length}, values)));
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
        preparation.put("crop_fraction", model.preparation().crop().fraction());
        preparation.put("size_pixels", model.preparation().sizePixels());
        description.set("settings", JSON.readTree(SettingsReader.toJson(model.settings())));
        ObjectNode provenance = description.putObject("provenance");
        model.provenance().forEach(provenance::put);
        WholeFile.write(files, new Path(directory, WEIGHTS), Safetensors.write(weights));
        WholeFile.write(files, new Path(directory, REFERENCES), Safetensors.write(references));
        WholeFile.write(files, new Path(directory, DESCRIPTION), text(description));
        Manifest manifest = Manifest.of(files, directory);
        WholeFile.write(
                files, new Path(directory, Manifest.NAME), text(manifest.toJson(FORMAT_VERSION, model.modelId())));
    }

    private static byte[] text(JsonNode json) throws IOException {
        return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What is wrong with a model's files, one line each, the file named; empty where all are as they were written.
     *
     * @throws InvalidDataException where the manifest itself is missing, unreadable or of a later format
     */
    public static List<String> problems(FileSystem files, Path directory) {
        try {
            return manifest(files, directory).problems(files, directory);
        } catch (IOException e) {
            throw unreadable(directory, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads a model, after its files have passed {@link #problems}.
     *
     * @throws InvalidDataException where a file is missing, truncated, damaged or of a later format
     */
    public static SavedModel read(FileSystem files, Path directory) {
        List<String> problems = problems(files, directory);
        if (!problems.isEmpty()) {
            throw new InvalidDataException("Cannot read model " + directory + ": " + String.join("; ", problems));
        }
        try {
            JsonNode description = json(files, directory, DESCRIPTION);
            Architecture architecture = architecture(description.path("architecture"));
            Map<String, float[]> weights = new LinkedHashMap<>();
            Safetensors.read(WholeFile.read(files, new Path(directory, WEIGHTS)))
                    .forEach((name, tensor) -> weights.put(name, tensor.floats()));
            Map<String, String> provenance = new LinkedHashMap<>();
            description
                    .path("provenance")
                    .fields()
                    .forEachRemaining(field ->
                            provenance.put(field.getKey(), field.getValue().asText()));
            Settings settings =
                    SettingsReader.fromJson(description.path("settings").toString());
            return new SavedModel(
                    description.path("model_id").asText(),
                    architecture,
                    SavedModel.preparation(settings),
                    NamedParameters.join(architecture, weights),
                    references(files, directory, description, settings),
                    settings,
                    provenance);
        } catch (IOException | IllegalArgumentException | RequestException e) {
            throw unreadable(directory, String.valueOf(e.getMessage()), e);
        }
    }

    /** Null where an earlier format fitted other ones. */
    private static @Nullable References references(
            FileSystem files, Path directory, JsonNode description, Settings settings) throws IOException {
        if (description.path("format_version").asInt() < OLDEST_WITH_THESE_REFERENCES) {
            return null;
        }
        Map<String, double[]> doubles = new LinkedHashMap<>();
        Map<String, float[]> floats = new LinkedHashMap<>();
        for (Map.Entry<String, Safetensors.Tensor> entry : Safetensors.read(
                        WholeFile.read(files, new Path(directory, REFERENCES)))
                .entrySet()) {
            Safetensors.Tensor tensor = entry.getValue();
            if (tensor.dtype().equals("F32")) {
                floats.put(entry.getKey(), tensor.floats());
            } else {
                doubles.put(entry.getKey(), tensor.doubles());
            }
        }
        return References.of(SavedModel.members(settings), new FittedArrays(doubles, floats));
    }

    private static InvalidDataException unreadable(Path directory, String why, Exception cause) {
        return new InvalidDataException("Cannot read model " + directory + ": " + why, cause);
    }

    /** The format's version is looked at before anything else. */
    private static Manifest manifest(FileSystem files, Path directory) throws IOException {
        boolean listed = files.exists(new Path(directory, Manifest.NAME));
        String name = listed ? Manifest.NAME : DESCRIPTION;
        JsonNode json = json(files, directory, name);
        int version = json.path("format_version").asInt();
        if (version < OLDEST_FORMAT_VERSION || version > FORMAT_VERSION) {
            throw new IOException("format_version " + version + " in " + name + ", expected " + OLDEST_FORMAT_VERSION
                    + " to " + FORMAT_VERSION + (version > FORMAT_VERSION ? "; a later galaxy-vae saved it" : ""));
        }
        if (listed) {
            return Manifest.fromJson(json);
        }
        if (version > 1) {
            throw new IOException(Manifest.NAME + " is missing");
        }
        Map<String, Manifest.Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> file : json.path("sha256").properties()) {
            entries.put(file.getKey(), new Manifest.Entry(-1, file.getValue().asText()));
        }
        return new Manifest(entries);
    }

    private static JsonNode json(FileSystem files, Path directory, String name) throws IOException {
        try {
            return JSON.readTree(WholeFile.read(files, new Path(directory, name)));
        } catch (JsonProcessingException e) {
            throw new IOException(name + " is damaged: it is not JSON (" + e.getOriginalMessage() + ")", e);
        } catch (FileNotFoundException e) {
            throw new IOException(name + " is missing", e);
        } catch (ChecksumException e) {
            throw new IOException(name + " is damaged: " + e.getMessage(), e);
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
}
