package org.galaxyvae.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.galaxyvae.base.run.Build;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.base.table.TableSpec;

/** Where a model comes from: code, data, seed, versions, machine, times; {@code docs/model-format.md} lists the keys. */
final class Provenance {
    private Provenance() {}

    /** Read at the end of a training: {@code finished_at} is now. */
    static Map<String, String> of(StageContext context, int trainingObjects, long calibrationObjects, int workers) {
        Map<String, String> provenance = new LinkedHashMap<>();
        Build build = Build.current();
        provenance.put("run_id", context.runId());
        provenance.put("code_version", build.version());
        provenance.put("code_commit", build.commit());
        provenance.put("started_at", context.startedAt().toString());
        provenance.put("finished_at", Instant.now().toString());
        provenance.put("seed", Long.toString(context.settings().seed()));
        provenance.put("workers", Integer.toString(workers));
        provenance.put("training_objects", Integer.toString(trainingObjects));
        provenance.put("calibration_objects", Long.toString(calibrationObjects));
        provenance.put("tensors_snapshot", snapshot(context, Specs.TENSORS));
        provenance.put("catalog_snapshot", snapshot(context, Specs.CATALOG));
        provenance.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        provenance.put("spark", context.spark().version());
        build.libraries().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(library -> provenance.put(library.getKey(), library.getValue()));
        provenance.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        provenance.put("cpu", cpu());
        provenance.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return provenance;
    }

    /** The table's newest Iceberg snapshot, or {@code none} where it was never written. */
    private static String snapshot(StageContext context, TableSpec table) {
        if (!context.tables().exists(table)) {
            return "none";
        }
        return context
                .spark()
                .sql("SELECT CAST(snapshot_id AS STRING) FROM " + table.qualifiedName()
                        + ".snapshots ORDER BY committed_at DESC LIMIT 1")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .findFirst()
                .orElse("none");
    }

    /** The driver's processor by name; kernels, and so last digits, depend on it. */
    private static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
