import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.ResourceScheduler;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler;

/**
 * A real HDFS, and a real YARN if wanted, in this one JVM; executors on YARN are processes of their own.
 *
 * <p>Run as a source file, so that its libraries, JUnit 4 among them, stay off the tests' class path:
 * {@code java -cp 'target/hadoop/*' src/test/hadoop/HadoopCluster.java DIRECTORY DATANODES [NODEMANAGERS]}.
 *
 * <p>Prints a line {@code hdfs URI}, and {@code ready} when all of it works together. DIRECTORY has {@code conf/} for
 * HADOOP_CONF_DIR, and the data. Then it obeys the lines of its standard input, answering each with {@code ok} or
 * {@code failed: why}: {@code kill-datanode N}, {@code start-datanode N}, {@code stop}. It ends when standard input does.
 */
public final class HadoopCluster {
    private final Path directory;
    private final MiniDFSCluster hdfs;
    private final List<String> nodes = new ArrayList<>();
    private final List<DataNodeProperties> killed = new ArrayList<>();

    private HadoopCluster(Path directory, MiniDFSCluster hdfs) {
        this.directory = directory;
        this.hdfs = hdfs;
        hdfs.getDataNodes().forEach(node -> nodes.add(node.getDatanodeId().getXferAddr()));
        nodes.forEach(node -> killed.add(null));
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        int dataNodes = Integer.parseInt(arguments[1]);
        int nodeManagers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        Files.createDirectories(directory.resolve("conf"));
        MiniDFSCluster hdfs = new MiniDFSCluster.Builder(
                        hdfsConfiguration(dataNodes),
                        Files.createDirectories(directory.resolve("hdfs")).toFile())
                .numDataNodes(dataNodes)
                .build();
        hdfs.waitActive();
        HadoopCluster cluster = new HadoopCluster(directory, hdfs);
        cluster.configure("core-site.xml", Map.of("fs.defaultFS", hdfs.getURI().toString()));
        cluster.configure(
                "hdfs-site.xml",
                Map.of(
                        "dfs.replication", "" + Math.min(dataNodes, 2),
                        // so few nodes: write on with those that are left
                        "dfs.client.block.write.replace-datanode-on-failure.best-effort", "true"));
        System.out.println("hdfs " + hdfs.getURI());
        if (nodeManagers > 0) {
            cluster.startYarn(nodeManagers);
        }
        System.out.println("ready");
        cluster.obey();
        System.exit(0); // its daemons would go on
    }

    private static Configuration hdfsConfiguration(int dataNodes) {
        Configuration conf = new Configuration();
        conf.setInt("dfs.replication", Math.min(dataNodes, 2));
        // whoever runs the test owns everything
        conf.setBoolean("dfs.permissions.enabled", false);
        // a dead node counts as dead after a minute, not ten; sooner, and one that only waits for a busy machine would
        conf.setInt("dfs.heartbeat.interval", 1);
        conf.setInt("dfs.namenode.heartbeat.recheck-interval", 25_000);
        conf.setInt("dfs.namenode.safemode.extension", 0);
        return conf;
    }

    private void startYarn(int nodeManagers) throws IOException {
        Configuration conf = new Configuration();
        conf.set("fs.defaultFS", hdfs.getURI().toString());
        conf.setClass("yarn.resourcemanager.scheduler.class", FifoScheduler.class, ResourceScheduler.class);
        // bookings of a machine, not of this one; what a container really takes is watched
        conf.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", 8192);
        conf.setInt("yarn.nodemanager.resource.cpu-vcores", 4);
        conf.setInt("yarn.scheduler.minimum-allocation-mb", 256);
        conf.setBoolean("yarn.nodemanager.pmem-check-enabled", true);
        conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
        // a developer's disk may be fuller than a cluster's
        conf.setBoolean("yarn.nodemanager.disk-health-checker.enable", false);
        // logs of containers stay where they were written, for the tests to read
        conf.setInt("yarn.nodemanager.delete.debug-delay-sec", 3600);
        MiniYARNCluster yarn = new MiniYARNCluster("yarn", nodeManagers, 1, 1);
        yarn.init(conf);
        yarn.start();
        try {
            if (!yarn.waitForNodeManagersToConnect(60_000)) {
                throw new IOException("Cannot start YARN: no " + nodeManagers + " node managers within 60 s");
            }
        } catch (org.apache.hadoop.yarn.exceptions.YarnException | InterruptedException e) {
            throw new IOException("Cannot start YARN", e);
        }
        Configuration running = yarn.getConfig();
        configure(
                "yarn-site.xml",
                Map.of(
                        "yarn.resourcemanager.address", running.get("yarn.resourcemanager.address"),
                        "yarn.resourcemanager.scheduler.address",
                                running.get("yarn.resourcemanager.scheduler.address")));
        System.out.println("yarn " + running.get("yarn.resourcemanager.address"));
        System.out.println("containers " + yarn.getTestWorkDir().getAbsolutePath());
    }

    private void configure(String file, Map<String, String> values) throws IOException {
        Configuration conf = new Configuration(false);
        values.forEach(conf::set);
        try (var stream = Files.newOutputStream(directory.resolve("conf").resolve(file))) {
            conf.writeXml(stream);
        }
    }

    private void obey() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.strip().split(" ");
            try {
                switch (words[0]) {
                    case "kill-datanode" -> kill(Integer.parseInt(words[1]));
                    case "start-datanode" -> start(Integer.parseInt(words[1]));
                    case "stop" -> {
                        System.out.println("ok");
                        return;
                    }
                    default -> throw new IllegalArgumentException("unknown command " + line);
                }
                System.out.println("ok");
            } catch (Exception e) {
                System.out.println("failed: " + e);
            }
        }
    }

    private void kill(int number) {
        if (killed.get(number) != null) {
            throw new IllegalArgumentException("datanode " + number + " is dead already");
        }
        killed.set(number, hdfs.stopDataNode(nodes.get(number)));
    }

    private void start(int number) throws IOException {
        DataNodeProperties node = killed.set(number, null);
        if (node == null) {
            throw new IllegalArgumentException("datanode " + number + " is alive");
        }
        hdfs.restartDataNode(node, true); // with its address
        hdfs.waitActive();
    }
}
