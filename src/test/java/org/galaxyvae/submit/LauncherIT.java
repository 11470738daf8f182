package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LauncherIT {
    @TempDir
    Path elsewhere;

    @Test
    void explainsItselfWithoutWaitingForSpark() throws Exception {
        var help = Script.run(elsewhere, Map.of(), Script.launcher(), "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: galaxy-vae").contains("train --help");
        assertThat(help.err()).isEmpty();
        // half a second on a free machine; Spark would need three
        assertThat(help.time()).isLessThan(Duration.ofSeconds(6));
        assertThat(Script.run(elsewhere, Map.of(), Script.launcher()).out()).startsWith("Usage: galaxy-vae");
    }

    @Test
    void saysItsVersion() throws Exception {
        var version = Script.run(elsewhere, Map.of(), Script.launcher(), "--master", "local[2]", "--version");

        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("galaxy-vae \\d+\\.\\d+\\.\\d+(\\+[0-9a-f]{12}(-dirty)?)?\n");
    }

    @Test
    void printsALineThatWorksByItself(@TempDir Path home) throws Exception {
        var printed = Script.run(
                home, Map.of(), Script.launcher(), "--print-submit", "--master=local[1]", "--set", "a='b c'", "--help");
        assertThat(printed.code()).isZero();
        assertThat(printed.out()).hasLineCount(1).contains("/bin/spark-submit --class org.galaxyvae.Main");
        assertThat(printed.err()).isEmpty();

        var version = Script.run(home, Map.of(), Script.launcher(), "--version", "--print-submit");
        var run = Script.run(elsewhere, Map.of(), "bash", "-c", version.out());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("galaxy-vae ");
    }

    @Test
    void handsOnTheExitCodeOfBadDataFromThePrintedLine(@TempDir Path home) throws Exception {
        var printed = Script.run(
                home,
                Map.of(),
                Script.launcher(),
                "train",
                "--workspace",
                "no survey",
                "--print-submit",
                "--master=local[1]");

        var run = Script.run(elsewhere, Map.of(), "bash", "-c", printed.out());

        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .as("the relative path is that of the directory in which the line was printed")
                .contains("Cannot read", home.toRealPath().resolve("no survey").toString());
    }

    @Test
    void runsAJobLocallyAndHandsItsExitCodeOn() throws Exception {
        Path jar = Script.probeJar(elsewhere);

        var run = Script.run(
                elsewhere,
                Script.probing(jar),
                Script.launcher(),
                "3",
                "spark.master",
                "spark.serializer",
                "--master",
                "local[2]");

        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.out().lines())
                .hasSize(6)
                .contains("spark.master=local[2]", "spark.serializer=org.apache.spark.serializer.JavaSerializer");
        assertThat(run.out().lines().limit(4)).allMatch(line -> line.matches("task \\d+ 1 9\\.0"));
        assertThat(run.err()).doesNotContain("WARN", "INFO");
    }

    @Test
    void addsTheJarsOfTheUserToOursAndTakesOursFromHdfs() throws Exception {
        String[] command = {Script.launcher(), "--print-submit", "--master", "yarn", "status", "--workspace", "x"};
        String theirs = "--jars s3.jar,driver.jar --jars=other.jar --name x";

        var ours = Script.run(elsewhere, Map.of("GALAXY_VAE_SUBMIT_OPTIONS", theirs), command);
        assertThat(ours.out().split(" --jars")).hasSize(2);
        assertThat(ours.out()).containsPattern("/lib/[^ ]+\\.jar,s3\\.jar,driver\\.jar,other\\.jar'? --name x ");

        var cached = Script.run(
                elsewhere,
                Map.of("GALAXY_VAE_SUBMIT_OPTIONS", theirs, "GALAXY_VAE_YARN_JARS", "hdfs:///apps/galaxy-vae/"),
                command);
        assertThat(cached.out())
                .contains("spark.yarn.jars=hdfs:///apps/galaxy-vae/*.jar", " --jars s3.jar,driver.jar,other.jar ");
    }

    @Test
    void keepsSecretsOffTheCommandLine() throws Exception {
        var printed = Script.run(
                elsewhere,
                Map.of(
                        "GALAXY_VAE_SUBMIT_OPTIONS",
                        "--conf spark.hadoop.fs.s3a.secret.key=marker --conf 'spark.executor.extraJavaOptions=-Dx=y"
                                + " -Dstore.password=marker -Dz=1'"),
                Script.launcher(),
                "--print-submit",
                "ingest",
                "--images",
                "s3a://key:marker@bucket/images",
                "--set",
                "catalog.password=marker");
        assertThat(printed.out())
                .contains(
                        "spark.hadoop.fs.s3a.secret.key=REDACTED",
                        "-Dx=y -Dstore.password=REDACTED -Dz=1",
                        "s3a://key:REDACTED@bucket/images",
                        "catalog.password=REDACTED")
                .doesNotContain("marker");
        assertThat(printed.err()).contains("Not printed: a secret");

        Path conf = Files.writeString(elsewhere.resolve("my.conf"), "spark.hadoop.fs.s3a.secret.key marker\n");
        var refused =
                Script.run(elsewhere, Map.of("GALAXY_VAE_SPARK_CONF", conf.toString()), Script.launcher(), "score");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("Cannot take spark.hadoop.fs.s3a.secret.key from " + conf)
                .doesNotContain("marker");
    }

    @Test
    void refusesAnUnknownCommandWithExitCode2() throws Exception {
        var run = Script.run(elsewhere, Map.of(), Script.launcher(), "paint");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("Unmatched argument").contains("paint");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesAnotherSpark() throws Exception {
        Path home = Files.createDirectories(elsewhere.resolve("old spark"));
        Files.createFile(Files.createDirectory(home.resolve("jars")).resolve("spark-core_2.13-3.4.0.jar"));

        var run = Script.run(elsewhere, Map.of("SPARK_HOME", home.toString()), Script.launcher(), "--version");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("Cannot use SPARK_HOME " + home + ": found spark-core_2.13-3.4.0.jar, expected ")
                .contains("spark-core_2.12-3.5.*.jar");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesASparkHomeWithoutSpark() throws Exception {
        var run = Script.run(elsewhere, Map.of("SPARK_HOME", elsewhere.toString()), Script.launcher(), "train");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("found no jars/spark-core_*.jar");
    }

    @ParameterizedTest
    @CsvSource({"25.0.3, 25", "11.0.2, 11", "1.8.0_292, 8"})
    void refusesAnotherJava(String version, String major) throws Exception {
        Path another = elsewhere.resolve("another java");
        Path bin = Files.createDirectories(another.resolve("bin"));
        Path java = Files.writeString(
                bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2026' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        var home = Script.run(elsewhere, Map.of("JAVA_HOME", another.toString()), Script.launcher(), "--version");
        var path = Script.run(
                elsewhere,
                Map.of("JAVA_HOME", "", "PATH", bin + ":" + System.getenv("PATH")),
                Script.launcher(),
                "--version");
        for (var run : List.of(home, path)) {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .hasLineCount(1)
                    .startsWith("Cannot use " + java + ": expected Java 17, found " + major + " (" + version + ")");
        }
    }

    @Test
    void whatItWritesIsOfTheModeThatTheUmaskSays() throws Exception {
        Path survey = elsewhere.resolve("private");
        var run = Script.run(
                elsewhere,
                Script.SHORT_LIVED,
                "bash",
                "-c",
                "umask 077 && exec \"$0\" \"$@\"",
                Script.launcher(),
                "simulate",
                "--count",
                "24",
                "--size",
                "64",
                "--out",
                survey.toString());
        assertThat(run.code()).as(run.err()).isZero();
        try (var written = Files.walk(survey)) {
            assertThat(written.toList())
                    .hasSizeGreaterThan(24)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
    }

    @Test
    void findsFilesOfAnyNameWithoutALocale() throws Exception {
        for (String locale : List.of("", "C", "POSIX")) {
            var printed = Script.run(
                    elsewhere,
                    Map.of("LC_ALL", locale, "LANG", locale),
                    Script.launcher(),
                    "--print-submit",
                    "status",
                    "--workspace",
                    "x");
            assertThat(printed.out()).containsPattern(" LC_ALL=[^ ]*(UTF-8|utf8) ");
        }
    }

    @Test
    void usesTheSparkOfTheUserAndTheirDefaults() throws Exception {
        Path home = elsewhere.resolve("a spark");
        Files.createSymbolicLink(home, Script.DISTRIBUTION.resolve("lib/spark"));
        Path conf = Files.createDirectory(elsewhere.resolve("site"));
        Files.writeString(conf.resolve("spark-defaults.conf"), """
                spark.driver.memory 700m
                spark.driver.extraJavaOptions  -Dsite=here
                spark.ui.port 4999
                """);
        Path jar = Script.probeJar(elsewhere);
        var environment = new java.util.HashMap<>(Script.probing(jar));
        environment.put("SPARK_HOME", home.toString());
        environment.put("SPARK_CONF_DIR", conf.toString());
        String[] command = {
            Script.launcher(), "0", "spark.driver.memory", "spark.driver.extraJavaOptions", "spark.ui.port"
        };

        var printed = Script.run(elsewhere, environment, concat(command, "--print-submit"));
        assertThat(printed.out()).contains("'" + home + "/bin/spark-submit'");
        var run = Script.run(elsewhere, environment, command);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("spark.driver.memory=700m", "SystemClockTimeSource", "-Dsite=here", "spark.ui.port=4999");
    }

    @Test
    void worksUnderAPathWithBlanks() throws Exception {
        // beside the distribution, since hard links cannot leave its file system
        Path copy = Files.createTempDirectory(Script.DISTRIBUTION.getParent(), "a path, with blanks & 'quotes' ");
        try {
            Script.link(Script.DISTRIBUTION, copy);
            String launcher = copy.resolve("submit/galaxy-vae").toString();

            var run = Script.run(elsewhere, Script.probing(Script.probeJar(elsewhere)), launcher, "0");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("task ");
            assertThat(run.err()).doesNotContain("WARN", "INFO");

            var line = Script.run(elsewhere, Map.of(), launcher, "--version", "--print-submit");
            assertThat(Script.run(elsewhere, Map.of(), "bash", "-c", line.out()).out())
                    .startsWith("galaxy-vae ");
        } finally {
            Script.delete(copy);
        }
    }

    @Test
    void saysWhatToDoWhereNothingIsBuilt() throws Exception {
        Path copy = Files.createDirectories(elsewhere.resolve("submit")).resolve("galaxy-vae");
        Files.copy(Path.of(Script.launcher()), copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);

        var run = Script.run(elsewhere, Map.of(), copy.toString(), "--help");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).startsWith("Cannot find").contains("run mvn package");
    }

    @Test
    void laysOutOneNativePlatformAndExactlyTheJarsOfTheManifest() throws Exception {
        Path lib = Script.DISTRIBUTION.resolve("lib");
        List<String> jars;
        try (var files = Files.list(lib)) {
            jars = files.map(file -> "lib/" + file.getFileName())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
        try (var files = Files.list(Script.DISTRIBUTION);
                JarFile ours = new JarFile(files.filter(file -> file.toString().endsWith(".jar"))
                        .findFirst()
                        .orElseThrow()
                        .toFile())) {
            String classPath = ours.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            assertThat(jars)
                    .as("a jar too many is of an older build: mvn clean")
                    .containsExactlyInAnyOrder(classPath.split(" "));
        }
        assertThat(jars)
                .filteredOn(name -> name.startsWith("lib/nd4j-native-1"))
                .hasSize(2)
                .anyMatch(name -> name.endsWith("-linux-x86_64-onednn-avx2.jar"));
        assertThat(jars)
                .noneMatch(name -> name.matches(".*(windows|macosx|android|ios|arm64|ppc64le|armhf|linux-x86-).*"));
        assertThat(jars).noneMatch(name -> name.matches("lib/(spark-|hadoop-|scala-|slf4j-|log4j-|jackson-core).*"));
    }

    private static String[] concat(String[] words, String last) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }
}
