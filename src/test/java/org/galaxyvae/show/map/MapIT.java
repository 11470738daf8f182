package org.galaxyvae.show.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.Test;

class MapIT extends SparkTest {
    private static final int OBJECTS = 240;
    private static final String[] SMALL = {
        "map.fitted_objects=120", "map.tsne_objects=40", "map.quality_objects=100", "map.quality_neighbors=5"
    };

    @Test
    void placesEveryObjectTheSameFromAnyPartitions() {
        MappedSurvey survey = new MappedSurvey(spark, tables);
        survey.write(OBJECTS, 1);
        MapSummary summary = map(true);
        List<Row> one = rows("run_id", "mapped_at");
        assertThat(one).hasSize(OBJECTS);
        assertThat(one.stream().filter(row -> row.<Boolean>getAs("fitted"))).hasSize(120);
        assertThat(one.stream().filter(row -> row.getAs("tsne_x") != null))
                .hasSize(40)
                .allSatisfy(row -> assertThat(row.<Boolean>getAs("fitted")).isTrue());
        assertThat(summary.quality()).containsOnlyKeys("fitted", "placed", "tsne", "principal_components");
        assertThat(summary.quality())
                .allSatisfy((name, quality) ->
                        assertThat(quality.trustworthiness()).as(name).isBetween(0.7, 1.0));
        assertThat(summary.lines()).anyMatch(line -> line.startsWith("placed "));
        List<Row> latents = tables.read(Specs.LATENTS).collectAsList();
        survey.writeLatents(latents, 7);
        assertThat(map(true).objects()).isEqualTo(OBJECTS);
        assertThat(rows("run_id", "mapped_at")).isEqualTo(one);
    }

    @Test
    void placesWhatIsNewAndMovesNothingElse() {
        MappedSurvey survey = new MappedSurvey(spark, tables);
        survey.write(OBJECTS, 2);
        assertThat(map(false).fresh()).isTrue();
        Map<String, Row> before = byId();
        MapSummary again = map(false);
        assertThat(again.fresh()).isFalse();
        assertThat(again.placed()).isZero();
        assertThat(byId()).isEqualTo(before);
        // one is gone, one has other pixels, one is new
        List<Row> latents = new ArrayList<>(tables.read(Specs.LATENTS).collectAsList());
        String gone = id(before, true, 0);
        String changed = id(before, true, 1);
        latents.removeIf(row -> List.of(gone, changed).contains(row.<String>getAs("object_id")));
        latents.add(MappedSurvey.latent(changed, "other", MappedSurvey.z(1001)));
        latents.add(MappedSurvey.latent("new", "content new", MappedSurvey.z(1002)));
        survey.writeLatents(latents, 3);
        MapSummary extended = map(false);
        assertThat(extended.fresh()).isFalse();
        assertThat(extended.placed()).isEqualTo(2);
        assertThat(extended.removed()).isEqualTo(2);
        assertThat(extended.fitted()).isEqualTo(118);
        Map<String, Row> after = byId();
        assertThat(after).hasSize(OBJECTS).doesNotContainKey(gone);
        assertThat(row(after, "new").<Boolean>getAs("fitted")).isFalse();
        assertThat(row(after, changed).<Boolean>getAs("fitted")).isFalse();
        assertThat(row(after, changed).<String>getAs("content_hash")).isEqualTo("other");
        before.forEach((objectId, row) -> {
            if (!List.of(gone, changed).contains(objectId)) {
                assertThat(after.get(objectId)).isEqualTo(row);
            }
        });
        assertThat(map(true).fitted()).isEqualTo(120);
        assertThat(row(byId(), "new").<String>getAs("run_id"))
                .isNotEqualTo(row(after, "new").getAs("run_id"));
    }

    @Test
    void puttingAnObjectWhereItsCopyIsAndDrawingNeedNoTensor() throws Exception {
        new MappedSurvey(spark, tables).write(60, 2);
        MapSummary summary = MapStage.run(
                context("map.tsne_objects=0", "map.fitted_objects=59"),
                new MapRequest(null, true, directory.resolve("out").toString()));
        assertThat(summary.quality()).doesNotContainKey("tsne");
        assertThat(ImageIO.read(Path.of(summary.picture()).toFile()).getWidth()).isEqualTo(1600);
        Map<String, Row> rows = byId();
        Row placed = rows.values().stream()
                .filter(row -> !row.<Boolean>getAs("fitted"))
                .findFirst()
                .orElseThrow();
        String content = placed.getAs("content_hash");
        rows.values().stream()
                .filter(row -> content.equals(row.getAs("content_hash")))
                .forEach(row -> assertThat(row.<Double>getAs("x")).isEqualTo(placed.<Double>getAs("x")));
    }

    @Test
    void namesWhatIsWrong() {
        MappedSurvey survey = new MappedSurvey(spark, tables);
        survey.write(9, 1);
        assertThatThrownBy(() -> map(false))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Cannot map model " + MappedSurvey.MODEL + ": it has latents of 9 objects")
                .hasMessageContaining("expected at least 10");
        assertThatThrownBy(() -> MapStage.run(context(), new MapRequest("none", false, null)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("no such model");
        assertThat(tables.exists(Specs.MAP)).isFalse();
    }

    @Test
    void findsTheNeighborsOfAllTheSameFromAnyPartitions() {
        MappedSurvey survey = new MappedSurvey(spark, tables);
        survey.write(OBJECTS, 1);
        assertThat(NeighborsStage.run(context("neighbors.count=3"), null).rows())
                .isEqualTo(3 * OBJECTS);
        List<Row> one = neighbors();
        survey.writeLatents(tables.read(Specs.LATENTS).collectAsList(), 7);
        NeighborsStage.run(context("neighbors.count=3"), null);
        assertThat(neighbors()).isEqualTo(one); // replaced, not added
        List<Row> expected = spark.sql("SELECT object_id, CAST(place AS INT) AS place, neighbor_id FROM (SELECT"
                        + " a.object_id, b.object_id AS neighbor_id, row_number() OVER (PARTITION BY a.object_id ORDER BY"
                        + " aggregate(zip_with(a.z, b.z, (p, q) -> (double(p) - q) * (double(p) - q)), double(0),"
                        + " (sum, d) -> sum + d), b.object_id) AS place FROM galaxies.survey.latents a JOIN"
                        + " galaxies.survey.latents b ON a.content_hash <> b.content_hash) WHERE place <= 3"
                        + " ORDER BY object_id, place")
                .collectAsList();
        assertThat(one.stream().map(row -> row.getString(0) + row.getInt(1) + row.getString(2)))
                .containsExactlyElementsOf(expected.stream()
                        .map(row -> row.getString(0) + row.getInt(1) + row.getString(2))
                        .toList());
        assertThat(one.get(0).getDouble(3)).isPositive();
    }

    @Test
    void refusesLatentsThatAreNoNumbers() {
        MappedSurvey survey = new MappedSurvey(spark, tables);
        survey.write(12, 1);
        List<Row> latents = new ArrayList<>(tables.read(Specs.LATENTS).collectAsList());
        latents.removeIf(row -> row.<String>getAs("object_id").equals("o01"));
        latents.add(MappedSurvey.latent("o01", "x", new float[] {1, Float.NaN, 1, 1, 1, 1}));
        survey.writeLatents(latents, 1);
        assertThatThrownBy(() -> NeighborsStage.run(context(), null))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Invalid latent of object o01: NaN, expected finite numbers");
        assertThatThrownBy(() -> map(false))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("Invalid latent of object o01: NaN, expected finite numbers");
    }

    private MapSummary map(boolean all) {
        return MapStage.run(context(SMALL), new MapRequest(null, all, null));
    }

    private List<Row> rows(String... without) {
        return tables.read(Specs.MAP).drop(without).orderBy("object_id").collectAsList();
    }

    private Map<String, Row> byId() {
        return rows().stream().collect(Collectors.toMap(row -> row.getAs("object_id"), Function.identity()));
    }

    private List<Row> neighbors() {
        return tables.read(Specs.NEIGHBORS)
                .where(functions.col("model_id").equalTo(ScoredSurvey.PRODUCTION))
                .select("object_id", "place", "neighbor_id", "distance")
                .orderBy("object_id", "place")
                .collectAsList();
    }

    /** The n-th of the fitted or the placed. */
    private static String id(Map<String, Row> rows, boolean fitted, int n) {
        return rows.values().stream()
                .filter(row -> row.<Boolean>getAs("fitted") == fitted)
                .map(row -> row.<String>getAs("object_id"))
                .sorted()
                .skip(n)
                .findFirst()
                .orElseThrow();
    }

    private static Row row(Map<String, Row> rows, String objectId) {
        return Objects.requireNonNull(rows.get(objectId), objectId);
    }
}
