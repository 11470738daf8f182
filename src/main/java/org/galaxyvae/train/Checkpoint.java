package org.galaxyvae.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.pixel.sky.Hashes;
import org.galaxyvae.train.learn.Snapshot;
import org.galaxyvae.train.learn.TrainingSet;

/**
 * A training's snapshot with what it belongs to.
 *
 * @param modelId the model it will become
 * @param workers parts of a round; they decide who sees which image
 * @param settings those it began with
 */
record Checkpoint(String modelId, int workers, Settings settings, Origin origin, Snapshot snapshot) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The images of a training.
     *
     * @param fingerprint hash of ids and contents of training and validation images
     */
    record Origin(long trainingObjects, long validationImages, String fingerprint) {
        static Origin of(TrainingSet data, List<byte[]> validation) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < data.size(); i++) {
                text.append(data.objectIds().get(i))
                        .append('\t')
                        .append(data.contentHashes().get(i))
                        .append('\n');
            }
            validation.forEach(pixels -> text.append(Hashes.sha256(pixels, 32)).append('\n'));
            return new Origin(data.size(), validation.size(), Hashes.sha256(text.toString(), 64));
        }
    }

    /** What keeps a training with these settings and images from going on here, each in a few words; empty: nothing. */
    List<String> differences(Settings wanted, Origin found) {
        List<String> differences = new ArrayList<>();
        Map<String, String> began = keys(settings);
        keys(wanted).forEach((key, value) -> {
            String old = began.get(key);
            if (!value.equals(old)) {
                differences.add(key + " is " + value + ", began with " + old);
            }
        });
        if (!found.equals(origin)) {
            differences.add(
                    found.trainingObjects() == origin.trainingObjects()
                                    && found.validationImages() == origin.validationImages()
                            ? "training or validation images have other contents than those it began with"
                            : found.trainingObjects() + " training and " + found.validationImages()
                                    + " validation images, began with " + origin.trainingObjects() + " and "
                                    + origin.validationImages());
        }
        return differences;
    }

    /** The settings that a training follows, by name; where checkpoints are made changes nothing. */
    private static Map<String, String> keys(Settings settings) {
        try {
            JsonNode tree = JSON.readTree(SettingsReader.toJson(settings));
            Map<String, String> keys = new TreeMap<>();
            keys.put("seed", tree.path("seed").toString());
            for (String key : List.of("crop_fraction", "image_size")) {
                keys.put("ingest." + key, tree.path("ingest").path(key).toString());
            }
            for (String part : List.of("vae", "train")) {
                tree.path(part)
                        .fields()
                        .forEachRemaining(field -> keys.put(
                                part + "." + field.getKey(), field.getValue().toString()));
            }
            keys.remove("train.checkpoint_images");
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
