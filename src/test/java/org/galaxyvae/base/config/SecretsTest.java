package org.galaxyvae.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String MARKER = "hunter2hunter2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalog.password=" + MARKER,
                "fs.s3a.secret.key=" + MARKER,
                "aws_secret_access_key=" + MARKER,
                "catalog.uri=jdbc:postgresql://host/db?user=me&password=" + MARKER,
                "catalog.uri=jdbc:postgresql://me:" + MARKER + "@host/db",
                "catalog.uri=jdbc:oracle:thin:me/" + MARKER + "@//host/db",
                "nightly.catalog=s3a://key:" + MARKER + "@bucket/catalog.csv",
                "nightly.notify_command=curl -H 'Authorization: Bearer " + MARKER + "' x"
            })
    void refusesASecretInASingleKeyWithoutRepeatingIt(String override) {
        assertThatThrownBy(() -> SettingsReader.read(null, "", List.of(override)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(
                        "Cannot take a password or key from " + override.substring(0, override.indexOf('=')) + ": ")
                .hasMessageContaining("GALAXY_VAE_CATALOG_PASSWORD")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(MARKER));
    }

    @Test
    void refusesEverySecretOfAFile() {
        String yaml = """
                catalog:
                  type: jdbc
                  uri: jdbc:postgresql://host/db
                  password: %1$s
                nightly:
                  images: ["s3a://key:%1$s@bucket/incoming", "hdfs://me@host/incoming"]
                """.formatted(MARKER);
        assertThatThrownBy(() -> SettingsReader.read(yaml, "night.yaml", List.of()))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("from catalog.password: ")
                .hasMessageContaining("from nightly.images: ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(MARKER));
    }

    @Test
    void takesWhatOnlySoundsLikeOne() {
        assertThatCode(() -> SettingsReader.read(
                        null,
                        "",
                        List.of(
                                "nightly.images=[hdfs://me@host:8020/a, s3a://bucket/b]",
                                "train.where=kind <> 'secret'",
                                "catalog.type=jdbc",
                                "catalog.uri=jdbc:postgresql://host:5432/db?sslmode=require")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesACommandLineWithAPasswordInAnAddress() {
        assertThatThrownBy(() -> Secrets.requireNone("ingest", "--images", "s3a://key:" + MARKER + "@bucket/x"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("from argument 3: ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(MARKER));
        assertThatCode(() -> Secrets.requireNone(
                        "sql", "-e", "SELECT 'password=x', 'basic features' FROM scores", "hdfs://me@host:8020/x"))
                .doesNotThrowAnyException();
    }
}
