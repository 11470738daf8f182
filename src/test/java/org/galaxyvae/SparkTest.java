package org.galaxyvae;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.Progress;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.CatalogProperties;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ground of every test of a Spark stage: each test has an empty workspace of its own and a session that points at it.
 *
 * <p>The Spark context is shared by all tests of the JVM, since starting one takes seconds; sessions of one context have
 * catalogs of their own.
 */
public abstract class SparkTest {
    /**
     * For queries over a handful of rows: compiling Java code for each took more time than the rows themselves. Commands
     * that open a session of their own, and {@link PipelineIT}, run as in production.
     */
    private static final Map<String, String> INTERPRETED =
            Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

    /** Each sort and each join of a handful of rows took 64 MB: clearing and collecting them was much of a test's time. */
    private static final String SMALL_PAGE = "1m";

    /** An empty folder of this test alone; the workspace is its child {@code workspace}. */
    @TempDir
    protected Path directory;

    protected Workspace workspace;
    protected SparkSession spark;
    protected Tables tables;

    @BeforeEach
    void openWorkspace() {
        workspace = Workspace.open(directory.resolve("workspace").toString(), new Configuration());
        spark = session(workspace);
        tables = new Tables(spark, workspace);
    }

    /** The default catalog of a workspace. */
    public static CatalogProperties catalog(Workspace workspace) {
        return CatalogProperties.of(workspace, SettingsReader.defaults().catalog(), Map.of());
    }

    /** A session of the JVM's one context, with a catalog that is the workspace's; it interprets its queries. */
    public static SparkSession session(Workspace workspace) {
        SparkSession session = productionSession(workspace);
        INTERPRETED.forEach(session.conf()::set);
        return session;
    }

    /** A session as {@link #session} gives, that compiles its queries. */
    public static SparkSession productionSession(Workspace workspace) {
        CatalogProperties catalog = catalog(workspace);
        SparkSession.Builder builder = SparkSession.builder()
                .master("local[2]")
                .appName("test")
                .config("spark.ui.enabled", "false")
                .config("spark.buffer.pageSize", SMALL_PAGE)
                .config("spark.sql.ui.explainMode", "simple")
                .config("spark.sql.shuffle.partitions", "3");
        Tables.configuration(catalog).forEach(builder::config);
        SparkSession session = builder.getOrCreate().newSession();
        Tables.configuration(catalog).forEach((key, value) -> {
            if (!key.equals("spark.sql.extensions")) { // static: the context's first session has set it
                session.conf().set(key, value);
            }
        });
        return session;
    }

    /** Gives a model the files of one of {@code src/test/resources/models}, in place of its own. */
    protected void putModel(String modelId, String fixture) {
        removeModel(modelId);
        Path files = Path.of(Objects.requireNonNull(SparkTest.class.getResource("/models/" + fixture))
                .getPath());
        try {
            FileUtils.copyDirectory(
                    files.toFile(), Path.of(workspace.model(modelId).toUri()).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a model's files away. */
    protected void removeModel(String modelId) {
        try {
            FileUtils.deleteDirectory(Path.of(workspace.model(modelId).toUri()).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new run in the workspace, with the default settings but for {@code key=value} overrides. */
    protected StageContext context(String... overrides) {
        return context(SettingsReader.read(null, "", List.of(overrides)));
    }

    /** A new run in the workspace. */
    protected StageContext context(Settings settings) {
        Instant now = Instant.now();
        return new StageContext(spark, workspace, tables, settings, Progress.silent(), Ids.next(now), now);
    }
}
