package org.galaxyvae.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.show.sql.SqlServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers SQL of other programs. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Answers JDBC and ODBC clients about a workspace's tables until it is ended; reads only, also while a"
                        + " night runs. submit/thrift-server.sh starts it in the background.",
        footer = {
            "",
            "Example:",
            "  galaxy-vae serve --workspace survey --port 10000",
            "",
            "Prints the address for JDBC when it listens. Ready queries: docs/sql.md."
        })
final class ServeJob implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions options = new WorkspaceOptions();

    @Option(
            names = "--port",
            defaultValue = "10000",
            paramLabel = "PORT",
            description = "Port to listen on, 0 to 65535 (default 10000); 0: any free one.")
    private int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default 127.0.0.1, this machine alone). Nobody is asked for a password"
                    + " unless Hive's settings say so: docs/sql.md.")
    private String bind = "";

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65535) {
            throw new RequestException("Invalid --port " + port + ", expected 0 to 65535");
        }
        requireHive();
        return StageRunner.answer("serve", options, SqlServer::settings, context -> {
            try (TemporaryFolder scratch = TemporaryFolder.create("galaxy-vae-serve");
                    SqlServer server = SqlServer.start(context, bind, port, scratch.toString())) {
                System.out.println(server.url());
                System.out.flush();
                new CountDownLatch(1).await(); // a signal ends the process
            }
        });
    }

    /** A Spark that was built without Hive cannot serve. */
    private static void requireHive() {
        try {
            Class.forName(
                    "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2", false, ServeJob.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new RequestException("Cannot serve: this Spark has no HiveThriftServer2, expected one with"
                    + " jars/spark-hive-thriftserver_2.12-3.5.*.jar; unset SPARK_HOME for the bundled one");
        }
    }
}
