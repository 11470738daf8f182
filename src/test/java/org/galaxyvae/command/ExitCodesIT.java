package org.galaxyvae.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.PublishedSurvey;
import org.galaxyvae.ScoredSurvey;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.table.WorkspaceLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shell sees: exit code, standard output, standard error. */
class ExitCodesIT extends SparkTest {
    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(standardOut);
        System.setErr(standardError);
    }

    @Test
    void badCommandLinesAreTwo() {
        assertThat(GalaxyVae.run("status", "--workspace", "w", "--fast")).isEqualTo(2);
        assertThat(GalaxyVae.run("status")).isEqualTo(2);
        assertThat(GalaxyVae.run("sql", "--workspace", "w", "-e", "SELECT 1", "--format", "xml"))
                .isEqualTo(2);
        assertThat(GalaxyVae.run("top", "--workspace", "w", "--out", "o", "--count", "many"))
                .isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
    }

    @Test
    void badConfigurationIsTwoAndToldWhole() {
        assertThat(run("status", "--set", "vae.latnt=8", "--set", "train.images=many", "--set", "score.draws=-1"))
                .isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8))
                .contains("Unknown key: vae.latnt, expected one of latent, widths")
                .contains("Invalid train.images: \"many\", expected a whole number")
                .contains("Invalid score.draws: -1, expected a whole number from 0 to 1000");
    }

    @Test
    void aWorkspaceThatWasNeverIngestedIsThreeAndStaysAway() {
        assertThat(run("status")).isEqualTo(3);
        assertThat(run("sql", "-e", "SELECT 1")).isEqualTo(3);
        assertThat(run("evaluate", "--label-column", "kind", "--positive", "ring"))
                .isEqualTo(3);
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.endsWith("it has no tables, run galaxy-vae ingest first"));
        assertThat(Path.of(workspace.root().toUri())).doesNotExist();
    }

    @Test
    void wrongNamesAndStatementsAreTwo() {
        writeSurvey();
        assertThat(run("top", "--out", directory.resolve("top").toString(), "--by", "split"))
                .isEqualTo(2);
        assertThat(run("evaluate", "--model", "m1", "--label-column", "kind", "--positive", "ring"))
                .isEqualTo(2);
        assertThat(run("sql", "-e", "SELECT nothing FROM scores")).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8))
                .contains("Invalid --by split: not a numeric column of scores")
                .contains("Invalid --model m1: no such model")
                .contains("Invalid SQL: [UNRESOLVED_COLUMN");
    }

    @Test
    void refusedChangesOfModelsAreTwo() {
        writeSurvey();
        assertThat(models("promote", ScoredSurvey.CANDIDATE, "--tolerance", "2"))
                .isEqualTo(2);
        assertThat(models("retire", ScoredSurvey.PRODUCTION)).isEqualTo(2);
        assertThat(models("rollback")).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8))
                .contains("Invalid --tolerance 2.0, expected 0 to 1")
                .contains("it is in production")
                .contains("Cannot roll back: the production model " + ScoredSurvey.PRODUCTION + " replaced none");
    }

    @Test
    void modelsAreToldAsJson() {
        writeSurvey();
        assertThat(models("list", "--json")).isEqualTo(0);
        assertThat(models("retire", ScoredSurvey.CANDIDATE, "--json")).isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"production_model\":\"" + ScoredSurvey.PRODUCTION + "\"")
                                .contains("\"scored\":{\"model_id\":\"" + ScoredSurvey.PRODUCTION + "\",\"run_id\":\""
                                        + ScoredSurvey.RUN + "\",\"objects\":3,"),
                        line -> assertThat(line)
                                .isEqualTo("{\"model_id\":\"" + ScoredSurvey.CANDIDATE
                                        + "\",\"stage\":\"retired\",\"previous_stage\":\"candidate\",\"note\":null}"));
    }

    @Test
    void aHeldLockIsThreeAfterTheWait() {
        writeSurvey();
        try (WorkspaceLock lock = WorkspaceLock.take(workspace, "ingest")) {
            assertThat(lock).isNotNull();
            assertThat(run("score", "--wait", "1")).isEqualTo(3);
            assertThat(run("score", "--wait", "-1")).isEqualTo(2);
        }
        assertThat(error.toString(StandardCharsets.UTF_8))
                .contains(" ingest since ")
                .contains(", after waiting 1 s; if that process is gone, remove ")
                .contains("Invalid --wait -1: expected 0 to 86400 seconds");
    }

    /** As where a night is killed behind its publication, and as where a kill came behind its row. */
    @Test
    void aPublishedRunThatWasKilledHasItsRow() throws IOException {
        new PublishedSurvey(context()).write();
        String rows = "SELECT command, outcome, started_at FROM runs WHERE run_id = '" + PublishedSurvey.run(1) + "'";
        tables.delete(Specs.RUNS, "true");
        for (int time = 0; time < 2; time++) {
            assertThat(workspace.files().exists(workspace.unrecorded())).isTrue();
            assertThat(models("retire", ScoredSurvey.CANDIDATE)).isEqualTo(0);
            assertThat(workspace.files().exists(workspace.unrecorded())).isFalse();
            workspace.replaceText(workspace.unrecorded(), PublishedSurvey.run(1) + "\n");
            out.reset();
            assertThat(run("sql", "--format", "csv", "-e", rows)).isEqualTo(0);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo("command,outcome,started_at\nrecover,done,2026-01-03T00:00:00Z\n");
        }
    }

    @Test
    void aMovedWorkspaceIsThreeUntilItIsAdopted() throws IOException {
        writeSurvey();
        assertThat(models("retire", ScoredSurvey.CANDIDATE)).isEqualTo(0); // the first that writes
        String home = workspace.root().toString();
        Path moved = Files.move(Path.of(workspace.root().toUri()), directory.resolve("bigger disk"));
        workspace = Workspace.open(moved.toString(), new Configuration());
        assertThat(run("status")).isEqualTo(3);
        assertThat(run("sql", "-e", "SELECT count(*) FROM scores")).isEqualTo(3);
        assertThat(models("restore", ScoredSurvey.CANDIDATE)).isEqualTo(3);
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.contains("workspace " + workspace.root() + ": it was made in " + home + " and")
                        && line.contains("galaxy-vae adopt --workspace " + workspace.root()));
        assertThat(run("adopt")).isEqualTo(0);
        assertThat(run("sql", "-e", "SELECT count(*) FROM scores")).isEqualTo(0);
        assertThat(run("sql", "-e", "SELECT command, outcome FROM runs ORDER BY started_at", "--format", "csv"))
                .isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("adopt,done");
    }

    @Test
    void aMovedWorkspaceOfAnEarlierVersionIsThree() throws IOException {
        writeSurvey();
        Path moved = Files.move(Path.of(workspace.root().toUri()), directory.resolve("moved"));
        workspace = Workspace.open(moved.toString(), new Configuration());
        assertThat(run("status")).isEqualTo(3);
        assertThat(models("retire", ScoredSurvey.CANDIDATE)).isEqualTo(3);
        assertThat(moved.resolve("_home")).doesNotExist();
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("it was made in another place, with ")
                        && line.contains("/workspace/warehouse/survey/"));
    }

    @Test
    void aWorkspaceMayHaveTwoNames() throws IOException {
        writeSurvey();
        assertThat(models("retire", ScoredSurvey.CANDIDATE)).isEqualTo(0);
        Path link = Files.createSymbolicLink(
                directory.resolve("link"), Path.of(workspace.root().toUri()));
        workspace = Workspace.open(link.toString(), new Configuration());
        assertThat(models("retire", ScoredSurvey.CANDIDATE)).isEqualTo(0);
        assertThat(run("sql", "-e", "SELECT count(*) FROM scores")).isEqualTo(0);
    }

    @Test
    void gaugesReplaceAFile() {
        writeSurvey();
        Path file = directory.resolve("galaxy_vae.prom");
        assertThat(run("status", "--prometheus", "--out", file.toString())).isEqualTo(0);
        assertThat(file).content().contains("galaxy_vae_table_rows{table=\"scores\"} 3\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(directory.resolve(".galaxy_vae.prom.new")).doesNotExist();
    }

    @Test
    void standardOutputOfSqlIsTheResultAlone() {
        writeSurvey();
        assertThat(run("sql", "-e", "SELECT object_id, rank FROM scores ORDER BY rank", "--json", "--limit", "2"))
                .isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"object_id\":\"o01\",\"rank\":1}\n{\"object_id\":\"o02\",\"rank\":2}\n");
    }

    private int models(String subcommand, String... arguments) {
        return run(List.of("models", subcommand), arguments);
    }

    private int run(String command, String... arguments) {
        return run(List.of(command), arguments);
    }

    /** The command opens a session of its own, as it does in the shell. */
    private int run(List<String> command, String... arguments) {
        spark.close();
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--workspace", workspace.root().toString()));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--master", "local[2]"));
        return GalaxyVae.run(all.toArray(String[]::new));
    }

    private void writeSurvey() {
        new ScoredSurvey(spark, tables).write(3, 3);
    }
}
