package org.galaxyvae.night.adoption;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.hadoop.HadoopTables;
import org.galaxyvae.base.table.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * Tables whose folders themselves say what is current, by the number in a file's name: Iceberg's catalog of type hadoop. It
 * refuses to commit another location, so that the file is written here as it writes one.
 */
record FolderTables(FileSystem files, Configuration hadoop) implements TableList {
    private static final Pattern VERSION = Pattern.compile("v(\\d+)(\\.gz)?\\.metadata\\.json(\\.gz)?");

    @Override
    public @Nullable TableMetadata current(String table, Path folder) {
        try {
            return ((HasTableOperations) new HadoopTables(hadoop).load(folder.toString()))
                    .operations()
                    .current();
        } catch (NoSuchTableException e) {
            return null;
        }
    }

    @Override
    public void commit(String table, Path folder, TableMetadata before, String metadata) throws IOException {
        long next = version(before) + 1;
        Path file = new Path(folder, String.format(Locale.ROOT, "metadata/v%d.metadata.json", next));
        TableList.write(files, file, metadata);
        hint(folder, next);
    }

    @Override
    public void settle(String table, Path folder, TableMetadata metadata) throws IOException {
        hint(folder, version(metadata));
    }

    /** Iceberg finds later versions itself, other readers do not. */
    private void hint(Path folder, long version) throws IOException {
        TableList.write(files, new Path(folder, "metadata/version-hint.text"), Long.toString(version));
    }

    private static long version(TableMetadata metadata) {
        String file = metadata.metadataFileLocation();
        Matcher name = VERSION.matcher(new Path(file).getName());
        if (!name.matches()) {
            throw new InvalidDataException(
                    "Cannot adopt " + file + ": expected a name such as v12.metadata.json, as Iceberg gives it");
        }
        return Long.parseLong(name.group(1));
    }
}
