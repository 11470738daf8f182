package org.galaxyvae.show.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hive.service.Service;
import org.apache.hive.service.cli.thrift.ThriftCLIService;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.hive.thriftserver.HiveThriftServer2;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Workspace;

/** Answers clients of JDBC and ODBC by Spark's HiveThriftServer2, whose sessions are {@link ServedSql}. */
public final class SqlServer implements AutoCloseable {
    private final HiveThriftServer2 server;
    private final String bind;

    private SqlServer(HiveThriftServer2 server, String bind) {
        this.server = server;
        this.bind = bind;
    }

    /** The settings that a session must be opened with to be served; they are not the user's to choose. */
    public static Map<String, String> settings(Workspace workspace) {
        Map<String, String> settings = new HashMap<>(SqlStage.settings(workspace));
        settings.put("spark.sql.extensions", ServedSql.class.getName());
        settings.put("spark.sql.hive.thriftServer.singleSession", "false");
        settings.put("spark.scheduler.mode", "FAIR"); // a long query leaves room for short ones
        return settings;
    }

    /**
     * Starts.
     *
     * @param bind address to listen on
     * @param port 0 for any free one
     * @param scratch folder for what Hive's code must write, though nothing comes of it
     * @throws RequestException where it cannot listen there
     */
    public static SqlServer start(StageContext context, String bind, int port, String scratch) {
        if (Specs.ALL.stream().noneMatch(context.tables()::exists)) {
            throw new InvalidDataException("Cannot serve workspace "
                    + context.workspace().root() + ": it has no tables, run galaxy-vae ingest first");
        }
        requireFree(bind, port);
        SparkSession spark = context.spark();
        Configuration hive = spark.sparkContext().hadoopConfiguration();
        hive.set("hive.server2.transport.mode", "binary");
        hive.set("hive.server2.thrift.bind.host", bind);
        hive.set("hive.server2.thrift.port", Integer.toString(port));
        hive.set("hive.server2.logging.operation.enabled", "false");
        hive.set("hive.server2.enable.doAs", "false"); // a client's name is no account of this machine
        hive.set("hive.exec.scratchdir", "file://" + scratch);
        hive.set("hive.exec.local.scratchdir", scratch);
        hive.set("hive.downloaded.resources.dir", scratch);
        HiveThriftServer2 server = HiveThriftServer2.startWithContext(spark.sqlContext());
        askNoMetastore(server.getHiveConf());
        return new SqlServer(server, bind);
    }

    /** Hive's sessions look for a metastore when a client lists tables or leaves; there is none. */
    private static void askNoMetastore(HiveConf sessions) {
        sessions.setClassLoader(SqlServer.class.getClassLoader());
        sessions.set("hive.security.authorization.manager", NoAuthorization.class.getName());
        // one that does not answer is an exception that Hive passes over; its own would want libraries that are left
        // out
        sessions.set("hive.metastore.uris", "thrift://127.0.0.1:1");
        sessions.set("hive.metastore.connect.retries", "1");
        sessions.set("hive.metastore.client.connect.retry.delay", "0s");
    }

    /** Hive's own failure does not say why. */
    private static void requireFree(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
        } catch (UnknownHostException e) {
            throw new RequestException(
                    "Invalid --bind " + bind + ": no such host, expected an address of this machine");
        } catch (IOException e) {
            throw new RequestException("Cannot listen on " + bind + ":" + port + ": " + e.getMessage()
                    + ", expected an address of this machine and a free port");
        }
    }

    /** Where clients of JDBC connect to. */
    public String url() {
        for (Service service : server.getServices()) {
            if (service instanceof ThriftCLIService thrift) {
                return "jdbc:hive2://" + bind + ":" + thrift.getPortNumber() + "/survey";
            }
        }
        throw new IllegalStateException("Cannot find the port: " + Objects.toString(server.getServices()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
