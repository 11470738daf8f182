package org.galaxyvae.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.table.TableClock;
import org.galaxyvae.base.table.Workspace;
import org.galaxyvae.base.table.WorkspaceHome;
import org.galaxyvae.base.table.WorkspaceLock;

/** Runs a stage: opens the workspace, locks it where the stage writes, records the run, prints the summary. */
final class StageRunner {
    private static final String ADOPT = "adopt";

    private StageRunner() {}

    /** A stage: context in, summary out. */
    interface Stage {
        Summary run(StageContext context) throws Exception;
    }

    /** Work that prints what it has to say itself. */
    interface Work {
        void run(StageContext context) throws Exception;
    }

    /** Runs a stage that only reads; the workspace must hold tables. */
    static int read(String command, WorkspaceOptions options, Stage stage) throws Exception {
        return answer(command, options, context -> SummaryOutput.print(stage.run(context), options.common.json));
    }

    /** The same for work that prints its own result. */
    static int answer(String command, WorkspaceOptions options, Work work) throws Exception {
        return answer(command, options, workspace -> Map.of(), work);
    }

    /** The same in a session with settings that win over all. */
    static int answer(
            String command, WorkspaceOptions options, Function<Workspace, Map<String, String>> fixed, Work work)
            throws Exception {
        OpenWorkspace opened = OpenWorkspace.of(options).requireTables();
        return opened.run(command, fixed, context -> {
            opened.requireHome(context.spark());
            work.run(context);
        });
    }

    /** Like {@link #write} for a stage that starts from tables: a mistyped workspace is refused, not created. */
    static int update(String command, WritingOptions options, Stage stage) throws Exception {
        return write(OpenWorkspace.of(options).requireTables(), command, options, stage);
    }

    /** Runs a stage that writes, under the workspace's lock, and leaves a row in {@code runs}. */
    static int write(String command, WritingOptions options, Stage stage) throws Exception {
        return write(OpenWorkspace.of(options), command, options, stage);
    }

    /** Runs the stage that makes a moved or copied workspace stand alone, which no other command works in. */
    static int adopt(WritingOptions options, Stage stage) throws Exception {
        OpenWorkspace opened = OpenWorkspace.anywhere(options).requireTables();
        Duration patience = options.patience();
        return opened.run(ADOPT, workspace -> Map.of(), context -> {
            if (new WorkspaceHome(context.workspace()).isElsewhere()) {
                WorkspaceLock.dropCopied(context.workspace(), ADOPT);
            }
            try (WorkspaceLock lock = WorkspaceLock.take(context.workspace(), ADOPT, patience)) {
                Objects.requireNonNull(lock);
                Summary summary = stage.run(context);
                new RunRecord(context, ADOPT).done(summary);
                SummaryOutput.print(summary, options.common.json);
            }
        });
    }

    private static int write(OpenWorkspace opened, String command, WritingOptions options, Stage stage)
            throws Exception {
        Duration patience = options.patience();
        return opened.run(command, workspace -> Map.of(), context -> {
            opened.requireHome(context.spark());
            try (WorkspaceLock lock = WorkspaceLock.take(context.workspace(), command, patience)) {
                Objects.requireNonNull(lock);
                new WorkspaceHome(context.workspace()).claim();
                TableClock.require(context.tables(), context.workspace(), Instant.now()); // not of before the wait
                RunRecord run = new RunRecord(context, command);
                Hooks.run(Hooks.BEFORE, run);
                Summary summary = recorded(run, stage);
                run.done(summary);
                SummaryOutput.print(summary, options.common.json);
            }
        });
    }

    private static Summary recorded(RunRecord run, Stage stage) throws Exception {
        try {
            Summary summary = stage.run(run.context());
            Hooks.run(Hooks.BEHIND, run);
            return summary;
        } catch (Exception e) {
            run.failed(e);
            throw e;
        }
    }
}
