package org.galaxyvae.base.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The build that runs, as Maven recorded it.
 *
 * @param version the project's version
 * @param commit 40 hex digits, {@code -dirty} behind them where tracked files had changed; {@code unknown} for a build outside
 *     a git repository
 * @param libraries versions by name: {@code dl4j}, {@code nd4j}, {@code dl4j_spark}, {@code iceberg}
 */
public record Build(String version, String commit, Map<String, String> libraries) {
    private static final String UNKNOWN = "unknown";
    private static final Build CURRENT = read();

    public Build {
        libraries = Map.copyOf(libraries);
    }

    /** This build. */
    public static Build current() {
        return CURRENT;
    }

    /** Version and commit in one word, such as {@code 0.1.0+1a2b3c4d5e6f-dirty}. */
    public String label() {
        return commit.equals(UNKNOWN) ? version : version + "+" + commit.replaceFirst("^(.{12})[0-9a-f]*", "$1");
    }

    private static Build read() {
        Properties properties = new Properties();
        try (InputStream stream =
                Objects.requireNonNull(Build.class.getResourceAsStream("build.properties"), "build.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> libraries = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> libraries.put(name, properties.getProperty(name)));
        String version = Objects.requireNonNull(libraries.remove("version"), "version");
        String commit = Objects.requireNonNull(libraries.remove("commit"), "commit");
        boolean dirty = Boolean.parseBoolean(libraries.remove("dirty"));
        return new Build(version, commit + (dirty ? "-dirty" : ""), libraries);
    }
}
