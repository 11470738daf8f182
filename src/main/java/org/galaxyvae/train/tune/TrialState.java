package org.galaxyvae.train.tune;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.WholeFile;
import org.galaxyvae.model.directory.Safetensors;
import org.galaxyvae.model.directory.Safetensors.Tensor;
import org.galaxyvae.network.TrainingState;
import org.galaxyvae.train.learn.Snapshot;

/** A trial between two rungs as one file, written whole or not at all. */
final class TrialState {
    private static final String PARAMETERS = "parameters";
    private static final String UPDATER = "updater_state";
    private static final String COUNTS = "images_presented_and_iterations";

    private TrialState() {}

    /**
     * Writes a snapshot; a file of an earlier attempt is replaced.
     *
     * @param attempt names this attempt among others of the same work
     */
    static void write(Path path, Snapshot snapshot, long attempt, Configuration hadoop) throws IOException {
        TrainingState state = snapshot.state();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(PARAMETERS, Tensor.ofFloats(new int[] {state.parameters().length}, state.parameters()));
        tensors.put(UPDATER, Tensor.ofFloats(new int[] {state.updaterState().length}, state.updaterState()));
        tensors.put(COUNTS, Tensor.ofDoubles(new double[] {snapshot.imagesPresented(), state.iterations()}));
        FileSystem files = path.getFileSystem(hadoop);
        Path temporary = path.suffix("." + attempt + ".new");
        try (FSDataOutputStream stream = files.create(temporary, true)) {
            stream.write(Safetensors.write(tensors));
            stream.hsync();
        }
        files.delete(path, false);
        if (!files.rename(temporary, path)) {
            throw new IOException("Cannot rename " + temporary + " to " + path);
        }
    }

    /** Reads a snapshot; without a learning curve, since a trial is measured at its rungs' ends alone. */
    static Snapshot read(Path path, Configuration hadoop) throws IOException {
        byte[] bytes;
        try {
            bytes = WholeFile.read(path.getFileSystem(hadoop), path);
        } catch (FileNotFoundException e) {
            throw new IOException("Cannot go on with a trial: its state " + path + " is gone", e);
        }
        Map<String, Tensor> tensors = Safetensors.read(bytes);
        double[] counts = tensor(tensors, COUNTS, path).doubles();
        return new Snapshot(
                (long) counts[0],
                new TrainingState(
                        tensor(tensors, PARAMETERS, path).floats(),
                        tensor(tensors, UPDATER, path).floats(),
                        (int) counts[1]),
                new float[0],
                List.of());
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name, Path path) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IOException("Invalid state " + path + ": no " + name);
        }
        return tensor;
    }
}
