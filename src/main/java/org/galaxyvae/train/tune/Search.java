package org.galaxyvae.train.tune;

import static org.galaxyvae.base.row.ColumnNames.ACTIVE_UNITS;
import static org.galaxyvae.base.row.ColumnNames.CONFIGURATION;
import static org.galaxyvae.base.row.ColumnNames.ELBO;
import static org.galaxyvae.base.row.ColumnNames.FINISHED_AT;
import static org.galaxyvae.base.row.ColumnNames.IMAGES_PRESENTED;
import static org.galaxyvae.base.row.ColumnNames.INJECTED_AUC;
import static org.galaxyvae.base.row.ColumnNames.MESSAGE;
import static org.galaxyvae.base.row.ColumnNames.OBJECTIVE_VALUE;
import static org.galaxyvae.base.row.ColumnNames.RUNG;
import static org.galaxyvae.base.row.ColumnNames.STATE;
import static org.galaxyvae.base.row.ColumnNames.TRIAL;
import static org.galaxyvae.base.row.ColumnNames.TUNE_ID;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.row.TrialRow;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Workspace;

/**
 * A search as it stands in the workspace: its folder and its rows of {@code trials}.
 *
 * @param tuneId the run that began it
 */
record Search(StageContext context, String tuneId) {
    private static final String IDENTITY = "search.json";

    /** A new search; what only an older, unfinished one could use goes. */
    static Search begin(StageContext context, SearchIdentity identity) throws IOException {
        Optional<Search> older = newest(context);
        if (older.isPresent() && older.get().removeStates()) {
            context.progress()
                    .note("search " + older.get().tuneId + " was not finished and cannot be resumed any more");
        }
        Search search = new Search(context, context.runId());
        context.workspace().files().mkdirs(search.folder());
        context.workspace().replaceText(new Path(search.folder(), IDENTITY), identity.toJson());
        return search;
    }

    /**
     * The newest search, to go on with.
     *
     * @throws RequestException where there is none, or it searched something else
     */
    static Search resume(StageContext context, SearchIdentity identity) throws IOException {
        Search search = newest(context)
                .orElseThrow(() -> new RequestException("Cannot resume: workspace "
                        + context.workspace().root() + " has no search, run galaxy-vae tune without --resume"));
        String text = context.workspace()
                .readText(new Path(search.folder(), IDENTITY))
                .orElseThrow(() -> new RequestException("Cannot resume search " + search.tuneId
                        + ": it ended before it began, run galaxy-vae tune without --resume"));
        List<String> changes = identity.changesSince(SearchIdentity.fromJson(text));
        if (!changes.isEmpty()) {
            throw new RequestException("Cannot resume search " + search.tuneId + ": " + String.join("; ", changes)
                    + "; expected the same configuration and images, or a new search without --resume");
        }
        return search;
    }

    private static Optional<Search> newest(StageContext context) throws IOException {
        Path home = home(context.workspace());
        FileSystem files = context.workspace().files();
        if (!files.exists(home)) {
            return Optional.empty();
        }
        return Arrays.stream(files.listStatus(home))
                .map(FileStatus::getPath)
                .map(Path::getName)
                .filter(Ids::isId)
                .max(Comparator.naturalOrder())
                .map(id -> new Search(context, id));
    }

    private static Path home(Workspace workspace) {
        return new Path(workspace.root(), "tune");
    }

    private Path folder() {
        return new Path(home(context.workspace()), tuneId);
    }

    /** Where the best configuration goes. */
    Path bestYaml() {
        return new Path(folder(), "best.yaml");
    }

    /** Where a trial's state behind a rung goes. */
    Path state(int trial, int rung) {
        return new Path(states(), String.format("trial-%05d-rung-%d.safetensors", trial, rung));
    }

    private Path states() {
        return new Path(folder(), "states");
    }

    /** Makes room for states. */
    void createStates() throws IOException {
        context.workspace().files().mkdirs(states());
    }

    /** Removes one state, where there is one. */
    void removeState(int trial, int rung) throws IOException {
        context.workspace().files().delete(state(trial, rung), false);
    }

    /** Removes all states; false where there are none. */
    boolean removeStates() throws IOException {
        return context.workspace().files().delete(states(), true);
    }

    /** Commits a row. */
    void commit(Trial trial) {
        context.tables()
                .append(Specs.TRIALS, RecordColumns.dataset(context.spark(), TrialRow.class, List.of(trial.row())));
    }

    /** All rows, in the order of their commits; the state is {@code stopped} below the last rung. */
    List<TuneSummary.TrialResult> results(int rungs) {
        return context
                .tables()
                .readOrEmpty(Specs.TRIALS)
                .where(functions.col(TUNE_ID).equalTo(tuneId))
                .orderBy(FINISHED_AT, TRIAL, RUNG)
                .select(
                        TRIAL,
                        RUNG,
                        STATE,
                        IMAGES_PRESENTED,
                        CONFIGURATION,
                        OBJECTIVE_VALUE,
                        INJECTED_AUC,
                        "mse",
                        ELBO,
                        ACTIVE_UNITS,
                        MESSAGE)
                .collectAsList()
                .stream()
                .map(row -> result(row, rungs))
                .toList();
    }

    private static TuneSummary.TrialResult result(Row row, int rungs) {
        Map<String, Object> configuration = Trial.configuration(row.getString(4));
        boolean stopped = row.getString(2).equals(Trial.FINISHED) && row.getInt(1) < rungs - 1;
        return new TuneSummary.TrialResult(
                row.getInt(0),
                row.getInt(1),
                stopped ? "stopped" : row.getString(2),
                row.getLong(3),
                configuration,
                row.getAs(5),
                row.getAs(6),
                row.getAs(7),
                row.getAs(8),
                row.getAs(9),
                row.getAs(10));
    }
}
