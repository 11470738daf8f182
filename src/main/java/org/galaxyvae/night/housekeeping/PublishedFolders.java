package org.galaxyvae.night.housekeeping;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Ids;
import org.galaxyvae.base.table.Workspace;
import org.jspecify.annotations.Nullable;

/** The folders of plain Parquet, one a run. */
final class PublishedFolders {
    private final Workspace workspace;
    private final FileSystem files;
    private final int kept;
    private final Instant readBefore;

    PublishedFolders(StageContext context, Instant now) {
        this.workspace = context.workspace();
        this.files = workspace.files();
        this.kept = context.settings().retention().publishedRuns();
        this.readBefore =
                now.minus(Duration.ofHours(context.settings().retention().snapshotHours()));
    }

    /**
     * Deletes all but the newest of each model. A folder that was the newest until a short while ago may still be read: it
     * stays until the run after it is old enough.
     */
    int run() throws IOException {
        int deleted = 0;
        for (List<String> runs : byModel().values()) {
            // the oldest first: the run after it tells its age, and must be there
            for (int i = runs.size() - 1; i >= kept; i--) {
                if (isOlder(runs.get(i - 1)) && delete(runs.get(i))) {
                    deleted++;
                }
            }
        }
        return deleted;
    }

    /** Deletes all of one model. */
    void deleteOf(String modelId) throws IOException {
        for (String run : byModel().getOrDefault(modelId, List.of())) {
            delete(run);
        }
    }

    /** The model of the run that CURRENT names, or null. */
    @Nullable
    String currentModel() throws IOException {
        String run = workspace.currentRun().orElse(null);
        return run == null ? null : model(run);
    }

    private boolean delete(String run) throws IOException {
        if (run.equals(workspace.currentRun().orElse(""))) {
            return false;
        }
        return files.delete(workspace.published(run), true);
    }

    /** Runs by model, the newest first; a run without rows, killed while it was written, is one of the model "". */
    private Map<String, List<String>> byModel() throws IOException {
        Map<String, List<String>> runs = new TreeMap<>();
        for (FileStatus entry : list(Objects.requireNonNull(workspace.current().getParent()))) {
            String run = entry.getPath().getName();
            if (entry.isDirectory() && Ids.isId(run)) {
                String model = model(run);
                runs.computeIfAbsent(model == null ? "" : model, any -> new ArrayList<>())
                        .add(run);
            }
        }
        runs.values().forEach(list -> list.sort(Comparator.reverseOrder()));
        return runs;
    }

    /** As the statistics of the first file that has rows say it: the column has one value. */
    private @Nullable String model(String run) throws IOException {
        for (FileStatus file : list(new Path(workspace.published(run), "scores"))) {
            if (!file.getPath().getName().endsWith(".parquet")) {
                continue;
            }
            try (ParquetFileReader reader = ParquetFileReader.open(
                    HadoopInputFile.fromStatus(file, files.getConf()),
                    ParquetReadOptions.builder().build())) {
                for (BlockMetaData block : reader.getFooter().getBlocks()) {
                    for (ColumnChunkMetaData column : block.getColumns()) {
                        if (column.getPath().toDotString().equals("model_id")
                                && column.getStatistics().genericGetMin() instanceof Binary value) {
                            return value.toStringUsingUTF8();
                        }
                    }
                }
            }
        }
        return null;
    }

    private boolean isOlder(String run) throws IOException {
        Path folder = workspace.published(run);
        Path done = new Path(folder, "scores/_SUCCESS");
        FileStatus status = files.getFileStatus(files.exists(done) ? done : folder);
        return status.getModificationTime() < readBefore.toEpochMilli();
    }

    private FileStatus[] list(Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }
}
