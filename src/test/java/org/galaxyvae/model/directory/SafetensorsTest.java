package org.galaxyvae.model.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SafetensorsTest {
    private static byte[] file() {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weight", Safetensors.Tensor.ofFloats(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6.5f}));
        tensors.put("mean", Safetensors.Tensor.ofDoubles(new double[] {Math.PI}));
        return Safetensors.write(tensors);
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        Map<String, Safetensors.Tensor> read = Safetensors.read(file());
        Safetensors.Tensor weight = Objects.requireNonNull(read.get("weight"));
        Safetensors.Tensor mean = Objects.requireNonNull(read.get("mean"));
        assertThat(weight.floats()).containsExactly(1, 2, 3, 4, 5, 6.5f);
        assertThat(weight.shape()).containsExactly(2, 3);
        assertThat(mean.doubles()).containsExactly(Math.PI);
    }

    @Test
    void hasTheHeaderOfTheFormat() {
        byte[] file = file();
        String header = new String(file, 8, file[0], StandardCharsets.UTF_8);
        assertThat(header)
                .startsWith("{\"weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}")
                .contains("\"mean\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[24,32]}");
    }

    @Test
    void refusesATruncatedFile() {
        byte[] file = file();
        for (int length : new int[] {0, 7, 20, file.length - 1}) {
            assertThatThrownBy(() -> Safetensors.read(Arrays.copyOf(file, length)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Invalid safetensors");
        }
    }
}
