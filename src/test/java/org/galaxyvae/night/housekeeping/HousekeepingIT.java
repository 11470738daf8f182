package org.galaxyvae.night.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;
import org.junit.jupiter.api.Test;

/** Thirty nights of a workspace made by hand; a night is so many hours after the one before as snapshots live. */
class HousekeepingIT extends SparkTest {
    private static final String MODEL = "20260101T000000000-00000001";
    private static final String RETIRED = "20260101T000000000-00000002";
    private static final String[] SETTINGS = {"retention.nights=5", "retention.published_runs=2"};
    private static final int NIGHTS = 30;
    private static final int OBJECTS = 40;

    @Test
    void thirtyNightsStayFlatWhileReadersRead() throws IOException {
        List<long[]> sizes = new ArrayList<>();
        double seconds = 0;
        for (int night = 1; night <= NIGHTS; night++) {
            Instant began = Instant.now();
            night(night);
            Dataset<Row> opened = tables.read(Specs.SCORES);
            Dataset<Row> evidences = tables.read(Specs.EVIDENCES);
            // everything of before this night is older than a day
            HousekeepingSummary summary = Housekeeping.run(context(SETTINGS), began.plus(Duration.ofHours(24)));
            assertThat(summary.problems()).isEmpty();
            assertThat(opened.count()).isEqualTo(OBJECTS);
            assertThat(evidences.count()).isEqualTo(night * 2L);
            double took = summary.seconds().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            seconds += took;
            long[] size = size();
            sizes.add(size);
            System.out.printf(
                    Locale.ROOT,
                    "night %2d: %3d files, %,9d bytes, %,9d of them metadata, %.2f s %s%n",
                    night,
                    size[0],
                    size[1],
                    size[2],
                    took,
                    summary.seconds());
        }
        System.out.printf(Locale.ROOT, "housekeeping took %.2f s a night%n", seconds / NIGHTS);
        // Files of append-only tables are joined every eighth night: compare whole periods.
        for (int part = 0; part < 3; part++) {
            int component = part;
            long early = sizes.subList(11, 19).stream()
                    .mapToLong(size -> size[component])
                    .max()
                    .orElseThrow();
            long late = sizes.subList(22, 30).stream()
                    .mapToLong(size -> size[component])
                    .max()
                    .orElseThrow();
            assertThat(late).as("files, bytes, metadata").isLessThan((long) (early * 1.1));
        }
        assertThat(tables.read(Specs.EVIDENCES).select("object_id").distinct().count())
                .isEqualTo(2L * NIGHTS);
        assertThat(tags()).hasSize(5).contains(Branches.tag(run(NIGHTS)), Branches.tag(run(NIGHTS - 4)));
        assertThat(spark.sql("SELECT * FROM galaxies.survey.scores VERSION AS OF '" + Branches.tag(run(NIGHTS - 4))
                                + "'")
                        .select("run_id")
                        .distinct()
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(run(NIGHTS - 4));
        assertThat(folders()).containsExactly("CURRENT", run(NIGHTS - 1), run(NIGHTS));
    }

    @Test
    void whatIsYoungOrNamedStays() throws IOException {
        for (int night = 1; night <= 5; night++) {
            night(night);
        }
        workspace.replaceText(workspace.current(), run(1) + "\n");
        long snapshots = snapshots(Specs.SCORES);
        HousekeepingSummary young = Housekeeping.run(context(SETTINGS));
        assertThat(young.publishedFolders()).isZero();
        assertThat(young.snapshots()).isZero();
        assertThat(snapshots(Specs.SCORES)).isEqualTo(snapshots);
        HousekeepingSummary old =
                Housekeeping.run(context(SETTINGS), Instant.now().plus(Duration.ofDays(2)));
        assertThat(old.problems()).isEmpty();
        assertThat(old.publishedFolders()).isEqualTo(2);
        assertThat(folders()).containsExactly("CURRENT", run(1), run(4), run(5));
        assertThat(Housekeeping.run(context(SETTINGS), Instant.now().plus(Duration.ofDays(2)))
                        .lines()
                        .get(0))
                .startsWith(
                        "joined 0 files and 0 manifests, removed 0 tags and branches, 0 snapshots, 0 orphaned files,"
                                + " 0 published folders");
    }

    /** The night before is a day old, but was what readers opened until this night came. */
    @Test
    void whatAReaderOpenedRightBeforeTheNightStays() throws IOException {
        night(1);
        Dataset<Row> opened = spark.read()
                .option("snapshot-id", tables.branches().snapshotId(Specs.SCORES))
                .table(Specs.SCORES.qualifiedName());
        Instant began = Instant.now();
        night(2);
        HousekeepingSummary summary = Housekeeping.run(context("retention.nights=1"), began.plus(Duration.ofHours(24)));
        assertThat(summary.problems()).isEmpty();
        assertThat(tags()).containsExactly(Branches.tag(run(2)));
        assertThat(opened.select("run_id").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(run(1));
    }

    @Test
    void branchesOfNightsThatWereNeverPublishedGo() {
        night(1);
        StageContext own = context(SETTINGS);
        for (String run : List.of(run(2), own.runId())) {
            append(tables.onBranch(Branches.ofNight(run)), Specs.SCORES, OBJECTS, run, MODEL);
        }
        assertThat(Housekeeping.run(own, Instant.now()).references()).isEqualTo(1);
        assertThat(tables.branches().leftOver(Specs.SCORES)).containsExactly(Branches.ofNight(own.runId()));
        assertThat(tables.read(Specs.SCORES).count()).isEqualTo(OBJECTS);
    }

    @Test
    void nothingIsTouchedWhileARunWaitsToBePublished() {
        night(1);
        workspace.replaceText(workspace.next(), "{\"run_id\":\"" + run(2) + "\",\"model_id\":\"" + MODEL + "\"}\n");
        append(tables.onBranch(Branches.ofNight(run(2))), Specs.SCORES, OBJECTS, run(2), MODEL);
        HousekeepingSummary summary =
                Housekeeping.run(context(SETTINGS), Instant.now().plus(Duration.ofDays(9)));
        assertThat(summary.problems()).singleElement().asString().contains("published/NEXT is there");
        assertThat(tables.branches().has(Specs.SCORES, Branches.ofNight(run(2))))
                .isTrue();
    }

    @Test
    void whatNoTableKnowsGoesWhenItIsOld() throws IOException {
        night(1);
        Path table = directory.resolve("workspace/warehouse/survey/scores");
        Path old = Files.writeString(table.resolve("data/left over by a kill.parquet"), "x");
        Path young = Files.writeString(table.resolve("metadata/00000000-0000.metadata.json"), "x");
        Instant now = Instant.now();
        try (Stream<Path> files = Files.walk(directory.resolve("workspace/warehouse"))) {
            for (Path file : files.filter(file -> !file.equals(young)).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(4))));
            }
        }
        assertThat(Housekeeping.run(context(SETTINGS), now).orphans()).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(tables.read(Specs.SCORES).count()).isEqualTo(OBJECTS);
    }

    @Test
    void rowsAndFilesOfLongRetiredModelsGo() throws IOException {
        night(1);
        append(tables, Specs.SCORES, 3, run(2), RETIRED);
        append(tables, Specs.LATENTS, 3, run(2), RETIRED);
        Files.createDirectories(directory.resolve("workspace/models/" + RETIRED));
        Timestamp retired = Timestamp.from(Instant.parse("2026-02-01T00:00:00Z"));
        tables.append(
                Specs.MODELS,
                blank(Specs.MODELS, 1)
                        .withColumn("model_id", functions.lit(RETIRED))
                        .withColumn("stage", functions.lit("retired")));
        for (String column : List.of("stage_changed_at TIMESTAMP", "note STRING")) {
            if (!List.of(tables.read(Specs.MODELS).columns()).contains(column.split(" ")[0])) {
                spark.sql("ALTER TABLE galaxies.survey.models ADD COLUMN " + column);
            }
        }
        tables.update(
                Specs.MODELS,
                spark.range(1)
                        .select(
                                functions.lit(RETIRED).as("model_id"),
                                functions.lit(retired).as("stage_changed_at"),
                                functions.lit("too old").as("note")),
                List.of("stage_changed_at", "note"));
        assertThat(Housekeeping.run(context(SETTINGS), Instant.parse("2026-03-02T00:00:00Z"))
                        .models())
                .isZero();
        Instant due = Instant.parse("2026-03-04T00:00:00Z");
        assertThat(Housekeeping.run(context(SETTINGS), due).models()).isEqualTo(1);
        assertThat(Housekeeping.run(context(SETTINGS), due).models()).isZero();
        assertThat(tables.read(Specs.SCORES).count()).isEqualTo(OBJECTS);
        assertThat(tables.read(Specs.LATENTS).count()).isEqualTo(OBJECTS);
        assertThat(directory.resolve("workspace/models/" + RETIRED)).doesNotExist();
        assertThat(tables.read(Specs.MODELS).select("note").first().getString(0))
                .isEqualTo("too old; rows and files removed 2026-03-04");
    }

    @Test
    void modelsRetiredByAnEarlierVersionCountAsRetiredWhenThatIsFoundOut() throws IOException {
        night(1);
        Files.createDirectories(directory.resolve("workspace/models/" + RETIRED));
        StructType now = Specs.MODELS.schema();
        StructType then = new StructType(Arrays.copyOf(now.fields(), now.fieldIndex("created_at") + 1));
        tables.replace(
                Specs.MODELS,
                spark.createDataFrame(
                        blank(Specs.MODELS, 1)
                                .withColumn("model_id", functions.lit(RETIRED))
                                .withColumn("stage", functions.lit("retired"))
                                .select(columns(then))
                                .collectAsList(),
                        then));
        Instant found = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(Housekeeping.run(context(SETTINGS), found).models()).isZero();
        assertThat(Housekeeping.run(context(SETTINGS), found.plus(Duration.ofDays(29)))
                        .models())
                .isZero();
        assertThat(directory.resolve("workspace/models/" + RETIRED)).exists();
        assertThat(Housekeeping.run(context(SETTINGS), found.plus(Duration.ofDays(31)))
                        .models())
                .isEqualTo(1);
        assertThat(directory.resolve("workspace/models/" + RETIRED)).doesNotExist();
    }

    private static Column[] columns(StructType type) {
        return Arrays.stream(type.fieldNames()).map(functions::col).toArray(Column[]::new);
    }

    /** Scores and latents replaced and tagged, two new objects' evidences and a run added, Parquet published. */
    private void night(int night) {
        for (TableSpec table : List.of(Specs.LATENTS, Specs.SCORES)) {
            Dataset<Row> rows = rows(table, OBJECTS, run(night), MODEL);
            tables.overwrite(table, rows, functions.col("model_id").equalTo(MODEL));
            tables.branches().drop(table, "none", true, Branches.tag(run(night)));
            rows.write().parquet(workspace.published(run(night)) + "/" + table.name());
        }
        append(tables, Specs.EVIDENCES, 2, run(night), MODEL, night * 2);
        tables.append(Specs.RUNS, blank(Specs.RUNS, 1).withColumn("run_id", functions.lit(run(night))));
        workspace.replaceText(workspace.current(), run(night) + "\n");
    }

    private static String run(int night) {
        return String.format("202602%02dT000000000-%08x", night, night);
    }

    private void append(org.galaxyvae.base.table.Tables to, TableSpec table, int objects, String run, String model) {
        append(to, table, objects, run, model, 0);
    }

    private void append(
            org.galaxyvae.base.table.Tables to, TableSpec table, int objects, String run, String model, int first) {
        to.append(
                table,
                rows(table, objects, run, model)
                        .withColumn(
                                "object_id", functions.expr("CAST(CAST(object_id AS INT) + " + first + " AS STRING)")));
    }

    private Dataset<Row> rows(TableSpec table, int objects, String run, String model) {
        return blank(table, objects)
                .withColumn("model_id", functions.lit(model))
                .withColumn("run_id", functions.lit(run));
    }

    /** Rows with an object_id and nothing else. */
    private Dataset<Row> blank(TableSpec table, int rows) {
        Column[] columns = Stream.of(table.schema().fields())
                .map((StructField field) -> field.name().equals("object_id")
                        ? functions.col("id").cast("string").as("object_id")
                        : functions.lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
        return spark.range(0, rows, 1, 1).select(columns);
    }

    private List<String> tags() {
        return spark.sql("SELECT name FROM galaxies.survey.scores.refs WHERE type = 'TAG'").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private long snapshots(TableSpec table) {
        return spark.table(table.qualifiedName() + ".snapshots").count();
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve("workspace/published"))) {
            return entries.map(path -> Objects.toString(path.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted(java.util.Comparator.comparing((String name) -> !name.equals("CURRENT"))
                            .thenComparing(name -> name))
                    .toList();
        }
    }

    /** Files, bytes and bytes of metadata of the whole workspace. */
    private long[] size() throws IOException {
        long[] size = new long[3];
        try (Stream<Path> files = Files.walk(directory.resolve("workspace"))) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    long bytes = Files.size(file);
                    size[0]++;
                    size[1] += bytes;
                    size[2] += file.toString().contains("/metadata/") ? bytes : 0;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return size;
    }
}
