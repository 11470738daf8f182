package org.galaxyvae.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where settings and Spark come from. */
class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file that names what differs from the defaults.")
    @Nullable
    String config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides one key, such as train.images=30000.")
    List<String> overrides = new ArrayList<>();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Spark master; default: what spark-submit was given, else local[*].")
    @Nullable
    String master;

    /** The resolved settings. */
    Settings settings() {
        return settings(List.of());
    }

    /** The resolved settings with further {@code key=value} pairs, which win. */
    Settings settings(List<String> more) {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(more);
        String file = config;
        return SettingsReader.read(file == null ? null : text(file), file == null ? "" : file, all);
    }

    private static String text(String file) {
        try {
            if (!file.contains("://")) {
                return Files.readString(Path.of(file));
            }
            var path = new org.apache.hadoop.fs.Path(file);
            try (var stream = path.getFileSystem(new Configuration()).open(path)) {
                return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            }
        } catch (java.io.IOException e) {
            throw new RequestException("Cannot read configuration " + file + ": "
                    + (e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage()));
        }
    }
}
