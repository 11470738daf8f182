package org.galaxyvae.fault;

import org.apache.hadoop.fs.LocalFileSystem;

/**
 * The local disk with a {@link FaultPoint} in it. Everything that galaxy-vae, Spark and Iceberg do to a workspace goes through
 * Hadoop's FileSystem, so each of their steps can be hit, and the product needs no hook for it:
 * {@code --conf spark.hadoop.fs.file.impl=org.galaxyvae.fault.FaultyFileSystem}.
 */
public final class FaultyFileSystem extends LocalFileSystem {
    /** As Hadoop makes it. */
    public FaultyFileSystem() {
        super(new FaultyDisk());
    }
}
