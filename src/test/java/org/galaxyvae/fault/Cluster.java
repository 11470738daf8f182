package org.galaxyvae.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.galaxyvae.submit.Script;

/** A real cluster of two workers by {@code submit/cluster.sh}, whose processes can be killed. */
record Cluster(Path state, String url) implements AutoCloseable {
    static Cluster start(Path state) throws Exception {
        Script.Result start = run(state, "start", "2");
        assertThat(start.code()).as(start.err()).isZero();
        return new Cluster(state, start.out().strip());
    }

    /** The process of {@code master} or {@code worker-N}. */
    ProcessHandle daemon(String name) throws Exception {
        var line = Pattern.compile(name + " pid (\\d+) alive")
                .matcher(run(state, "status").out());
        assertThat(line.find()).as(name).isTrue();
        return ProcessHandle.of(Long.parseLong(line.group(1))).orElseThrow();
    }

    /** The executors of {@code worker-N}. */
    List<ProcessHandle> executors(String worker) throws Exception {
        return daemon(worker).descendants().toList();
    }

    @Override
    public void close() throws Exception {
        run(state, "stop");
    }

    private static Script.Result run(Path state, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = Script.DISTRIBUTION.resolve("submit/cluster.sh").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Script.run(
                Duration.ofMinutes(5),
                Script.DISTRIBUTION,
                Map.of("GALAXY_VAE_CLUSTER_DIR", state.toString(), "GALAXY_VAE_MASTER_PORT", "0"),
                command);
    }
}
