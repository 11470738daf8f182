package org.galaxyvae.night.adoption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.RewriteTablePathUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.galaxyvae.base.table.InvalidDataException;

/**
 * One table whose folder was moved or copied. All lists of its files are written anew beside the old ones, which nothing
 * names any more then and housekeeping removes; nothing is read or written but in the new folder. Iceberg's own rewriting of lists and
 * manifests reads them where they were.
 */
final class AdoptedTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DELETED = 2;

    private final FileSystem files;
    private final AvroRecords avro;
    private final TableMetadata metadata;
    private final Relocation relocation;
    private final Set<String> there = new HashSet<>();
    private final Map<String, Manifest> manifests = new HashMap<>();

    /** A manifest that was written anew. */
    private record Manifest(String location, long bytes) {}

    /**
     * A table.
     *
     * @param metadata as it was last committed, where it was made
     * @param folder where its files are now
     */
    AdoptedTable(FileSystem files, TableMetadata metadata, String folder) {
        this.files = files;
        this.avro = new AvroRecords(files);
        this.metadata = metadata;
        this.relocation = new Relocation(metadata.location(), folder);
    }

    /** Whether it stands where it says. */
    boolean isHome() {
        return metadata.location().equals(relocation.to());
    }

    /** How many lists of files were written. */
    int written() {
        return manifests.size() + metadata.snapshots().size();
    }

    /**
     * Writes the lists.
     *
     * @return the metadata that name them, to be committed
     * @throws InvalidDataException where a file is missing, or one names others in a way we do not know
     */
    String write() throws IOException {
        listData(new Path(relocation.to()));
        Map<Long, String> lists = new HashMap<>();
        for (Snapshot snapshot : metadata.snapshots()) {
            lists.put(snapshot.snapshotId(), list(snapshot));
        }
        TableMetadata moved = RewriteTablePathUtil.replacePaths(metadata, relocation.from(), relocation.to());
        JsonNode tree = JSON.readTree(TableMetadataParser.toJson(moved));
        for (JsonNode snapshot : tree.path("snapshots")) {
            ((ObjectNode) snapshot)
                    .put("manifest-list", lists.get(snapshot.path("snapshot-id").longValue()));
        }
        String text = JSON.writeValueAsString(tree);
        TableMetadataParser.fromJson(text); // whoever opens the table could read it
        return text;
    }

    private void listData(Path folder) throws IOException {
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
        while (all.hasNext()) {
            there.add(all.next().getPath().toUri().getPath());
        }
    }

    private String list(Snapshot snapshot) throws IOException {
        String location = metadataFile("snap-" + snapshot.snapshotId() + "-1-");
        copy(snapshot.manifestListLocation(), location, entry -> {
            Manifest manifest = manifest(entry.get("manifest_path").toString());
            entry.put("manifest_path", manifest.location());
            entry.put("manifest_length", manifest.bytes());
        });
        return location;
    }

    private Manifest manifest(String old) {
        Manifest known = manifests.get(old);
        if (known == null) {
            String location = metadataFile("m-");
            known = new Manifest(location, copy(old, location, this::changeEntry));
            manifests.put(old, known);
        }
        return known;
    }

    private void changeEntry(GenericRecord entry) {
        GenericRecord file = (GenericRecord) entry.get("data_file");
        Object content = file.hasField("content") ? file.get("content") : 0;
        if (content instanceof Integer kind && kind != 0) {
            throw new InvalidDataException("Cannot adopt " + relocation.to() + ": " + file.get("file_path")
                    + " holds deletes that name files by their paths, which another program wrote; expected a table"
                    + " whose deletes were joined into its data where it was made");
        }
        String path = relocation.apply(file.get("file_path").toString());
        boolean live = !Integer.valueOf(DELETED).equals(entry.get("status"));
        if (live && !there.contains(new Path(path).toUri().getPath())) {
            throw new InvalidDataException("Cannot adopt " + relocation.to() + ": its file " + path
                    + " is missing; expected a copy of all files that was made while no command wrote");
        }
        file.put("file_path", path);
    }

    private String metadataFile(String name) {
        return relocation.to() + "/metadata/" + name + UUID.randomUUID() + ".avro";
    }

    private long copy(String old, String location, Consumer<GenericRecord> change) {
        Path from = new Path(relocation.apply(old));
        try {
            return avro.copy(from, new Path(location), change);
        } catch (FileNotFoundException e) {
            throw new InvalidDataException(
                    "Cannot adopt " + relocation.to() + ": its list of files " + from
                            + " is missing; expected a copy of all files that was made while no command wrote",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from + " to " + location, e);
        }
    }
}
