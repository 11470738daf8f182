package org.galaxyvae.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredJsonTest {
    @Test
    void tellsDifferencesByDottedKeyWithDefaultsForWhatIsNotThere() {
        assertThat(StoredJson.differences("{\"vae\":{\"latent\":16},\"seed\":7}", "{\"seed\":7}"))
                .isEqualTo(Map.of("vae.latent", Map.entry("16", "32")));
        assertThat(StoredJson.differences("{}", "{}")).isEmpty();
    }

    @Test
    void comparesAConfigurationOfALaterVersionAsItIs() {
        assertThat(StoredJson.differences("{\"later\":{\"key\":1}}", "{}"))
                .containsEntry("later.key", Map.entry("1", "(unset)"));
    }

    @Test
    void findsNumbersByPrefixAndNoneInWhatIsNoObject() {
        assertThat(StoredJson.numbers("{\"validation_mse\":0.5,\"images\":3,\"validation_note\":\"x\"}", "validation_"))
                .isEqualTo(Map.of("validation_mse", 0.5));
        assertThat(StoredJson.numbers("[1]", "")).isEmpty();
        assertThat(StoredJson.numbers("torn {", "")).isEmpty();
    }
}
