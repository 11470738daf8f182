package org.galaxyvae.show.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.BlobSurvey;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.evidence.EvidenceModel;
import org.galaxyvae.model.evidence.Float16;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.model.neighbor.Neighbor;
import org.galaxyvae.score.ScoreStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forty small images, scored and explained by a model that was saved once: what score keeps and what explain tells. */
class ExplainIT extends BlobSurvey {
    @Test
    void keepsTheSameForTheFirstObjectsFromAnyPartitions() throws Exception {
        writeSurvey();
        List<Row> one = explanations(1, 6);
        assertThat(one).hasSize(6);
        assertThat(explanations(7, 6)).isEqualTo(one);
        assertThat(explanations(7, 2)).isEqualTo(one.subList(0, 2)); // a rerun replaces
        assertThat(explanations(1, 0)).isEmpty();
    }

    @Test
    void keepsResidualPlaceAndNeighborsAsTheyAre() throws Exception {
        writeSurvey();
        Row first = explanations(1, 1).get(0);
        SavedModel model = ModelDirectory.read(workspace.files(), home());
        float[] z = Latents.floats(latent(first.getAs("object_id")), 0);
        byte[] pixels = tables.read(Specs.TENSORS)
                .where(functions.col("object_id").equalTo(first.<String>getAs("object_id")))
                .select("pixels")
                .first()
                .getAs(0);
        float[] residual = Float16.floats(first.getAs("residual"));
        try (EvidenceModel opened = model.open()) {
            float[] reconstruction = opened.reconstructions(List.of(z)).get(0);
            assertThat(residual).hasSize(SIDE * SIDE * 3);
            for (int i = 0; i < residual.length; i++) {
                assertThat(residual[i]).isCloseTo((pixels[i] & 0xFF) / 255f - reconstruction[i], within(5e-4f));
            }
        }
        assertThat(first.<Integer>getAs("height")).isEqualTo(SIDE);
        assertThat(first.<Double>getAs("residual_extent")).isBetween(0.1, 0.5);
        assertThat(first.<String, Double>getJavaMap(first.fieldIndex("percentiles")))
                .containsKeys("asymmetry", "pca_knn")
                .allSatisfy((evidence, percentile) -> assertThat(percentile).isBetween(0.0, 100.0));
        List<Row> neighbors = first.getList(first.fieldIndex("neighbors"));
        assertThat(neighbors)
                .extracting(row -> row.getString(0))
                .containsExactlyElementsOf(nearest(first.getAs("object_id"), z, 5).stream()
                        .map(Neighbor::objectId)
                        .toList());
    }

    @Test
    void tellsAndDrawsAnyScoredObject() throws Exception {
        writeSurvey();
        ScoreStage.run(context("explain.objects=0"), null, false);
        tables.replace(
                Specs.CATALOG,
                spark.createDataFrame(
                        List.of(RowFactory.create("g07", 180.0, -0.5, "merger")),
                        StructType.fromDDL("object_id STRING NOT NULL, ra_deg DOUBLE, dec_deg DOUBLE, kind STRING")));
        ExplainSummary summary = explain("kind", "g07", "g00");
        assertThat(summary.scored()).isEqualTo(OBJECTS);
        assertThat(summary.objects()).extracting(ExplainedObject::objectId).containsExactly("g07", "g00");
        ExplainedObject object = summary.objects().get(0);
        assertThat(object.label()).isEqualTo("merger");
        assertThat(object.residual()).isNotNull();
        assertThat(object.neighbors()).isEqualTo(nearest("g07", Latents.floats(latent("g07"), 0), 5));
        assertThat(object.evidences().stream()
                        .mapToDouble(ExplainedObject.Clue::share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(summary.lines())
                .contains("g07, rank " + object.rank() + " of 40", "label          merger")
                .anyMatch(line -> line.startsWith("asymmetry "))
                .anyMatch(line -> line.startsWith(object.neighbors().get(0).objectId() + " "));
        assertThat(ImageIO.read(Path.of(object.figure()).toFile()).getWidth()).isGreaterThan(4 * 256);
        assertThat(Path.of(object.figure())).hasFileName("explain-g07.png");
        assertThat(new ObjectMapper().writeValueAsString(summary)).contains("\"central_mse\"");
        assertThat(tables.exists(Specs.EXPLANATIONS)).isFalse();
    }

    @Test
    void tellsWithoutTheImageWhatCanBeTold() throws Exception {
        writeSurvey();
        ScoreStage.run(context(), null, false);
        tables.delete(Specs.TENSORS, "object_id = 'g07'");
        spark.sql("UPDATE " + Specs.TENSORS.qualifiedName() + " SET content_hash = 'other' WHERE object_id = 'g08'");
        ExplainSummary summary = explain(null, "g07", "g08");
        assertThat(summary.objects())
                .allSatisfy(object -> {
                    assertThat(object.residual()).isNull();
                    assertThat(object.neighbors()).hasSize(5);
                    assertThat(Path.of(object.figure())).isNotEmptyFile();
                })
                .extracting(ExplainedObject::note)
                .containsExactly(
                        "its tensor is gone, so there is no image and no residual",
                        "its image has changed since it was scored, score again");
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        writeSurvey();
        assertThatThrownBy(() -> explain(null, "g07"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Cannot read scores");
        ScoreStage.run(context("explain.objects=0"), null, false);
        assertThatThrownBy(() -> explain(null, "g0", "g07", "h12"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --id g0: model " + MODEL
                        + " has not scored it, the most similar ids are g00, g01, g02, g03, g04\n"
                        + "Invalid --id h12: model " + MODEL
                        + " has not scored it, the most similar ids are g12, g02, g10, g11, g13");
        assertThatThrownBy(() -> new ExplainRequest(null, List.of(), null, "x"))
                .hasMessage("Invalid --id: 0 objects, expected 1 to 100");
        putModel(MODEL, "format-2");
        assertThatThrownBy(() -> explain(null, "g07"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("galaxy-vae refit");
    }

    private ExplainSummary explain(@Nullable String labelColumn, String... objectIds) {
        String out = directory.resolve("out").toString();
        return ExplainStage.run(context(), new ExplainRequest(null, Arrays.asList(objectIds), labelColumn, out));
    }

    /** Without run_id, which is another one each time; in the order of rank. */
    private List<Row> explanations(int partitions, int objects) throws Exception {
        tables.overwrite(
                Specs.TENSORS,
                spark.createDataFrame(
                        spark.sparkContext()
                                .parallelize(
                                        scala.collection.JavaConverters.asScalaBuffer(tensors())
                                                .toSeq(),
                                        partitions,
                                        scala.reflect.ClassTag$.MODULE$.apply(Row.class))
                                .toJavaRDD(),
                        Specs.TENSORS.schema()),
                functions.lit(true));
        ScoreStage.run(context("explain.objects=" + objects), null, false);
        return tables.readOrEmpty(Specs.EXPLANATIONS)
                .drop("run_id")
                .orderBy("rank")
                .collectAsList();
    }

    private Row latent(String objectId) {
        return tables.read(Specs.LATENTS)
                .where(functions.col("object_id").equalTo(objectId))
                .select("z")
                .first();
    }

    /** All of the normal half, one by one. */
    private List<Neighbor> nearest(String objectId, float[] z, int wanted) {
        List<Neighbor> found = new ArrayList<>();
        for (Row row : tables.read(Specs.LATENTS)
                .join(tables.read(Specs.SCORES).where("p_value >= 0.5"), "object_id")
                .select("object_id", "z", "anomaly_score")
                .collectAsList()) {
            float[] other = Latents.floats(row, 1);
            double square = 0;
            for (int i = 0; i < z.length; i++) {
                square += Math.pow((double) z[i] - other[i], 2);
            }
            if (!row.getString(0).equals(objectId)) {
                found.add(new Neighbor(row.getString(0), Math.sqrt(square), row.getDouble(2)));
            }
        }
        found.sort(Comparator.comparingDouble(Neighbor::distance));
        assertThat(found).hasSizeGreaterThan(wanted);
        return found.subList(0, wanted);
    }
}
