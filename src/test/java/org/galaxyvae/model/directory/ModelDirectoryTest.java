package org.galaxyvae.model.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.network.NamedParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a model's files, it is told with the file's name, and nothing is believed. */
class ModelDirectoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path parent;

    private Path directory;
    private FileSystem files;

    @BeforeEach
    void saveAModel() throws Exception {
        directory = Files.createDirectory(parent.resolve("model"));
        files = FileSystem.getLocal(new Configuration()).getRawFileSystem();
        Files.createDirectory(directory.resolve("training_objects"));
        Files.writeString(directory.resolve("training_objects/part-0.parquet"), "rows");
        Files.writeString(directory.resolve("training_objects/_SUCCESS"), "");
        ModelDirectory.write(files, hadoop(directory), fixture("format-3"));
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private SavedModel fixture(String name) throws Exception {
        return ModelDirectory.read(
                files,
                new org.apache.hadoop.fs.Path(Objects.requireNonNull(getClass().getResource("/models/" + name))
                        .toURI()));
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> ModelDirectory.read(files, hadoop(directory)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Cannot read model " + hadoop(directory) + ": ")
                .hasMessageContainingAll(parts);
    }

    @Test
    void givesBackWhatWasWritten() throws Exception {
        SavedModel written = fixture("format-3");
        SavedModel read = ModelDirectory.read(files, hadoop(directory));
        assertThat(read.parameters()).containsExactly(written.parameters());
        assertThat(read.settings()).isEqualTo(written.settings());
        assertThat(read.architecture()).isEqualTo(written.architecture());
        assertThat(read.preparation()).isEqualTo(written.preparation());
        assertThat(read.provenance()).isEqualTo(written.provenance());
        assertThat(read.references().calibrationObjects())
                .isEqualTo(written.references().calibrationObjects());
        assertThat(ModelDirectory.problems(files, hadoop(directory))).isEmpty();
        JsonNode manifest = JSON.readTree(directory.resolve("manifest.json").toFile());
        assertThat(manifest.path("files").fieldNames())
                .toIterable()
                .containsExactly(
                        "model.json",
                        "references.safetensors",
                        "training_objects/part-0.parquet",
                        "weights.safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model.json", "weights.safetensors", "references.safetensors", "training_objects/part-0.parquet"
            })
    void namesAFileThatIsMissingTruncatedOrHasOneBitWrong(String name) throws IOException {
        Path file = directory.resolve(name);
        byte[] good = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(good, good.length - 1));
        assertRefused(name + " is truncated: " + (good.length - 1) + " bytes, expected " + good.length);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        Files.write(file, bad);
        assertRefused(name + " is damaged: its sha256 is ");
        Files.delete(file);
        assertRefused(name + " is missing");
        Files.write(file, good);
        assertThat(ModelDirectory.problems(files, hadoop(directory))).isEmpty();
    }

    @Test
    void namesAllDamagedFilesAtOnce() throws IOException {
        Files.delete(directory.resolve("weights.safetensors"));
        Files.writeString(directory.resolve("model.json"), "{}");
        assertRefused("weights.safetensors is missing", "model.json is truncated");
    }

    @Test
    void namesADamagedOrMissingManifest() throws IOException {
        Path manifest = directory.resolve("manifest.json");
        String good = Files.readString(manifest);
        Files.writeString(manifest, good.substring(0, good.length() / 2));
        assertRefused("manifest.json is damaged: it is not JSON");
        Files.writeString(manifest, "{\"format_version\": 3, \"files\": {}}");
        assertRefused("manifest.json is damaged, it names no files");
        Files.delete(manifest);
        assertRefused("manifest.json is missing");
        Files.delete(directory.resolve("model.json"));
        assertRefused("model.json is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "99", "0", "\"two\""})
    void namesBothVersionsOfAnotherFormat(String version) throws IOException {
        Path manifest = directory.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("\"format_version\" : 3", "\"format_version\" : " + version));
        assertRefused(
                "format_version " + (version.startsWith("\"") ? "0" : version) + " in manifest.json, expected 1 to 3");
    }

    @Test
    void seesDamageBehindTheChecksumsOfHadoopsLocalFileSystem() throws Exception {
        FileSystem checked = FileSystem.getLocal(new Configuration());
        Path other = Files.createDirectory(parent.resolve("checked"));
        ModelDirectory.write(checked, hadoop(other), fixture("format-3"));
        Path weights = other.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertThatThrownBy(() -> ModelDirectory.read(checked, hadoop(other)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("weights.safetensors is damaged: ");
    }

    /** By the format's own document, not by our reader. */
    @Test
    void weightsAreASafetensorsFile() throws Exception {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("weights.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(file.getLong());
        assertThat((8 + length) % 8).isZero();
        byte[] text = new byte[length];
        file.get(text);
        assertThat((char) text[0]).isEqualTo('{');
        JsonNode header = JSON.readTree(new String(text, StandardCharsets.UTF_8));
        ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Integer> ranges = new TreeMap<>();
        SavedModel model = fixture("format-3");
        Map<String, NamedParameters.Values> expected = NamedParameters.split(model.architecture(), model.parameters());
        assertThat(header.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (Map.Entry<String, NamedParameters.Values> entry : expected.entrySet()) {
            JsonNode tensor = header.path(entry.getKey());
            assertThat(tensor.path("dtype").asText()).isEqualTo("F32");
            int[] shape = entry.getValue().shape();
            assertThat(tensor.path("shape")).hasSize(shape.length);
            for (int i = 0; i < shape.length; i++) {
                assertThat(tensor.path("shape").path(i).asInt()).isEqualTo(shape[i]);
            }
            int from = tensor.path("data_offsets").path(0).asInt();
            int to = tensor.path("data_offsets").path(1).asInt();
            ranges.put(from, to);
            float[] values = entry.getValue().values();
            assertThat(to - from).isEqualTo(4 * values.length);
            for (int i = 0; i < values.length; i++) {
                assertThat(data.getFloat(from + 4 * i)).isEqualTo(values[i]);
            }
        }
        int end = 0;
        for (Map.Entry<Integer, Integer> range : ranges.entrySet()) {
            assertThat(range.getKey()).describedAs("no hole, no overlap").isEqualTo(end);
            end = range.getValue();
        }
        assertThat(end).isEqualTo(data.capacity());
    }

    @Test
    void theDocumentNamesEveryTensor() throws Exception {
        String document = Files.readString(Path.of("docs/model-format.md"));
        SavedModel model = fixture("format-3");
        Stream.concat(
                        NamedParameters.split(model.architecture(), model.parameters()).keySet().stream(),
                        Stream.concat(
                                model.references().toArrays().doubles().keySet().stream(),
                                model.references().toArrays().floats().keySet().stream()))
                .map(name -> name.replaceAll("\\.\\d+\\.", ".i."))
                .map(name -> name.replaceAll("^tail\\.\\w+$", "tail.evidence"))
                .distinct()
                .forEach(name -> assertThat(document).contains("`" + name + "`"));
    }
}
