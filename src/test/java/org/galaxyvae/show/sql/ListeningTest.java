package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.commons.codec.digest.Crypt;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {
    /** By {@code openssl passwd -6 -salt saltsalt open} */
    private static final String OPEN = Crypt.crypt("open", "$6$saltsalt");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void thisMachineAloneNeedsNoPassword(String bind) {
        assertThatCode(() -> listening(bind, null, false).require(new Configuration(false)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "192.168.0.1"})
    void othersNeedOneOrTheWordInsecure(String bind) throws IOException {
        assertThatThrownBy(() -> listening(bind, null, false).require(new Configuration(false)))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Cannot listen on " + bind + " without a password")
                .hasMessageContaining("--insecure");
        Path users = users("ada:" + OPEN);
        assertThatCode(() -> listening(bind, users, false).require(new Configuration(false)))
                .doesNotThrowAnyException();
        assertThatCode(() -> listening(bind, null, true).require(new Configuration(false)))
                .doesNotThrowAnyException();
        Configuration ldap = new Configuration(false);
        ldap.set("hive.server2.authentication", "LDAP");
        assertThatCode(() -> listening(bind, null, false).require(ldap)).doesNotThrowAnyException();
        ldap.set("hive.server2.authentication", "nosasl");
        assertThatThrownBy(() -> listening(bind, null, false).require(ldap)).isInstanceOf(RequestException.class);
    }

    @Test
    void aFileOfUsersIsTheOwnersAlone() throws IOException {
        Path users = users("ada:" + OPEN);
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> listening("127.0.0.1", users, false))
                .hasMessageStartingWith("Cannot trust --users " + users)
                .hasMessageContaining("chmod 600");
        assertThatThrownBy(() -> listening("127.0.0.1", users("ada:open"), false))
                .hasMessageStartingWith("Invalid line 1 of --users")
                .hasMessageNotContaining("ada:open");
        assertThatThrownBy(() -> listening("127.0.0.1", users("# nobody"), false))
                .hasMessageStartingWith("Cannot let anybody in");
        assertThatThrownBy(() -> listening("127.0.0.1", directory.resolve("none"), false))
                .hasMessageStartingWith("Cannot read --users");
    }

    @Test
    void knowsAPasswordByItsHash() {
        assertThat(UsersFile.isKnown(Map.of("ada", OPEN), "ada", "open")).isTrue();
        assertThat(UsersFile.isKnown(Map.of("ada", OPEN), "ada", "Open")).isFalse();
        assertThat(UsersFile.isKnown(Map.of("ada", OPEN), "ada", "")).isFalse();
        assertThat(UsersFile.isKnown(Map.of("ada", OPEN), "ada", null)).isFalse();
        assertThat(UsersFile.isKnown(Map.of("ada", OPEN), "bob", "open")).isFalse();
        assertThat(UsersFile.isKnown(Map.of("ada", OPEN), null, null)).isFalse();
    }

    @Test
    void aKeystoreNeedsItsPassword() throws IOException {
        Path keystore = Files.createFile(directory.resolve("keys.p12"));
        assertThatThrownBy(() -> new Listening("127.0.0.1", 0, null, keystore, null, false))
                .hasMessageContaining("GALAXY_VAE_KEYSTORE_PASSWORD");
        assertThatThrownBy(() -> new Listening("127.0.0.1", 0, null, directory.resolve("no"), "x", false))
                .hasMessageStartingWith("Cannot read --keystore");
        assertThatThrownBy(() -> new Listening("127.0.0.1", 70000, null, null, null, false))
                .hasMessageContaining("Invalid --port 70000, expected 0 to 65535");
    }

    private Path users(String line) throws IOException {
        Path file = directory.resolve("users");
        Files.writeString(file, line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static Listening listening(String bind, @Nullable Path users, boolean insecure) {
        return new Listening(bind, 0, users, null, null, insecure);
    }
}
