package org.galaxyvae.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    @Test
    void aFilesSpaceReplacesTheDefaultOne() {
        assertThat(read("{vae.latent: {values: [4]}}").tune().space())
                .containsOnlyKeys("vae.latent")
                .containsValue(new Dimension(null, null, null, null, List.of(4)));
        Settings one = SettingsReader.read(null, "", List.of("tune.space={train.kl_weight: {from: 0, to: 2}}"));
        assertThat(one.tune().space())
                .containsOnlyKeys("train.kl_weight")
                .containsValue(new Dimension(0.0, 2.0, "linear", null, null));
    }

    @Test
    void wholeNumberEndsComeBackFromJson() {
        Settings settings = read("{vae.latent: {from: 8, to: 64, scale: log}}");
        assertThat(SettingsReader.fromJson(SettingsReader.toJson(settings))).isEqualTo(settings);
    }

    @Test
    void tellsEveryProblemOfASpaceAtOnce() {
        String space = """
                {seed: {values: [1, 2]}, train.where: {values: ["a = 1"]}, train.images: {values: [100]},
                 train.patience: {values: [2]}, train.checkpoint_images: {values: [100]},
                 vae.latnt: {values: [8]}, vae: {values: [8]},
                 vae.latent: {values: [8, 0, ten, 8]},
                 vae.batch_normalization: {from: 0, to: 1},
                 train.batch_size: {from: 16.5, to: 64},
                 train.learning_rate: {from: 1e-3, to: 1e-4},
                 train.kl_weight: {from: 0, to: 4, scale: log},
                 train.kl_warmup: {from: 0, scale: cubic, points: 1, step: 3},
                 train.augment: true,
                 train.learning_rate_final: {values: [0.1], from: 0}}
                """;
        assertThatThrownBy(() -> read(space))
                .isInstanceOf(RequestException.class)
                .extracting(
                        failure ->
                                Objects.toString(failure.getMessage()).lines().toList(),
                        LIST)
                .containsExactly(
                        "Invalid tune.space seed: it cannot be searched, only keys of train and vae can be searched",
                        "Invalid tune.space train.where: it cannot be searched, trials would learn from different"
                                + " objects",
                        "Invalid tune.space train.images: it cannot be searched, every trial's budget is tune.images",
                        "Invalid tune.space train.patience: it cannot be searched, the rungs decide when a trial stops",
                        "Invalid tune.space train.checkpoint_images: it cannot be searched, it changes no trial",
                        "Unknown key: tune.space vae.latnt, expected a key of train or vae",
                        "Invalid tune.space vae: it cannot be searched, only keys of train and vae can be searched",
                        "Invalid tune.space vae.latent: 0, expected a whole number from 1 to 1024",
                        "Invalid tune.space vae.latent: \"ten\", expected a whole number from 1 to 1024",
                        "Invalid tune.space vae.latent values: 8 twice, expected different values",
                        "Invalid tune.space vae.batch_normalization: {\"from\":0,\"to\":1}, expected {values: [...]},"
                                + " since it is no number",
                        "Invalid tune.space train.batch_size from: 16.5, expected a whole number from 2 to 4096",
                        "Invalid tune.space train.learning_rate: from 0.001 to 1.0E-4, expected a rise",
                        "Invalid tune.space train.kl_weight from: 0.0, expected a number above 0 for the scale log",
                        "Unknown key: tune.space train.kl_warmup step, expected one of from, to, scale, points, values",
                        "Invalid tune.space train.kl_warmup: no to, expected {values: [...]} or {from: ..., to: ...}",
                        "Invalid tune.space train.kl_warmup scale: cubic, expected linear or log",
                        "Invalid tune.space train.kl_warmup points: 1, expected a whole number from 2 to 1000",
                        "Invalid tune.space train.augment: true, expected {values: [...]} or {from: ..., to: ...,"
                                + " scale: log}",
                        "Invalid tune.space train.learning_rate_final: values together with an interval, expected one"
                                + " of them");
    }

    @Test
    void tellsWhatASearchCannotBe() {
        assertThatThrownBy(() -> SettingsReader.read(
                        "tune: {search: bayes, objective: mse, images: 1000, rungs: 4, space: {}}", "t", List.of()))
                .hasMessageContaining("Invalid tune.search: bayes, expected random or grid")
                .hasMessageContaining("Invalid tune.objective: mse, expected injected_auc or elbo")
                .hasMessageContaining("Invalid tune.rungs: 4, the first of them would present 37 of 1000 images")
                .hasMessageContaining("Invalid tune.space: no key, expected at least one of train or vae");
        assertThatThrownBy(() -> SettingsReader.read(
                        "tune: {search: grid, space: {train.kl_weight: {from: 0, to: 2}}}", "t", List.of()))
                .hasMessage("Invalid tune.space train.kl_weight: an interval without points, which a grid needs,"
                        + " expected such as points: 3");
        assertThatThrownBy(() -> SettingsReader.read(
                        "tune: {search: grid, trials: 5, space: {train.kl_weight: {from: 0, to: 2, points: 3},"
                                + " vae.latent: {values: [1, 2]}}}",
                        "t",
                        List.of()))
                .hasMessage("Invalid tune.search: a grid of 6 points, expected at most tune.trials (5); raise it, or"
                        + " search at random");
    }

    @Test
    void refusesTheElboWhereLikelihoodsWouldBeMixed() {
        String noise = "vae.noise: {values: [learned, fixed]}, vae.noise_sigma: {from: 0.01, to: 0.1}";
        assertThat(read("{" + noise + "}").tune().space()).hasSize(2);
        assertThatThrownBy(() -> SettingsReader.read("tune: {objective: elbo, space: {" + noise + "}}", "t", List.of()))
                .hasMessageContaining("Invalid tune.objective: elbo, which vae.noise in tune.space makes incomparable")
                .hasMessageContaining("which vae.noise_sigma in tune.space");
        assertThatThrownBy(() -> read("{vae.noise: {values: [learned, fixd]}}"))
                .hasMessage("Invalid tune.space vae.noise: fixd, expected learned or fixed");
    }

    @Test
    void changesKeysAndWritesWhatDiffers() {
        Settings changed = SettingsReader.with(
                SettingsReader.read(null, "", List.of("train.where=kind <> '1e-4'")),
                Map.of("vae.latent", 8, "train.learning_rate", 2e-4, "vae.widths", List.of(8, 16)));
        assertThat(changed.vae().latent()).isEqualTo(8);
        String yaml = SettingsReader.differencesAsYaml(changed);
        assertThat(yaml).contains("latent: 8", "learning_rate: 2.0E-4").doesNotContain("seed", "tune", "images");
        assertThat(SettingsReader.read(yaml, "best.yaml", List.of())).isEqualTo(changed);
        assertThat(SettingsReader.differencesAsYaml(SettingsReader.defaults())).isEmpty();
        assertThatThrownBy(() -> SettingsReader.with(changed, Map.of("vae.widths", List.of(1, 2, 3, 4, 5, 6, 7))))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("Invalid vae.widths");
    }

    private static Settings read(String space) {
        return SettingsReader.read("tune: {space: " + space + "}", "test.yaml", List.of());
    }
}
