package org.galaxyvae.command;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.score.Handover;
import org.galaxyvae.show.sql.ReadyViews;

/** What is done before and behind every stage that writes, under the workspace's lock; the stages know nothing of it. */
final class Hooks {
    /** Before the stage; where one fails, the stage does not begin. */
    static final List<Hook> BEFORE = List.of(Hooks::finishPublication, Hooks::clearStaging);

    /** Behind the stage, which has done its work whatever becomes of these: a failure they expect is only told. */
    static final List<Hook> BEHIND = List.of(Hooks::keepReadyViews, Hooks::leaveNoStaging);

    private Hooks() {}

    /** One thing to do. */
    interface Hook {
        /** Does it. */
        void run(RunRecord run) throws IOException;
    }

    /** Runs them in their order. */
    static void run(List<Hook> hooks, RunRecord run) throws IOException {
        for (Hook hook : hooks) {
            hook.run(run);
        }
    }

    /** A publication that a kill cut off is finished first, and has its row. */
    private static void finishPublication(RunRecord run) throws IOException {
        Handover.recover(run.context());
        run.recordPublished();
    }

    /** Removes what a killed run left; safe, since we hold the lock. */
    private static void clearStaging(RunRecord run) throws IOException {
        StageContext context = run.context();
        Path staging = context.workspace().staging("any").getParent();
        context.workspace().files().delete(Objects.requireNonNull(staging), true);
    }

    private static void keepReadyViews(RunRecord run) {
        try {
            ReadyViews.keep(run.context().spark());
        } catch (RuntimeException e) {
            run.context().progress().note("cannot write the ready views into the catalog: " + e.getMessage());
        }
    }

    /** An empty folder, at most, is left. */
    private static void leaveNoStaging(RunRecord run) {
        try {
            clearStaging(run);
        } catch (IOException e) {
            run.context().progress().note("cannot remove the staging folder: " + e.getMessage());
        }
    }
}
