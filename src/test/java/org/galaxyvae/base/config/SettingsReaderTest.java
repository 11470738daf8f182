package org.galaxyvae.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.galaxyvae.base.config.Settings.Catalog;
import org.galaxyvae.base.config.Settings.CatalogColumns;
import org.galaxyvae.base.config.Settings.Crossmatch;
import org.galaxyvae.base.config.Settings.Evaluate;
import org.galaxyvae.base.config.Settings.Explain;
import org.galaxyvae.base.config.Settings.Ingest;
import org.galaxyvae.base.config.Settings.MappingColumns;
import org.galaxyvae.base.config.Settings.Score;
import org.galaxyvae.base.config.Settings.SplitSettings;
import org.galaxyvae.base.config.Settings.Stretch;
import org.galaxyvae.base.config.Settings.Train;
import org.galaxyvae.base.config.Settings.Tune;
import org.galaxyvae.base.config.Settings.Vae;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Settings OTHER = new Settings(
            7,
            new Catalog("jdbc", "jdbc:postgresql://host/db", "dr17", "s3a://bucket/tables"),
            new SplitSettings(0.5, 0.2),
            new Ingest(
                    1,
                    80,
                    0,
                    32,
                    List.of("i", "r"),
                    List.of(1.0, 0.5),
                    "float32",
                    "mean",
                    new Stretch("asinh", "fixed", -1, 20, 1, 99, 0.5, 12),
                    true,
                    5,
                    0.1,
                    16,
                    "x-(?<band>[gri])-",
                    "all",
                    "img",
                    30,
                    2.5,
                    new CatalogColumns("objid", "picture", "alpha", "delta", "petroRad_r", "scale", 1.5, "2"),
                    new MappingColumns("id", "name")),
            new Vae(8, List.of(16, 32), false, "fixed", 0.1),
            new Train(30000, "petro_r < 17", 32, 4, 5, 0.01, 0.1, 0.5, 4, 0.3, 1000, 3, 2, 500, 3000, false),
            new Score(128, 1, 0.3, List.of("asymmetry", "mse"), 5, 3000, 16),
            new Explain(7, 3),
            new Crossmatch(3, false),
            new Settings.LatentMap(5000, 30, 0.2, 3, 1000, 50, 3000, 10),
            new Settings.Neighbors(25),
            new Settings.Report(9, 4, 300, 60),
            new Settings.Rerank("forest", 7, 4),
            new Settings.Artifacts(50, 0.01, 500),
            new Evaluate(1000, 5000, 100, 50, List.of("petro_mag_r")),
            new Tune(
                    20,
                    "grid",
                    "elbo",
                    9000,
                    2,
                    4,
                    100,
                    Map.of(
                            "train.learning_rate",
                            new Dimension(1e-4, 1e-3, "log", 3, null),
                            "vae.widths",
                            new Dimension(null, null, null, null, List.of(List.of(8, 16), List.of(16, 32))))),
            new Settings.Nightly(
                    List.of("in", "more"),
                    List.of("f/*.fits"),
                    "c.csv",
                    "m.csv",
                    7,
                    List.of("map", "rerank"),
                    false,
                    "mail x",
                    60),
            new Settings.Changes(50, 3, 10, 500),
            new Settings.Audit(1, 0.1, 0.5, 0.2, 10, 0.2, 0.3, 0.4),
            new Settings.Drift(500, 100, 8),
            new Settings.Retention(5, 2, 7, 12, 4));

    @Test
    void hasDefaults() {
        assertThat(SettingsReader.defaults())
                .isEqualTo(new Settings(
                        1,
                        new Catalog("hadoop", "", "", ""),
                        new SplitSettings(0.7, 0.15),
                        new Ingest(
                                0.5,
                                0,
                                0,
                                64,
                                List.of("red", "green", "blue"),
                                List.of(),
                                "uint8",
                                "sum",
                                new Stretch("lupton", "sky", 0, 1, 1, 99.7, 0.25, 5),
                                false,
                                3,
                                0.5,
                                64,
                                "",
                                "first",
                                "",
                                60,
                                0,
                                new CatalogColumns(
                                        "object_id",
                                        "file",
                                        "ra",
                                        "dec",
                                        "petro_radius_arcsec",
                                        "pixel_scale_arcsec",
                                        0,
                                        ""),
                                new MappingColumns("objid", "asset_id")),
                        new Vae(32, List.of(32, 64, 128, 256), true, "learned", Math.exp(-3.5)),
                        new Train(125000, "", 32, 0, 10, 0.001, 0.02, 0.03, 1, 0.15, 0, 10, 0, 1000, 0, true),
                        new Score(
                                64,
                                4,
                                0.18,
                                List.of("asymmetry", "complexity_excess", "knn_distance", "morphology_knn"),
                                10,
                                20000,
                                32),
                        new Explain(100, 5),
                        new Crossmatch(100, true),
                        new Settings.LatentMap(20000, 15, 0.1, 5, 2000, 30, 2000, 15),
                        new Settings.Neighbors(10),
                        new Settings.Report(50, 24, 20000, 5000),
                        new Settings.Rerank("auto", 5, 3),
                        new Settings.Artifacts(100, 0.02, 2000),
                        new Evaluate(300, 500000, 4096, 200, List.of()),
                        new Tune(
                                12,
                                "random",
                                "injected_auc",
                                27000,
                                3,
                                3,
                                495,
                                Map.of(
                                        "train.learning_rate",
                                        new Dimension(3e-4, 3e-3, "log", null, null),
                                        "train.kl_weight",
                                        new Dimension(null, null, null, null, List.of(0.5, 1, 2, 4)),
                                        "vae.latent",
                                        new Dimension(null, null, null, null, List.of(16, 32, 64)))),
                        new Settings.Nightly(
                                List.of(),
                                List.of(),
                                "",
                                "",
                                100,
                                List.of("map", "neighbors", "artifacts", "rerank"),
                                true,
                                "",
                                0),
                        new Settings.Changes(100, 2, 20, 1000),
                        new Settings.Audit(0, 0.05, 0.25, 0.1, 66, 0.1, 0.1, 0.5),
                        new Settings.Drift(2000, 200, 10),
                        new Settings.Retention(30, 3, 30, 24, 3)));
    }

    @Test
    void mapsEveryKey() {
        String yaml = """
                seed: 7
                catalog: {type: jdbc, uri: "jdbc:postgresql://host/db", name: dr17, warehouse: "s3a://bucket/tables"}
                split: {train: 0.5, calibration: 0.2}
                ingest:
                  crop_fraction: 1
                  crop_pixels: 80
                  image_size: 32
                  bands: [i, r]
                  band_weights: [1, 0.5]
                  dtype: float32
                  flux_cells: mean
                  stretch:
                    function: asinh
                    limits: fixed
                    black: -1
                    white: 20
                    low_percent: 1
                    high_percent: 99
                    zscale_contrast: 0.5
                    softening: 12
                  central_source_only: true
                  sigma_clip: 5
                  max_reject_fraction: 0.1
                  max_image_megapixels: 16
                  band_pattern: "x-(?<band>[gri])-"
                  fits_images: all
                  image_column: img
                  cutout_arcsec: 30
                  cutout_radii: 2.5
                  catalog:
                    id: objid
                    file: picture
                    ra: alpha
                    dec: delta
                    radius: petroRad_r
                    pixel_scale: scale
                    match_radius_arcsec: 1.5
                    table: 2
                  mapping: {id: id, file: name}
                vae: {latent: 8, widths: [16, 32], batch_normalization: false, noise: fixed, noise_sigma: 0.1}
                train:
                  images: 30000
                  where: petro_r < 17
                  batch_size: 32
                  workers: 4
                  averaging_frequency: 5
                  learning_rate: 0.01
                  learning_rate_warmup: 0.1
                  learning_rate_final: 0.5
                  kl_weight: 4
                  kl_warmup: 0.3
                  gradient_clip_norm: 1000
                  validations: 3
                  patience: 2
                  validation_images: 500
                  checkpoint_images: 3000
                  augment: false
                score:
                  batch_size: 128
                  draws: 1
                  central_sigma: 0.3
                  members: [asymmetry, mse]
                  neighbors: 5
                  reference_objects: 3000
                  components: 16
                explain: {objects: 7, neighbors: 3}
                crossmatch: {matches: 3, nightly: false}
                map:
                  fitted_objects: 5000
                  neighbors: 30
                  min_distance: 0.2
                  placed_neighbors: 3
                  tsne_objects: 1000
                  tsne_perplexity: 50
                  quality_objects: 3000
                  quality_neighbors: 10
                neighbors: {count: 25}
                report: {top: 9, others: 4, map_points: 300, map_sprites: 60}
                rerank: {learner: forest, min_positives: 7, positive_interest: 4}
                artifacts: {planted_objects: 50, expected_share: 0.01, residual_objects: 500}
                evaluate:
                  bootstrap_resamples: 1000
                  labeled_objects: 5000
                  pixel_reference: 100
                  injected_objects: 50
                  correlates: [petro_mag_r]
                tune:
                  trials: 20
                  search: grid
                  objective: elbo
                  images: 9000
                  rungs: 2
                  reduction: 4
                  objects: 100
                  space:
                    train.learning_rate: {from: 1e-4, to: 1e-3, scale: log, points: 3}
                    vae.widths: {values: [[8, 16], [16, 32]]}
                nightly:
                  images: [in, more]
                  mosaics: [f/*.fits]
                  catalog: c.csv
                  mapping: m.csv
                  alerts_top: 7
                  follow_ups: [map, rerank]
                  html_report: false
                  notify_command: mail x
                  lock_wait_s: 60
                changes: {top: 50, jump_factor: 3, jump_places: 10, jump_ranks: 500}
                audit:
                  max_missing_rows: 1
                  max_reject_share: 0.1
                  max_psi: 0.5
                  max_ks: 0.2
                  planted_objects: 10
                  min_planted_recall: 0.2
                  max_planted_recall_drop: 0.3
                  min_top_overlap: 0.4
                drift: {recent_objects: 500, min_objects: 100, bins: 8}
                retention: {nights: 5, published_runs: 2, retired_models_days: 7, snapshot_hours: 12, orphan_days: 4}
                """;
        assertThat(SettingsReader.read(yaml, "test.yaml", List.of())).isEqualTo(OTHER);
    }

    @Test
    void comesBackFromJson() {
        assertThat(SettingsReader.fromJson(SettingsReader.toJson(OTHER))).isEqualTo(OTHER);
    }

    @Test
    void singleKeysOverrideTheFile() {
        Settings settings =
                SettingsReader.read("train: {images: 1000}", "test.yaml", List.of("train.images=2000", "train.where="));
        assertThat(settings.train().images()).isEqualTo(2000);
        assertThat(settings.train().where()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"artefacts", "artifacts"})
    void understandsBothSpellingsOfArtifact(String spelled) {
        String yaml = spelled + ": {planted_objects: 50}\nnightly: {follow_ups: [map, " + spelled + "]}";
        Settings settings = SettingsReader.read(yaml, "test.yaml", List.of(spelled + ".expected_share=0.01"));
        assertThat(settings.artifacts()).isEqualTo(new Settings.Artifacts(50, 0.01, 2000));
        assertThat(settings.nightly().followUps()).containsExactly("map", "artifacts");
        assertThat(settings("nightly.follow_ups=[" + spelled + "]").nightly().followUps())
                .containsExactly("artifacts");
        String stored = SettingsReader.toJson(settings).replace("\"artifacts\"", "\"" + spelled + "\"");
        assertThat(SettingsReader.fromJson(stored)).isEqualTo(settings);
    }

    @Test
    void refusesBothSpellingsOfArtifactAtOnce() {
        String yaml = "artefacts: {planted_objects: 50}\nartifacts: {planted_objects: 60}\n"
                + "nightly: {follow_ups: [artefacts, artifacts]}";
        List<String> overrides = List.of("artefacts.expected_share=0.01", "artifacts.expected_share=0.02");
        String both = "artefacts and artifacts are one thing in two spellings, expected only one of them";
        assertThatThrownBy(() -> SettingsReader.read(yaml, "test.yaml", overrides))
                .isInstanceOf(RequestException.class)
                .extracting(
                        failure ->
                                Objects.toString(failure.getMessage()).lines().toList(),
                        LIST)
                .containsExactlyInAnyOrder(
                        "Invalid configuration test.yaml: " + both,
                        "Invalid nightly.follow_ups: " + both,
                        "Invalid --set artifacts.expected_share: "
                                + "artefacts.expected_share and artifacts.expected_share are one thing in two"
                                + " spellings, expected only one of them");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        String yaml = """
                sed: 3
                ingest: {image_size: 8, catalog: {id: objid, idd: x}}
                vae: {widths: 64}
                train: {images: many, learning_rate: 2, augment: 1}
                """;
        assertThatThrownBy(() -> SettingsReader.read(yaml, "test.yaml", List.of("score.draws=-1", "latent")))
                .isInstanceOf(RequestException.class)
                .extracting(
                        failure ->
                                Objects.toString(failure.getMessage()).lines().toList(),
                        LIST)
                .containsExactlyInAnyOrder(
                        "Invalid --set latent, expected key=value such as train.images=30000",
                        "Unknown key: sed, expected one of seed, catalog, split, ingest, vae, train, score, explain, crossmatch, map,"
                                + " neighbors, report, rerank, artifacts, evaluate, tune, nightly, changes, audit, drift, retention",
                        "Invalid ingest.image_size: 8, expected a whole number from 16 to 256",
                        "Unknown key: ingest.catalog.idd, expected one of id, file, ra, dec, radius,"
                                + " pixel_scale, match_radius_arcsec, table",
                        "Invalid vae.widths: 64, expected a list of whole numbers from 1 to 4096",
                        "Invalid train.images: \"many\", expected a whole number from 64 to 1000000000",
                        "Invalid train.learning_rate: 2, expected a number from 1.0E-7 to 1",
                        "Invalid train.augment: 1, expected true or false",
                        "Invalid score.draws: -1, expected a whole number from 0 to 1000");
    }

    @Test
    void tellsWhatOnlySeveralKeysTogetherGetWrong() {
        assertThatThrownBy(() -> SettingsReader.read(
                        "split: {train: 0.8, calibration: 0.2}\ningest: {image_size: 72}\nvae: {noise: none}\nnightly: {follow_ups: [map, umap]}",
                        "test.yaml",
                        List.of()))
                .hasMessageContaining("Invalid split: train 0.8 + calibration 0.2, expected a sum below 1")
                .hasMessageContaining("Invalid vae.noise: none, expected learned or fixed")
                .hasMessageContaining(
                        "Invalid nightly.follow_ups: umap, expected some of map, neighbors, artifacts, rerank")
                .hasMessageContaining("Invalid ingest.image_size: 72, expected a multiple of 16");
    }

    @Test
    void refusesNetworksThatCannotBeBuiltWithTheNumbers() {
        assertThatThrownBy(() -> settings("vae.widths=[]"))
                .hasMessageContaining("Invalid vae.widths: [], expected 1 to 6 widths");
        assertThatThrownBy(() -> settings("vae.widths=[8, 8, 8, 8, 8, 8, 8]", "ingest.image_size=256"))
                .hasMessageContaining("expected 1 to 6 widths");
        assertThatThrownBy(() -> settings("vae.widths=[8, 0]"))
                .hasMessageContaining("Invalid vae.widths: [8,0], expected a list of whole numbers from 1 to 4096");
        assertThatThrownBy(() -> settings("ingest.image_size=32", "vae.widths=[8, 8, 8, 8, 8, 8]"))
                .hasMessageContaining("Invalid ingest.image_size: 32, expected a multiple of 64");
        assertThatThrownBy(() -> settings("ingest.image_size=256", "vae.widths=[1024]", "vae.latent=1024"))
                .hasMessageContaining("Invalid vae: latent 1024 and widths [1024] on 256 pixels make 51,")
                .hasMessageContaining("expected at most 536,608,765");
        assertThatThrownBy(() -> settings("ingest.image_size=256", "vae.widths=[1024, 64]", "score.batch_size=128"))
                .hasMessage("Invalid score.batch_size: 128, expected at most 127: on 256 pixels widths [1024, 64] make"
                        + " layers of 16,777,216 values an image, and a batch's must fit one array of 2,147,483,639");
        for (int size : new int[] {32, 48, 64, 96, 128, 256}) {
            assertThat(settings("ingest.image_size=" + size, "vae.widths=[1024]", "vae.latent=1")
                            .ingest()
                            .imageSize())
                    .isEqualTo(size);
        }
    }

    @Test
    void refusesPreparationsThatCannotBe() {
        assertThatThrownBy(() -> settings("ingest.bands=[]"))
                .hasMessageContaining("Invalid ingest.bands: [], expected 1");
        assertThatThrownBy(() -> settings("ingest.bands=[g, r, g]"))
                .hasMessageContaining("expected 1 to 5 different names");
        assertThatThrownBy(() -> settings("ingest.bands=r"))
                .hasMessage("Invalid ingest.bands: \"r\", expected a list of texts");
        assertThatThrownBy(() -> settings("ingest.band_weights=[1, x, 2]"))
                .hasMessageContaining("expected a list of numbers from 0 to 1000000000");
        assertThatThrownBy(() -> settings("ingest.band_weights=[1, 2]"))
                .hasMessageContaining("Invalid ingest.band_weights: [1.0, 2.0], expected none or one for each");
        assertThatThrownBy(() -> settings(
                        "ingest.dtype=int8",
                        "ingest.flux_cells=all",
                        "ingest.stretch.function=sqrt",
                        "ingest.stretch.limits=minmax",
                        "ingest.stretch.low_percent=100"))
                .hasMessageContaining("Invalid ingest.dtype: int8, expected uint8 or float32")
                .hasMessageContaining("Invalid ingest.flux_cells: all, expected sum or mean")
                .hasMessageContaining(
                        "Invalid ingest.stretch.function: sqrt, expected linear or log or asinh or lupton")
                .hasMessageContaining(
                        "Invalid ingest.stretch.limits: minmax, expected sky or percentile or zscale or fixed")
                .hasMessageContaining(
                        "Invalid ingest.stretch.low_percent: 100.0, expected less than high_percent 99.7");
        assertThatThrownBy(() -> settings("ingest.stretch.limits=fixed", "ingest.stretch.black=1"))
                .hasMessageContaining("Invalid ingest.stretch.black: 1.0, expected less than white 1.0");
        assertThatThrownBy(() -> settings("ingest.crop_pixels=80", "ingest.crop_radii=3"))
                .hasMessageContaining("Invalid ingest.crop_pixels: 80.0 with crop_radii 3.0");
    }

    private static Settings settings(String... overrides) {
        return SettingsReader.read(null, "", List.of(overrides));
    }

    @Test
    void saysWhereTheFileIsNoYaml() {
        assertThatThrownBy(() -> SettingsReader.read("seed: 1\ntrain: {images", "test.yaml", List.of()))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("Invalid configuration test.yaml at line 2: it is not YAML");
    }

    @Test
    void refusesABandPatternThatFindsNoBand() {
        assertThatThrownBy(() -> settings("ingest.band_pattern=stamp-(?<band>[ugriz", "ingest.fits_images=some"))
                .hasMessageContaining("Invalid ingest.band_pattern: stamp-(?<band>[ugriz, expected a regular")
                .hasMessageContaining("Invalid ingest.fits_images: some, expected first or all");
        assertThatThrownBy(() -> settings("ingest.band_pattern=stamp-([ugriz])-"))
                .hasMessageContaining("expected a regular expression with a group (?<band>...)");
    }
}
