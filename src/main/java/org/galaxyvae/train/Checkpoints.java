package org.galaxyvae.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Workspace;
import org.jspecify.annotations.Nullable;

/** A workspace's checkpoints: {@code checkpoints/<model_id>/<images presented>/}, the newest two of each training. */
final class Checkpoints {
    private static final int KEPT = 2;
    private static final Pattern IMAGES = Pattern.compile("\\d{12}");

    private final FileSystem files;
    private final Path root;
    private final Consumer<String> notes;

    /**
     * Those of a workspace.
     *
     * @param notes told in one line what went wrong and was got over
     */
    Checkpoints(Workspace workspace, Consumer<String> notes) {
        this.files = workspace.files();
        this.root = workspace.checkpoints();
        this.notes = notes;
    }

    /** Writes one under another name, renames it, and removes all but the newest two. */
    void write(Checkpoint checkpoint) {
        Path home = new Path(root, checkpoint.modelId());
        String name = String.format(Locale.ROOT, "%012d", checkpoint.snapshot().imagesPresented());
        Path target = new Path(home, name);
        Path unfinished = new Path(home, "_" + name);
        try {
            files.delete(unfinished, true);
            CheckpointFiles.write(files, unfinished, checkpoint);
            files.delete(target, true);
            if (!files.rename(unfinished, target)) {
                throw new IOException("cannot rename " + unfinished);
            }
            List<Path> all = newestFirst(checkpoint.modelId());
            for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
                files.delete(old, true);
            }
        } catch (IOException e) {
            // hours of training are worth more than one checkpoint
            notes.accept("Cannot write checkpoint " + target + ": " + e.getMessage() + "; the training goes on");
        }
    }

    /** The newest checkpoint of a training, whole or not; null where it has none. */
    @Nullable
    Path newest(String modelId) throws IOException {
        List<Path> all = newestFirst(modelId);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Trainings that have checkpoints and did not become models, the newest first. */
    List<String> unfinished(Set<String> models) throws IOException {
        if (!files.exists(root)) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (FileStatus status : files.listStatus(root)) {
            String id = status.getPath().getName();
            if (!models.contains(id) && newest(id) != null) {
                ids.add(id);
            }
        }
        ids.sort(Collections.reverseOrder());
        return ids;
    }

    /** Removes those of a training that became a model. */
    void delete(String modelId) throws IOException {
        files.delete(new Path(root, modelId), true);
    }

    /**
     * The newest whole checkpoint of the newest unfinished training with these settings and images.
     *
     * @param models trainings that are finished
     * @throws RequestException where there is nothing to resume, or nothing like this
     * @throws InvalidDataException where every checkpoint is damaged
     */
    Checkpoint resumed(Set<String> models, Settings settings, Checkpoint.Origin origin) throws IOException {
        List<String> ids = unfinished(models);
        if (ids.isEmpty()) {
            throw new RequestException(
                    "Cannot resume: " + root + " has no unfinished training, start one without --resume");
        }
        String mismatch = null;
        for (String id : ids) {
            Checkpoint checkpoint = newestWhole(id);
            if (checkpoint != null) {
                List<String> differences = checkpoint.differences(settings, origin);
                if (differences.isEmpty()) {
                    return checkpoint;
                }
                if (mismatch == null) {
                    mismatch = "Cannot resume training " + id + ": " + String.join("; ", differences)
                            + "; start afresh without --resume or give what it began with";
                }
            }
        }
        if (mismatch != null) {
            throw new RequestException(mismatch);
        }
        throw new InvalidDataException(
                "Cannot resume: no checkpoint under " + root + " is whole, start afresh without --resume");
    }

    private @Nullable Checkpoint newestWhole(String modelId) throws IOException {
        for (Path path : newestFirst(modelId)) {
            try {
                return CheckpointFiles.read(files, path);
            } catch (IOException | RuntimeException e) {
                notes.accept("Cannot read checkpoint " + path + ": " + e.getMessage() + "; trying the one before");
            }
        }
        return null;
    }

    private List<Path> newestFirst(String modelId) throws IOException {
        Path home = new Path(root, modelId);
        if (!files.exists(home)) {
            return List.of();
        }
        return Arrays.stream(files.listStatus(home))
                .map(FileStatus::getPath)
                .filter(path -> IMAGES.matcher(path.getName()).matches())
                .sorted(Collections.reverseOrder())
                .toList();
    }
}
