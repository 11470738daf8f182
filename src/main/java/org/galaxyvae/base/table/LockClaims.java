package org.galaxyvae.base.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock as a folder of claims, for object stores, where no file can be created only if there is none.
 *
 * <p>Whoever wants it writes a claim of its own, then lists the folder; it has the lock where no other claim is there, and else
 * withdraws. Where a list shows every object that was written before it was asked for (S3 since 2020, and what claims to be
 * like it), no two can have it: of two claims one was written first, and whoever wrote the later one lists it. It may be that
 * two who try at once both withdraw.
 */
final class LockClaims implements Latch {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLock.class);

    private final Workspace workspace;
    private final String mine;
    private final Path own;

    LockClaims(Workspace workspace, String mine) {
        this.workspace = workspace;
        this.mine = mine;
        this.own = new Path(workspace.lock(), UUID.randomUUID().toString());
    }

    @Override
    public @Nullable LockHolder seize() {
        try {
            workspace.replaceText(own, mine);
            LockHolder other = other();
            if (other != null) {
                workspace.remove(own);
            }
            return other;
        } catch (IOException e) {
            throw new InvalidDataException("Cannot write workspace " + workspace.root() + ": " + e.getMessage(), e);
        }
    }

    /** The first other one who lives; claims of those who are gone go. */
    private @Nullable LockHolder other() throws IOException {
        for (LockHolder claim : claims()) {
            if (claim.file().getName().equals(own.getName())) {
                continue;
            }
            if (!LockHolder.isGone(claim.line())) {
                return claim;
            }
            LOG.warn("Taking over the lock of a process that is gone: {}", claim);
            workspace.remove(claim.file());
        }
        return null;
    }

    @Override
    public void release() {
        workspace.remove(own);
    }

    @Override
    public Optional<LockHolder> holder() {
        try {
            return claims().stream()
                    .filter(claim -> !LockHolder.isGone(claim.line()))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + workspace.lock(), e);
        }
    }

    /** A claim that is withdrawn while we read is none. */
    private List<LockHolder> claims() throws IOException {
        FileStatus[] files;
        try {
            files = workspace.files().listStatus(workspace.lock());
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return Arrays.stream(files)
                .map(FileStatus::getPath)
                .filter(path -> !path.getName().endsWith(".new"))
                .sorted(Comparator.naturalOrder())
                .flatMap(path -> workspace.readText(path).map(line -> new LockHolder(line, path)).stream())
                .toList();
    }
}
