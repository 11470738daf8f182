package org.galaxyvae.ingest;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A file that the user's paths name, as its file system lists it. */
record ListedFile(String sourceUri, long lengthBytes, Instant modifiedAt) implements Serializable {
    static final StructType SCHEMA = StructType.fromDDL("source_uri STRING NOT NULL, name STRING NOT NULL,"
            + " tail STRING NOT NULL, stem STRING NOT NULL, source_length BIGINT NOT NULL,"
            + " source_modified_at TIMESTAMP NOT NULL");

    static ListedFile of(FileStatus status) {
        return new ListedFile(
                status.getPath().toString(), status.getLen(), Instant.ofEpochMilli(status.getModificationTime()));
    }

    /** The file's last path component. */
    String name() {
        return sourceUri.substring(sourceUri.lastIndexOf('/') + 1);
    }

    /** The name without its extension. */
    String stem() {
        String name = name();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The last two path components; catalogs of surveys with one folder an object tell files apart by them. */
    private String tail() {
        int slash = sourceUri.lastIndexOf('/');
        return sourceUri.substring(sourceUri.lastIndexOf('/', slash - 1) + 1);
    }

    Row toRow() {
        return RowFactory.create(sourceUri, name(), tail(), stem(), lengthBytes, Timestamp.from(modifiedAt));
    }
}
