package org.galaxyvae.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.table.WholeFile;
import org.galaxyvae.model.directory.Safetensors;
import org.galaxyvae.network.TrainingState;
import org.galaxyvae.pixel.sky.Hashes;
import org.galaxyvae.train.learn.LearningPoint;
import org.galaxyvae.train.learn.Snapshot;
import org.galaxyvae.train.learn.Validation;

/** One checkpoint as a directory: arrays, description, and the checksums of both. */
final class CheckpointFiles {
    private static final int FORMAT_VERSION = 1;
    private static final String ARRAYS = "state.safetensors";
    private static final String DESCRIPTION = "checkpoint.json";
    private static final String CHECKSUMS = "checksums.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointFiles() {}

    static void write(FileSystem files, Path directory, Checkpoint checkpoint) throws IOException {
        Snapshot snapshot = checkpoint.snapshot();
        Map<String, Safetensors.Tensor> arrays = new LinkedHashMap<>();
        put(arrays, "parameters", snapshot.state().parameters());
        put(arrays, "updater_state", snapshot.state().updaterState());
        put(arrays, "best_parameters", snapshot.bestParameters());
        byte[] bytes = Safetensors.write(arrays);
        byte[] description = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(description(checkpoint));
        ObjectNode checksums = JSON.createObjectNode();
        checksums.put(ARRAYS, Hashes.sha256(bytes, 64));
        checksums.put(DESCRIPTION, Hashes.sha256(description, 64));
        WholeFile.write(files, new Path(directory, ARRAYS), bytes);
        WholeFile.write(files, new Path(directory, DESCRIPTION), description);
        WholeFile.write(
                files, new Path(directory, CHECKSUMS), checksums.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode description(Checkpoint checkpoint) throws IOException {
        Snapshot snapshot = checkpoint.snapshot();
        ObjectNode node = JSON.createObjectNode();
        node.put("format_version", FORMAT_VERSION);
        node.put("model_id", checkpoint.modelId());
        // the order of images and the number of the next minibatch follow from it
        node.put("images_presented", snapshot.imagesPresented());
        node.put("iterations", snapshot.state().iterations());
        node.put("workers", checkpoint.workers());
        node.set("settings", JSON.readTree(SettingsReader.toJson(checkpoint.settings())));
        ObjectNode origin = node.putObject("data");
        origin.put("training_objects", checkpoint.origin().trainingObjects());
        origin.put("validation_images", checkpoint.origin().validationImages());
        origin.put("fingerprint", checkpoint.origin().fingerprint());
        for (LearningPoint point : snapshot.curve()) {
            ObjectNode row = node.withArray("curve").addObject();
            row.put("images_presented", point.imagesPresented());
            row.put("learning_rate", point.learningRate());
            row.put("kl_weight", point.klWeight());
            row.put("training_loss", point.trainingLoss());
            row.put("mse", point.validation().mse());
            row.put("psnr_db", point.validation().psnrDb());
            row.put("ssim", point.validation().ssim());
            row.put("log_prob", point.validation().logProb());
            row.put("kl", point.validation().kl());
            row.put("active_units", point.validation().activeUnits());
            row.put("images_per_s", point.imagesPerS());
            row.put("recorded_at", point.recordedAt().toString());
        }
        return node;
    }

    /**
     * Reads a checkpoint.
     *
     * @throws IOException where a file is missing or differs from its checksum, or the format is another
     */
    static Checkpoint read(FileSystem files, Path directory) throws IOException {
        JsonNode checksums = JSON.readTree(WholeFile.read(files, new Path(directory, CHECKSUMS)));
        JsonNode node = JSON.readTree(checked(files, directory, DESCRIPTION, checksums));
        int version = node.path("format_version").asInt();
        if (version != FORMAT_VERSION) {
            throw new IOException("format version " + version + ", expected " + FORMAT_VERSION);
        }
        Map<String, Safetensors.Tensor> arrays = Safetensors.read(checked(files, directory, ARRAYS, checksums));
        List<LearningPoint> curve = new ArrayList<>();
        node.path("curve").forEach(row -> curve.add(measurement(row)));
        JsonNode origin = node.path("data");
        return new Checkpoint(
                node.path("model_id").asText(),
                node.path("workers").asInt(),
                SettingsReader.fromJson(node.path("settings").toString()),
                new Checkpoint.Origin(
                        origin.path("training_objects").asLong(),
                        origin.path("validation_images").asLong(),
                        origin.path("fingerprint").asText()),
                new Snapshot(
                        node.path("images_presented").asLong(),
                        new TrainingState(
                                floats(arrays, "parameters"),
                                floats(arrays, "updater_state"),
                                node.path("iterations").asInt()),
                        floats(arrays, "best_parameters"),
                        curve));
    }

    private static LearningPoint measurement(JsonNode row) {
        return new LearningPoint(
                row.path("images_presented").asLong(),
                row.path("learning_rate").asDouble(),
                row.path("kl_weight").asDouble(),
                row.path("training_loss").asDouble(),
                new Validation(
                        row.path("mse").asDouble(),
                        row.path("psnr_db").asDouble(),
                        row.path("ssim").asDouble(),
                        row.path("log_prob").asDouble(),
                        row.path("kl").asDouble(),
                        row.path("active_units").asInt()),
                row.path("images_per_s").asDouble(),
                Instant.parse(row.path("recorded_at").asText()));
    }

    private static void put(Map<String, Safetensors.Tensor> arrays, String name, float[] values) {
        arrays.put(name, Safetensors.Tensor.ofFloats(new int[] {values.length}, values));
    }

    private static float[] floats(Map<String, Safetensors.Tensor> arrays, String name) throws IOException {
        Safetensors.Tensor tensor = arrays.get(name);
        if (tensor == null) {
            throw new IOException(ARRAYS + " lacks " + name);
        }
        return tensor.floats();
    }

    private static byte[] checked(FileSystem files, Path directory, String name, JsonNode checksums)
            throws IOException {
        byte[] bytes = WholeFile.read(files, new Path(directory, name));
        if (!Hashes.sha256(bytes, 64).equals(checksums.path(name).asText())) {
            throw new IOException(name + " is damaged, its sha256 differs from the one in " + CHECKSUMS);
        }
        return bytes;
    }
}
