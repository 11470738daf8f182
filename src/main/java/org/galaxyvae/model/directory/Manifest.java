package org.galaxyvae.model.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.galaxyvae.pixel.sky.Hashes;

/**
 * The files of a model directory with their lengths and checksums: {@code manifest.json}.
 *
 * @param files by path below the directory
 */
record Manifest(Map<String, Entry> files) {
    static final String NAME = "manifest.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    Manifest {
        files = new TreeMap<>(files);
    }

    /**
     * One file.
     *
     * @param bytes its length; negative where it is not known
     * @param sha256 64 hex digits
     */
    record Entry(long bytes, String sha256) {}

    /** Of all files below the directory but the manifest and what file systems and Spark hide by their names. */
    static Manifest of(FileSystem files, Path directory) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        // a path made from a URI may end in a slash of its own
        String root = files.makeQualified(directory).toUri().getPath().replaceFirst("/*$", "/");
        for (RemoteIterator<LocatedFileStatus> found = files.listFiles(directory, true); found.hasNext(); ) {
            LocatedFileStatus file = found.next();
            String name = file.getPath().getName();
            if (!name.startsWith(".") && !name.startsWith("_") && !name.equals(NAME)) {
                String path = file.getPath().toUri().getPath().substring(root.length());
                entries.put(path, new Entry(file.getLen(), hash(files, file.getPath())));
            }
        }
        return new Manifest(entries);
    }

    /** As JSON, with the format's version beside it: it is the first thing a reader must know. */
    ObjectNode toJson(int formatVersion, String modelId) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format_version", formatVersion);
        json.put("model_id", modelId);
        ObjectNode list = json.putObject("files");
        files.forEach((path, entry) ->
                list.putObject(path).put("bytes", entry.bytes()).put("sha256", entry.sha256()));
        return json;
    }

    /**
     * The inverse of {@link #toJson}.
     *
     * @throws IOException where the files' lengths or checksums are not there
     */
    static Manifest fromJson(JsonNode json) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> file : json.path("files").properties()) {
            String hash = file.getValue().path("sha256").asText();
            long bytes = file.getValue().path("bytes").asLong(-1);
            if (hash.length() != 64 || bytes < 0) {
                throw new IOException(NAME + " is damaged, it has no length and sha256 of " + file.getKey());
            }
            entries.put(file.getKey(), new Entry(bytes, hash));
        }
        if (entries.isEmpty()) {
            throw new IOException(NAME + " is damaged, it names no files");
        }
        return new Manifest(entries);
    }

    /** What is wrong with the files of the directory, one line a file; empty where all are as they were written. */
    List<String> problems(FileSystem files, Path directory) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Entry> file : this.files.entrySet()) {
            String problem = problem(files, new Path(directory, file.getKey()), file.getValue());
            if (!problem.isEmpty()) {
                problems.add(file.getKey() + " " + problem);
            }
        }
        return problems;
    }

    private static String problem(FileSystem files, Path path, Entry expected) throws IOException {
        try {
            long bytes = files.getFileStatus(path).getLen();
            if (expected.bytes() >= 0 && bytes != expected.bytes()) {
                return (bytes < expected.bytes() ? "is truncated: " : "is damaged: ") + bytes + " bytes, expected "
                        + expected.bytes();
            }
            String found = hash(files, path);
            return found.equals(expected.sha256())
                    ? ""
                    : "is damaged: its sha256 is " + found + ", expected " + expected.sha256();
        } catch (FileNotFoundException e) {
            return "is missing";
        } catch (ChecksumException e) {
            // Hadoop's local file system saw it first, by its own hidden checksum file
            return "is damaged: " + e.getMessage();
        }
    }

    private static String hash(FileSystem files, Path path) throws IOException {
        try (InputStream stream = files.open(path)) {
            return Hashes.sha256(stream);
        }
    }
}
