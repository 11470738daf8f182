package org.galaxyvae.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server of a workspace by {@code submit/thrift-server.sh}, with its supervisor and executors; closing it stops all. */
record ServedProcess(Path directory, Map<String, String> environment) implements AutoCloseable {
    private static final String SCRIPT =
            Script.DISTRIBUTION.resolve("submit/thrift-server.sh").toString();

    ServedProcess {
        environment = new HashMap<>(environment);
        environment.put("GALAXY_VAE_SERVER_DIR", directory.resolve("server").toString());
        environment.putIfAbsent("GALAXY_VAE_SERVER_CORES", "2");
        environment.putIfAbsent(
                "GALAXY_VAE_SUBMIT_OPTIONS", "--driver-memory 1500m --conf spark.sql.shuffle.partitions=2");
    }

    /** Starts it on a free port. */
    String start(Path workspace, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("start", "--workspace", workspace.toString(), "--port", "0"));
        arguments.addAll(List.of(options));
        Script.Result started = script(arguments.toArray(String[]::new));
        assertThat(started.code()).as(started.err()).isZero();
        return started.out().strip();
    }

    Script.Result script(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT));
        command.addAll(List.of(arguments));
        return Script.run(directory, environment, command.toArray(String[]::new));
    }

    /** The process that answers; its supervisor is its parent. */
    long pid() throws IOException {
        return Long.parseLong(
                Files.readString(directory.resolve("server/server")).split(" ", -1)[0]);
    }

    /** How often the supervisor had to start it again. */
    int restarts() throws IOException {
        return Files.readAllLines(directory.resolve("server/restarts")).size();
    }

    static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    @Override
    public void close() throws Exception {
        script("stop");
    }
}
