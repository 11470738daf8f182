package org.galaxyvae.survey.fetch;

import org.apache.hadoop.conf.Configuration;
import org.galaxyvae.base.run.Progress;

/** A download in a process of its own, for a test that kills it. */
final class FetchChild {
    private FetchChild() {}

    public static void main(String[] arguments) throws Exception {
        FetchStage.run(
                FetchServer.targets(20),
                FetchServer.options(arguments[0], 2),
                arguments[1],
                new Configuration(),
                Progress.silent());
    }
}
