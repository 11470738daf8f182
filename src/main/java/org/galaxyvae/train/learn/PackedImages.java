package org.galaxyvae.train.learn;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.util.SerializableConfiguration;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.pixel.maths.UnitLevels;

/**
 * The training images as raw uint8 files, read by row number on every executor.
 *
 * <p>An executor maps each file into memory once (a remote one is copied to its local disk first), so a round costs what its
 * images cost, in any order, whatever the catalog's size; heap stays flat, since pages belong to the system.
 *
 * @param files one for each task of the export, in order
 * @param imageLength bytes of one image
 * @param hadoop how to reach the files
 */
public record PackedImages(List<String> files, int imageLength, SerializableConfiguration hadoop)
        implements Serializable {
    private static final Map<String, MappedByteBuffer> MAPPED = new ConcurrentHashMap<>();

    /** Copies one image, as values in [0, 1], to {@code target} from {@code at}. */
    void read(int file, int row, float[] target, int at) {
        MappedByteBuffer bytes = MAPPED.computeIfAbsent(files.get(file), uri -> map(uri, hadoop.value()));
        int from = row * imageLength;
        for (int i = 0; i < imageLength; i++) {
            target[at + i] = UnitLevels.of(bytes.get(from + i));
        }
    }

    /** Forgets the maps of this process's driver or executor. */
    public void forget() {
        files.forEach(MAPPED::remove);
    }

    private static MappedByteBuffer map(String uri, Configuration hadoop) {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(uri);
        try {
            Path local;
            boolean copied = !"file".equals(path.toUri().getScheme());
            if (copied) {
                local = Files.createTempFile("galaxy-vae-images", ".u8");
                FileSystem remote = path.getFileSystem(hadoop);
                remote.copyToLocalFile(false, path, new org.apache.hadoop.fs.Path(local.toUri()), true);
            } else {
                local = Path.of(path.toUri().getPath());
            }
            try (FileChannel channel = FileChannel.open(local, StandardOpenOption.READ)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            } finally {
                if (copied) {
                    // the map stays readable, and nothing is left behind when the process ends
                    Files.delete(local);
                }
            }
        } catch (java.io.FileNotFoundException | java.nio.file.NoSuchFileException e) {
            throw new InvalidDataException(
                    "Cannot read training images " + uri
                            + ": the workspace must be on a file system that every executor" + " shares",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read training images " + uri, e);
        }
    }
}
