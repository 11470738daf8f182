package org.galaxyvae.night.adoption;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.galaxyvae.base.table.DatabaseCatalog;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Tables;
import org.jspecify.annotations.Nullable;

/** Tables whose list is in a database, under a name that another place of the workspace may have too. */
final class DatabaseTables implements TableList {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("(\\d+)-[0-9a-f-]+(\\.gz)?\\.metadata\\.json(\\.gz)?");

    private final FileSystem files;
    private final Configuration hadoop;
    private final DatabaseCatalog catalog;
    private final Map<String, String> own;
    private final Map<String, String> original;

    /**
     * Tables of a database.
     *
     * @param home the place where the workspace was made, whose name the database has where none was chosen
     */
    DatabaseTables(FileSystem files, Configuration hadoop, DatabaseCatalog catalog, @Nullable Path home) {
        this.files = files;
        this.hadoop = hadoop;
        this.catalog = catalog;
        this.own = new HashMap<>(catalog.metadataFiles(catalog.name()));
        this.original = home == null ? Map.of() : catalog.metadataFiles(home.toString());
    }

    /** Whether the name in the database is one whose tables are elsewhere. */
    boolean hasTablesElsewhere(Path warehouse) {
        String folder = warehouse.toUri().getPath() + "/";
        return own.values().stream()
                .anyMatch(file -> !new Path(file).toUri().getPath().startsWith(folder));
    }

    @Override
    public @Nullable TableMetadata current(String table, Path folder) throws IOException {
        List<Path> all = metadataFiles(folder);
        String named = own.getOrDefault(table, original.getOrDefault(table, ""));
        Path file = all.stream()
                .filter(path -> !named.isEmpty() && path.getName().equals(new Path(named).getName()))
                .findFirst()
                .orElseGet(() -> newest(all));
        // a view is written again by the next command
        return file == null || isView(file)
                ? null
                : TableMetadataParser.read(new HadoopFileIO(hadoop), file.toString());
    }

    @Override
    public void commit(String table, Path folder, TableMetadata before, String metadata) throws IOException {
        long next = number(new Path(before.metadataFileLocation())) + 1;
        Path file =
                new Path(folder, String.format(Locale.ROOT, "metadata/%05d-%s.metadata.json", next, UUID.randomUUID()));
        TableList.write(files, file, metadata);
        register(table, file.toString());
    }

    @Override
    public void settle(String table, Path folder, TableMetadata metadata) {
        if (!own.containsKey(table)) {
            register(table, metadata.metadataFileLocation());
        }
    }

    private void register(String table, String file) {
        TableIdentifier identifier = TableIdentifier.of(Tables.SURVEY, table);
        if (own.remove(table) != null) {
            catalog.dropTable(identifier, false);
        }
        catalog.registerTable(identifier, file);
    }

    private List<Path> metadataFiles(Path folder) throws IOException {
        try {
            return Arrays.stream(files.listStatus(new Path(folder, "metadata")))
                    .map(FileStatus::getPath)
                    .filter(path -> NUMBER.matcher(path.getName()).matches())
                    .sorted(Comparator.comparingLong(DatabaseTables::number).reversed())
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /** Where the database knows of a later one than was copied, or of none. */
    private static @Nullable Path newest(List<Path> all) {
        if (all.size() > 1 && number(all.get(0)) == number(all.get(1))) {
            throw new InvalidDataException("Cannot adopt " + all.get(0) + ": " + all.get(1)
                    + " has the same number, and the database names neither; expected a copy that was made while no"
                    + " command wrote");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private static long number(Path file) {
        Matcher name = NUMBER.matcher(file.getName());
        if (!name.matches()) {
            throw new InvalidDataException("Cannot adopt " + file + ": expected a name that begins with a number");
        }
        return Long.parseLong(name.group(1));
    }

    private boolean isView(Path file) throws IOException {
        try (InputStream stream = files.open(file)) {
            return JSON.readTree(stream).has("view-uuid");
        }
    }
}
