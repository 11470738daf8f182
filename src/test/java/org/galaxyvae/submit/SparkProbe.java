package org.galaxyvae.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Prints where the tasks of a job ran, one line a task: process, OMP_NUM_THREADS and a sum by the native library; then
 * the session's settings named in the arguments; and ends with the exit code that is the first argument.
 */
public final class SparkProbe {
    private SparkProbe() {}

    /** For spark-submit. */
    public static void main(String[] arguments) throws IOException {
        SparkSession.Builder builder = SparkSession.builder().appName("probe");
        String secret = System.getenv("GALAXY_VAE_CLUSTER_SECRET");
        if (secret != null) {
            builder.config("spark.authenticate", "true")
                    .config(
                            "spark.authenticate.secret",
                            Files.readString(Path.of(secret)).strip());
        }
        try (SparkSession session = builder.getOrCreate()) {
            JavaSparkContext context = new JavaSparkContext(session.sparkContext());
            context.parallelize(List.of(1, 2, 3, 4), 4)
                    .map(SparkProbe::task)
                    .collect()
                    .forEach(System.out::println);
            for (int i = 1; i < arguments.length; i++) {
                System.out.println(
                        arguments[i] + "=" + session.sparkContext().conf().get(arguments[i], ""));
            }
        }
        System.out.flush();
        System.exit(Integer.parseInt(arguments[0]));
    }

    private static String task(int number) throws ReflectiveOperationException {
        // By the loader of the application's jars: this class itself stands on the JVM's own class path.
        Class<?> nd4j = Class.forName(
                "org.nd4j.linalg.factory.Nd4j", true, Thread.currentThread().getContextClassLoader());
        Object ones = nd4j.getMethod("ones", int[].class).invoke(null, (Object) new int[] {3, 3});
        Object sum = ones.getClass().getMethod("sumNumber").invoke(ones);
        return "task " + ProcessHandle.current().pid() + " " + System.getenv("OMP_NUM_THREADS") + " " + sum;
    }
}
