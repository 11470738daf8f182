package org.galaxyvae.base.table;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.pixel.sky.Hashes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock as one file, where a file can be created only if there is none: local disks, HDFS.
 *
 * @param mine what stands in it while it is ours
 */
record LockFile(Workspace workspace, String mine) implements Latch {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLock.class);

    @Override
    public @Nullable LockHolder seize() {
        return seize(workspace.lock());
    }

    /**
     * Makes a file ours, unless somebody who lives has it. The file of one who is gone may be replaced only by who has made the claim
     * file that is named by what stands in it, so that of many who find it one replaces it, and none replaces a newer one. A claim
     * of one who is gone is seized in the same way.
     */
    private @Nullable LockHolder seize(Path file) {
        if (workspace.createText(file, mine)) {
            return null;
        }
        String holder = text(file).orElse("");
        if (!LockHolder.isGone(holder)) {
            return new LockHolder(holder, workspace.lock());
        }
        Path claim = file.suffix("." + Hashes.sha256(holder, 8));
        LockHolder other = seize(claim);
        if (other != null) {
            return other;
        }
        try {
            String now = text(file).orElse("");
            if (!now.equals(holder)) {
                return new LockHolder(now, workspace.lock());
            }
            LOG.warn("Taking over the lock of a process that is gone: {}", holder.strip());
            workspace.replaceText(file, mine);
            return null;
        } finally {
            workspace.remove(claim);
        }
    }

    @Override
    public void release() {
        if (text(workspace.lock()).orElse("").equals(mine)) {
            workspace.remove(workspace.lock());
        }
    }

    @Override
    public Optional<LockHolder> holder() {
        return text(workspace.lock())
                .filter(line -> !LockHolder.isGone(line))
                .map(line -> new LockHolder(line, workspace.lock()));
    }

    /** What stands in it; whoever may not read it is told of its owner. */
    private Optional<String> text(Path file) {
        try {
            return workspace.readText(file);
        } catch (UncheckedIOException e) {
            if (!LockHolder.isDenied(e.getCause())) {
                throw e;
            }
            return Optional.of(LockHolder.unreadable(workspace.owner(file)));
        }
    }
}
