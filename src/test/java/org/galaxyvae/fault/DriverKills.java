package org.galaxyvae.fault;

import java.util.List;

/** Points spread over a night, in its order, at each of which its driver is killed. */
final class DriverKills {
    private static final int NONE = 0;
    private static final int ALL = FaultedSurvey.NEW;
    private static final String SCORES_WRITTEN = "create .*/published/[^/]+/scores/_SUCCESS$";
    private static final String CURRENT = "rename .*/published/CURRENT$";
    private static final String NEXT_GONE = "delete .*/published/NEXT$";

    /** A file of scored rows, wherever a pass over pixels keeps them before they are in a table. */
    static final String PASS = "create .*/(staging/[^/]+/scored|passes)/.*\\.parquet$";

    private DriverKills() {}

    /** From ingest to the report. */
    static List<Point> all() {
        return List.of(
                kill("in ingest, before its commits", "", "create .*/staging/[^/]+/verdicts/.*\\.parquet$", ALL),
                kill("in ingest, between its commits", "", commit("morphology"), ALL),
                kill("in ingest, before sources", "", commit("sources"), ALL),
                kill("in the pass over pixels", "", PASS, ALL),
                kill("between latents and scores of the branch", "", commit("scores"), NONE),
                kill("before score_changes", "", commit("score_changes"), NONE),
                kill("in the audit", "", commit("audits"), NONE),
                kill("when NEXT is written", "", "mkdirs .*/published/[^/]+/latents", NONE),
                kill(
                        "in the middle of the published Parquet",
                        "",
                        "create .*/published/[^/]+/scores/.*\\.parquet$",
                        NONE),
                kill("between two fast-forwards", SCORES_WRITTEN, commit("scores"), NONE),
                kill("right before CURRENT", "", CURRENT, NONE),
                kill("behind CURRENT, before tags", CURRENT, commit("latents"), NONE),
                kill("before NEXT goes", "", NEXT_GONE, NONE),
                kill("in compaction", NEXT_GONE, commit("evidences"), NONE),
                kill("in expiry", NEXT_GONE, "delete .*/warehouse/survey/[^/]+/metadata/snap-.*\\.avro$", NONE),
                kill("in the report", "", "create .*/nights/[^/]+/\\.report\\.json\\.new$", NONE));
    }

    private static Point kill(String name, String behind, String at, int again) {
        return new Point(name, new FaultPoint(behind, at, 1, FaultPoint.KILL), again);
    }

    /** The change that makes a commit of a table count: the rename of its new list of snapshots. */
    static String commit(String table) {
        return "rename .*/warehouse/survey/" + table + "/metadata/v\\d+\\.metadata\\.json$";
    }

    /**
     * Where a driver is killed.
     *
     * @param again how many objects the same command may compute once more at most
     */
    record Point(String name, FaultPoint fault, int again) {
        @Override
        public String toString() {
            return name;
        }
    }
}
