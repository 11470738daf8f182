package org.galaxyvae.show.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Tables;
import org.galaxyvae.base.table.Workspace;

/** Answers SQL over the workspace's tables and views: {@code latest_scores}, {@code top_anomalies}, {@code latest}, {@code
 * catalog_without_image}, {@code images_without_catalog_row}. */
public final class SqlStage {
    private static final int MAX_ROWS = 1_000_000;
    private static final List<String> GOODBYES = List.of("quit", "exit");

    private final StageContext context;
    private final RowFormat format;
    private final int limit;
    private final PrintStream out;

    /**
     * Prepares the session.
     *
     * @param limit rows printed of each result at most
     * @param out takes results and nothing else
     * @throws InvalidDataException where the workspace has no table
     */
    public SqlStage(StageContext context, RowFormat format, int limit, PrintStream out) {
        requireLimit(limit);
        this.context = context;
        this.format = format;
        this.limit = limit;
        this.out = out;
        if (Specs.ALL.stream().noneMatch(context.tables()::exists)) {
            throw new InvalidDataException("Cannot query workspace "
                    + context.workspace().root() + ": it has no tables, run galaxy-vae ingest first");
        }
    }

    /** The settings of a session that has the views and functions and sees whole nights. */
    public static Map<String, String> settings(Workspace workspace) {
        return Map.of(
                "spark.sql.extensions",
                SurveySql.class.getName(),
                "spark.sql.catalog." + Tables.CATALOG + ".cache-enabled",
                "false",
                // a folder that is there: Spark would make its own where it was started
                "spark.sql.warehouse.dir",
                workspace.warehouse().toString(),
                // ${env:...} in a statement would be put in before anybody looks at it
                "spark.sql.variable.substitute",
                "false",
                // SELECT * FROM csv.`/etc/passwd`
                "spark.sql.runSQLOnFiles",
                "false");
    }

    /** Refuses a limit out of range. */
    public static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw new RequestException("Invalid --limit " + limit + ", expected 1 to " + MAX_ROWS);
        }
    }

    /**
     * Runs statements separated by semicolons up to the first that fails.
     *
     * @throws RequestException where SQL is wrong, with Spark's first useful line
     */
    public void run(String script) {
        List<String> statements = SqlScript.statements(script);
        if (statements.isEmpty()) {
            throw new RequestException("Invalid SQL: no statement, expected one such as SELECT count(*) FROM scores");
        }
        statements.forEach(this::answer);
    }

    /**
     * Reads statements until the input ends or says quit; an error takes one line and ends nothing.
     *
     * @param talk takes prompts and errors
     */
    public void interact(BufferedReader in, PrintStream talk) throws IOException {
        String pending = "";
        prompt(talk, "galaxy-vae> ");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (SqlScript.isBlank(pending) && isGoodbye(line)) {
                return;
            }
            SqlScript.Parts parts = SqlScript.parts(pending + line + "\n");
            for (String statement : parts.statements()) {
                answerOrTell(statement, talk);
            }
            pending = parts.rest();
            prompt(talk, SqlScript.isBlank(pending) ? "galaxy-vae> " : "         -> ");
        }
        if (!SqlScript.isBlank(pending)) {
            answerOrTell(pending.strip(), talk);
        }
    }

    private static boolean isGoodbye(String line) {
        String word = line.strip().toLowerCase(Locale.ROOT);
        return GOODBYES.contains(
                word.endsWith(";") ? word.substring(0, word.length() - 1).strip() : word);
    }

    private static void prompt(PrintStream talk, String text) {
        talk.print(text);
        talk.flush();
    }

    private void answerOrTell(String statement, PrintStream talk) {
        try {
            answer(statement);
        } catch (RequestException e) {
            talk.println(e.getMessage());
        } catch (RuntimeException e) { // whatever it was, the conversation goes on
            Throwable origin = e;
            while (origin.getCause() != null) {
                origin = origin.getCause();
            }
            talk.println("Cannot answer: " + firstLine(origin));
        }
    }

    private void answer(String statement) {
        try {
            context.spark()
                    .sparkContext()
                    .setJobDescription("sql " + statement.lines().findFirst().orElse(""));
            Dataset<Row> result = context.spark().sql(statement);
            if (result.columns().length == 0) {
                return; // a statement without a result, such as CREATE TEMPORARY VIEW
            }
            List<Row> rows = result.takeAsList(limit + 1);
            format.print(Arrays.asList(result.columns()), rows.subList(0, Math.min(limit, rows.size())), out);
            out.flush();
            if (rows.size() > limit) {
                context.progress().note("printed the first " + limit + " rows; --limit raises that");
            }
        } catch (RequestException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that its signatures do not name
            throw new RequestException("Invalid SQL: " + firstLine(requireUserError(e)));
        }
    }

    /** The failure that is the statement's own fault; anything else is thrown on. */
    private static Throwable requireUserError(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AnalysisException
                    || cause instanceof IllegalArgumentException // Iceberg's, of versions that are not there
                    || cause instanceof ValidationException
                    || (cause instanceof SparkThrowable known
                            && known.getErrorClass() != null
                            && !known.getErrorClass().startsWith("INTERNAL"))) {
                return cause;
            }
        }
        throw failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line =
                message.lines().filter(text -> !text.isBlank()).findFirst().orElse(message);
        return line.endsWith(";") ? line.substring(0, line.length() - 1) : line;
    }
}
