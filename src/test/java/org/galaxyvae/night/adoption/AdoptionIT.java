package org.galaxyvae.night.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.PublishedSurvey;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Branches;
import org.galaxyvae.base.table.CatalogProperties;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.table.WorkspaceHome;
import org.galaxyvae.night.housekeeping.Housekeeping;
import org.galaxyvae.night.housekeeping.HousekeepingSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A survey of two nights in a workspace that is moved and copied. */
class AdoptionIT extends SparkTest {
    private static final List<String> ONE_NIGHT = List.of("retention.nights=1", "retention.published_runs=1");

    private Path original;
    private Path copy;

    @BeforeEach
    void makeSurvey() throws IOException {
        PublishedSurvey survey = new PublishedSurvey(context());
        survey.write();
        survey.publish(2);
        new WorkspaceHome(workspace).claim();
        original = directory.resolve("workspace");
        copy = directory.resolve("restored/copy of it");
    }

    @Test
    void aCopyThatWasAdoptedStandsAlone() throws IOException {
        FileUtils.copyDirectory(original.toFile(), copy.toFile());
        Map<String, String> untouched = contents(original);
        assertThatThrownBy(() -> new WorkspaceHome(at(copy)).required())
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(original.toString())
                .hasMessageContaining(copy.toString())
                .hasMessageContaining("galaxy-vae adopt");
        StageContext there = context(copy);
        AdoptSummary summary = AdoptStage.run(there);
        assertThat(summary.from()).isEqualTo(workspace.root().toString());
        assertThat(summary.tables()).isEqualTo(tables().size());
        assertThat(summary.models()).isEqualTo(2);
        assertThat(new WorkspaceHome(at(copy)).required().root().toString()).endsWith("/copy of it");

        requireEqual(there.spark());
        Path hidden = Files.move(original, directory.resolve("hidden"));
        requireStandsAlone(there);
        Files.move(hidden, original);

        HousekeepingSummary kept =
                Housekeeping.run(context(copy, ONE_NIGHT), Instant.now().plus(Duration.ofDays(30)));
        assertThat(kept.problems()).isEmpty();
        assertThat(kept.snapshots()).isPositive();
        assertThat(kept.orphans()).isPositive();
        assertThat(contents(original)).isEqualTo(untouched);
        assertThat(there.tables().read(Specs.SCORES).count()).isEqualTo(PublishedSurvey.OBJECTS);
        assertThat(AdoptStage.run(there).tables()).isZero();
        new PublishedSurvey(there).publish(3);
        assertThat(contents(original)).isEqualTo(untouched);
        assertThat(at(copy).currentRun()).contains(PublishedSurvey.run(3));
    }

    @Test
    void anAdoptionThatWasCutOffGoesOn() throws IOException {
        Files.createDirectories(copy.getParent());
        Files.move(original, copy);
        Path lists = copy.resolve("warehouse/survey/" + tables().get(tables().size() - 1) + "/metadata");
        Path list;
        try (Stream<Path> all = Files.list(lists)) {
            list = all.filter(file -> file.getFileName().toString().matches("snap-.*avro"))
                    .findFirst()
                    .orElseThrow();
        }
        Path away = Files.move(list, directory.resolve("away.avro"));
        assertThatThrownBy(() -> AdoptStage.run(context(copy)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(list.getFileName().toString())
                .hasMessageContaining("is missing");
        assertThat(new WorkspaceHome(at(copy)).isElsewhere()).isTrue();
        Files.move(away, list);
        assertThat(AdoptStage.run(context(copy)).tables()).isEqualTo(1);
        requireStandsAlone(context(copy));
    }

    @Test
    void aFileThatWasNotCopiedIsNamed() throws IOException {
        FileUtils.copyDirectory(original.toFile(), copy.toFile());
        Path file;
        try (Stream<Path> all = Files.walk(copy.resolve("warehouse/survey/scores/data"))) {
            file = all.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.delete(file);
        assertThatThrownBy(() -> AdoptStage.run(context(copy)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("made while no command wrote");
    }

    /** As in a workspace of a version that did not say where it was made. */
    @Test
    void housekeepingOfACopyDeletesNothingOfTheOriginal() throws IOException {
        FileUtils.copyDirectory(original.toFile(), copy.toFile());
        Files.delete(copy.resolve("_home"));
        Map<String, String> untouched = contents(original);
        HousekeepingSummary summary =
                Housekeeping.run(context(copy, ONE_NIGHT), Instant.now().plus(Duration.ofDays(30)));
        assertThat(contents(original)).isEqualTo(untouched);
        assertThat(summary.problems()).isNotEmpty();
        context(copy).tables().delete(Specs.SCORES, "true");
        assertThat(contents(original)).isEqualTo(untouched);
    }

    @Test
    void tablesThatADatabaseListsAreAdoptedUnderAnotherName() throws IOException {
        Settings.Catalog shared = database("catalog.db");
        StageContext there = context(directory.resolve("listed"), shared);
        new PublishedSurvey(there).write();
        new WorkspaceHome(there.workspace()).claim();
        Path listed = directory.resolve("listed");
        FileUtils.copyDirectory(listed.toFile(), copy.toFile());
        // the database knows a later version than was copied
        new PublishedSurvey(there).publish(2);
        Map<String, String> untouched = contents(listed);

        StageContext adopted = context(copy, shared);
        assertThat(AdoptStage.run(adopted).tables()).isGreaterThan(5);
        assertThat(AdoptStage.run(adopted).tables()).isZero();
        assertThat(adopted.tables()
                        .read(Specs.SCORES)
                        .select("run_id")
                        .distinct()
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(PublishedSurvey.run(1));
        assertThat(there.tables().read(Specs.SCORES).select("run_id").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(PublishedSurvey.run(2));
        new PublishedSurvey(adopted).publish(3);
        Housekeeping.run(adopted.with(read(ONE_NIGHT)), Instant.now().plus(Duration.ofDays(30)));
        assertThat(contents(listed)).isEqualTo(untouched);

        Path moved = directory.resolve("moved");
        Files.move(copy, moved);
        StageContext again = context(moved, shared);
        assertThat(AdoptStage.run(again).tables()).isGreaterThan(5);
        assertThat(again.tables().read(Specs.SCORES).select("run_id").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly(PublishedSurvey.run(3));
    }

    @Test
    void aNameInTheDatabaseStaysTheOriginals() throws IOException {
        Settings.Catalog named =
                new Settings.Catalog("jdbc", database("named.db").uri(), "dr17", "");
        Path listed = directory.resolve("listed");
        StageContext there = context(listed, named);
        new PublishedSurvey(there).write();
        new WorkspaceHome(there.workspace()).claim();
        FileUtils.copyDirectory(listed.toFile(), copy.toFile());
        assertThatThrownBy(() -> AdoptStage.run(context(copy, named)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("is still there, under the name dr17; expected another catalog.name");
        FileUtils.deleteDirectory(listed.toFile());
        StageContext adopted = context(copy, named);
        assertThat(AdoptStage.run(adopted).tables()).isGreaterThan(5);
        assertThat(adopted.tables().read(Specs.SCORES).count()).isEqualTo(PublishedSurvey.OBJECTS);
    }

    private Settings.Catalog database(String file) {
        return new Settings.Catalog("jdbc", "jdbc:sqlite:" + directory.resolve(file) + "?journal_mode=WAL", "", "");
    }

    /** Every row of every table, as each tag has it. */
    private void requireEqual(SparkSession there) {
        for (String table : tables()) {
            for (String version : versions(table)) {
                String query = "SELECT * FROM galaxies.survey." + table + version;
                List<String> rows = rows(spark, query, table);
                assertThat(rows(there, query, table)).as(query).isEqualTo(rows);
                assertThat(rows.isEmpty() && version.isEmpty()).as(table).isFalse();
            }
        }
    }

    private static List<String> rows(SparkSession session, String query, String table) {
        Dataset<Row> rows = session.sql(query);
        boolean placed = table.equals(Specs.MODELS.name());
        return (placed ? rows.drop("uri") : rows)
                .toJSON().collectAsList().stream().sorted().toList();
    }

    private List<String> versions(String table) {
        return table.equals("scores") || table.equals("latents")
                ? List.of(
                        "",
                        " VERSION AS OF '" + Branches.tag(PublishedSurvey.run(1)) + "'",
                        " VERSION AS OF '" + Branches.tag(PublishedSurvey.run(2)) + "'")
                : List.of("");
    }

    private void requireStandsAlone(StageContext there) {
        for (String table : tables()) {
            assertThat(there.spark()
                            .sql("SELECT file_path FROM galaxies.survey." + table + ".all_data_files")
                            .collectAsList())
                    .isNotEmpty()
                    .allMatch(
                            row -> row.getString(0).startsWith(there.workspace().root() + "/"));
            assertThat(there.spark()
                            .sql("SELECT * FROM galaxies.survey." + table)
                            .collectAsList())
                    .isNotEmpty();
        }
        assertThat(there.tables().read(Specs.MODELS).select("uri").collectAsList())
                .extracting(row -> row.getString(0))
                .contains(there.workspace().model(ScoredSurvey.PRODUCTION).toString());
    }

    /** In the order in which they are adopted. */
    private List<String> tables() {
        try (Stream<Path> folders =
                Files.list((Files.exists(original) ? original : Files.exists(copy) ? copy : directory.resolve("hidden"))
                        .resolve("warehouse/survey"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** By file its bytes, in a hash, and when it was written. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(
                        folder.relativize(file).toString(),
                        Files.getLastModifiedTime(file) + " " + FileUtils.checksumCRC32(file.toFile()));
            }
        }
        return found;
    }

    private static Workspace at(Path folder) {
        return Workspace.open(folder.toString(), new Configuration());
    }

    private static StageContext context(Path folder) {
        return context(folder, List.of());
    }

    private static StageContext context(Path folder, List<String> settings) {
        Workspace there = at(folder);
        return context(there, session(there)).with(read(settings));
    }

    /** Tables that are listed in a database. */
    private static StageContext context(Path folder, Settings.Catalog catalog) {
        Workspace there = at(folder);
        SparkSession session = session(there);
        session.conf().unset(CatalogProperties.PREFIX + ".type");
        Tables.configuration(CatalogProperties.of(there, catalog, Map.of())).forEach((key, value) -> {
            if (!key.equals("spark.sql.extensions")) {
                session.conf().set(key, value);
            }
        });
        return context(there, session);
    }

    private static StageContext context(Workspace there, SparkSession session) {
        Instant now = Instant.now();
        Tables tables = new Tables(session, there);
        return new StageContext(session, there, tables, read(List.of()), Progress.silent(), Ids.next(now), now);
    }

    private static Settings read(List<String> settings) {
        return SettingsReader.read(null, "", settings);
    }
}
