package org.galaxyvae.fault;

import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** What {@link FaultyFileSystem} writes through: each change is first told to the fault point. */
final class FaultyDisk extends RawLocalFileSystem {
    private static final FaultPoint.Counted POINT = FaultPoint.ofEnvironment(System.getenv());

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        POINT.before("create", path.toUri().getPath());
        return super.create(path, overwrite, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        POINT.before("create", path.toUri().getPath());
        return super.create(path, permission, overwrite, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream createNonRecursive(
            Path path,
            FsPermission permission,
            EnumSet<CreateFlag> flags,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        POINT.before("create", path.toUri().getPath());
        return super.createNonRecursive(path, permission, flags, buffer, replication, block, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        POINT.before("rename", to.toUri().getPath());
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        POINT.before("delete", path.toUri().getPath());
        return super.delete(path, recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        POINT.before("mkdirs", path.toUri().getPath());
        return super.mkdirs(path);
    }
}
