package org.galaxyvae.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.show.sql.Listening;
import org.galaxyvae.show.sql.SqlServer;
import org.jspecify.annotations.Nullable;
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
            description =
                    "Address to listen on (default 127.0.0.1, this machine alone). Any other needs --users, Hive's LDAP or"
                            + " --insecure.")
    private String bind = "";

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description =
                    "Ask for a name and a password: a file of mode 600, a line NAME:HASH each, with a hash of openssl passwd"
                            + " -6. Read for every connection.")
    private @Nullable Path users;

    @Option(
            names = "--keystore",
            paramLabel = "FILE",
            description =
                    "Speak TLS: a Java keystore with certificate and key; its password is taken from the environment's "
                            + Listening.KEYSTORE_PASSWORD + ".")
    private @Nullable Path keystore;

    @Option(
            names = "--insecure",
            description =
                    "Listen beyond this machine although nobody is asked for a password: whoever reaches it reads.")
    private boolean insecure;

    @Override
    public Integer call() throws Exception {
        Listening listening =
                new Listening(bind, port, users, keystore, System.getenv(Listening.KEYSTORE_PASSWORD), insecure);
        listening.require(Sessions.hadoop());
        requireHive();
        return StageRunner.answer("serve", options, SqlServer::settings, context -> {
            try (TemporaryFolder scratch = TemporaryFolder.create("galaxy-vae-serve");
                    SqlServer server = SqlServer.start(context, listening, scratch.toString())) {
                System.out.println(server.url());
                System.out.flush();
                server.awaitEnd(); // a signal ends the process before
                throw new IllegalStateException("Cannot serve on: Spark has stopped");
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
