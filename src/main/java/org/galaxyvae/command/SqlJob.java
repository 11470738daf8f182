package org.galaxyvae.command;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.show.sql.RowFormat;
import org.galaxyvae.show.sql.SqlStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers SQL. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Answers SQL about a workspace's tables; reads only. Without -e and -f: interactive.",
        footer = {
            "",
            "Example:",
            "  galaxy-vae sql --workspace survey -e \"SELECT object_id, anomaly_score FROM top_anomalies LIMIT 10\"",
            "",
            "Besides the tables there are the views latest_scores (scores of the model in production), top_anomalies (its first",
            "100), latest (with latents), catalog_without_image and images_without_catalog_row. Standard output is the result and",
            "nothing else. Ready queries: docs/sql.md. For other programs: galaxy-vae serve."
        })
final class SqlJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @ArgGroup
    private Source source = new Source();

    /** Where the statements come from. */
    static final class Source {
        @Option(names = "-e", paramLabel = "SQL", description = "Statements, separated by semicolons.")
        @Nullable
        String text;

        @Option(names = "-f", paramLabel = "FILE", description = "A file of statements.")
        @Nullable
        String file;
    }

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table (default), csv or json (one object a line; --json is short for it).")
    private String format = "";

    @Option(
            names = "--limit",
            defaultValue = "1000",
            paramLabel = "ROWS",
            description = "Print at most so many rows of each result, 1 to 1000000 (default 1000).")
    private int limit;

    @Override
    public Integer call() throws Exception {
        String text = source.file == null ? source.text : read(source.file);
        RowFormat rows = RowFormat.of(options.common.json ? "json" : format);
        SqlStage.requireLimit(limit);
        return StageRunner.answer("sql", options, SqlStage::settings, context -> {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            SqlStage sql = new SqlStage(context, rows, limit, out);
            if (text != null) {
                sql.run(text);
            } else {
                sql.interact(
                        new BufferedReader(
                                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)),
                        System.err);
            }
        });
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new RequestException("Cannot read -f " + file + ": "
                    + (e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage()));
        }
    }
}
