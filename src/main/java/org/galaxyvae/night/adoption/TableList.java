package org.galaxyvae.night.adoption;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** What says which file of metadata is a table's current one. */
interface TableList {
    /**
     * The metadata that were committed last, of those that are in the folder.
     *
     * @return null where the folder holds no table
     */
    @Nullable
    TableMetadata current(String table, Path folder) throws IOException;

    /** Makes the text the table's current metadata; one commit. */
    void commit(String table, Path folder, TableMetadata before, String metadata) throws IOException;

    /** Of a table that is committed: does what a killed process left to do behind its commit. */
    void settle(String table, Path folder, TableMetadata metadata) throws IOException;

    /** Writes a file that nobody sees before it is whole. */
    static void write(FileSystem files, Path target, String text) throws IOException {
        Path whole = new Path(target.getParent(), UUID.randomUUID() + ".new");
        try (OutputStream stream = files.create(whole, true)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        files.delete(target, false);
        if (!files.rename(whole, target)) {
            throw new IOException("Cannot rename " + whole + " to " + target);
        }
    }
}
