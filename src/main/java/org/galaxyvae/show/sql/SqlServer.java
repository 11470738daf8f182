package org.galaxyvae.show.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hive.service.CompositeService;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.hive.HiveUtils$;
import org.apache.spark.sql.hive.thriftserver.HiveThriftServer2;
import org.apache.spark.sql.hive.thriftserver.SparkSQLCLIService;
import org.apache.spark.sql.hive.thriftserver.ui.HiveThriftServer2EventManager;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.Workspace;

/** Answers clients of JDBC and ODBC by the parts of Spark's HiveThriftServer2, behind {@link ClientDoor}; sessions are {@link ServedSql}. */
public final class SqlServer implements AutoCloseable {
    private final Services services;
    private final String bind;

    private SqlServer(Services services, String bind) {
        this.services = services;
        this.bind = bind;
    }

    /** Spark's sessions and operations, and our own listener before them. */
    private static final class Services extends CompositeService {
        private final SparkContext spark;
        private final ClientDoor door;

        Services(SparkSession session, Listening listening) {
            super("galaxy-vae");
            spark = session.sparkContext();
            // what is asked for a name and a configuration, and never started
            HiveThriftServer2 named = new HiveThriftServer2(session.sqlContext());
            SparkSQLCLIService sessions = new SparkSQLCLIService(named, session.sqlContext());
            door = new ClientDoor(sessions, listening.bind(), listening.port());
            addService(sessions);
            addService(door);
        }
    }

    /** The settings that a session must be opened with to be served; they are not the user's to choose. */
    public static Map<String, String> settings(Workspace workspace) {
        Map<String, String> settings = new HashMap<>(SqlStage.settings(workspace));
        settings.put("spark.sql.extensions", ServedSql.class.getName());
        settings.put("spark.sql.hive.thriftServer.singleSession", "false");
        settings.put("spark.scheduler.mode", "FAIR"); // a long query leaves room for short ones
        settings.putAll(ServerLimits.FIXED);
        SparkConf given = new SparkConf();
        ServerLimits.DEFAULTS.forEach((key, value) -> settings.put(key, given.get(key, value)));
        return settings;
    }

    /**
     * Starts.
     *
     * @param scratch folder for what Hive's code must write, though nothing comes of it
     * @throws RequestException where it cannot listen there
     */
    public static SqlServer start(StageContext context, Listening listening, String scratch) {
        if (Specs.ALL.stream().noneMatch(context.tables()::exists)) {
            throw new InvalidDataException("Cannot serve workspace "
                    + context.workspace().root() + ": it has no tables, run galaxy-vae ingest first");
        }
        requireFree(listening.bind(), listening.port());
        SparkSession spark = context.spark();
        HiveConf conf = configuration(spark, listening, scratch);
        HiveThriftServer2.eventManager_$eq(new HiveThriftServer2EventManager(spark.sparkContext()));
        Services services = new Services(spark, listening);
        services.init(conf);
        services.start();
        return new SqlServer(services, listening.bind());
    }

    private static HiveConf configuration(SparkSession spark, Listening listening, String scratch) {
        Configuration hive = spark.sparkContext().hadoopConfiguration();
        listening.require(hive);
        listening.putInto(hive);
        hive.set("hive.server2.logging.operation.enabled", "false");
        hive.set("hive.server2.enable.doAs", "false"); // a client's name is no account of this machine
        hive.set("hive.server2.allow.user.substitution", "false");
        hive.set("hive.variable.substitute", "false"); // ${env:...} in a setting of an address
        hive.set("hive.exec.scratchdir", "file://" + scratch);
        hive.set("hive.exec.local.scratchdir", scratch);
        hive.set("hive.downloaded.resources.dir", scratch + "/resources"); // a session that ends removes it
        hive.set("hive.server2.global.init.file.location", scratch); // statements of ~/.hiverc for every client
        hive.set("hive.server2.thrift.max.worker.threads", Integer.toString(ServerLimits.CONNECTIONS));
        HiveConf conf = HiveUtils$.MODULE$
                .newClientForExecution(
                        spark.sparkContext().conf(), spark.sessionState().newHadoopConf())
                .conf();
        askNoMetastore(conf);
        return conf;
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
        return "jdbc:hive2://" + bind + ":" + services.door.getPortNumber() + "/survey";
    }

    /** Waits until it can answer no more, since Spark has stopped: what ran out of memory beside it. */
    public void awaitEnd() throws InterruptedException {
        while (!services.spark.isStopped()) {
            Thread.sleep(500);
        }
    }

    @Override
    public void close() {
        services.stop();
    }
}
