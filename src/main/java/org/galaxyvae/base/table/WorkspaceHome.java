package org.galaxyvae.base.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.iceberg.Table;

/**
 * Where a workspace was made. Its tables name their files by whole paths, so that one which was moved finds nothing, and one
 * which was copied reads the files of the original, and deletes them.
 */
public final class WorkspaceHome {
    private final Workspace workspace;

    /** That of a workspace, wherever it stands now. */
    public WorkspaceHome(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What its file says; empty where no command of a version that writes one has written here. */
    public Optional<Path> written() {
        return workspace
                .readText(file())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    try {
                        return new Path(text);
                    } catch (IllegalArgumentException e) {
                        throw new InvalidDataException(
                                "Cannot read " + file()
                                        + ": expected the URI of the folder in which this workspace was made",
                                e);
                    }
                });
    }

    /**
     * The workspace by the name under which it was made, which may be another name of the same folder.
     *
     * @throws InvalidDataException where it was made elsewhere
     */
    public Workspace required() {
        Optional<Path> home = written();
        if (home.isEmpty()) {
            return workspace;
        }
        if (!isHere(home.get())) {
            throw elsewhere(home.get().toString());
        }
        return workspace.named(home.get());
    }

    /** Whether its file says that it was made elsewhere. */
    public boolean isElsewhere() {
        return written().filter(home -> !isHere(home)).isPresent();
    }

    /**
     * Looks where a table's files are, for workspaces that do not say where they were made.
     *
     * @param expected where they are in a workspace made here
     * @throws InvalidDataException where they are elsewhere
     */
    public void require(Table table, Path expected) {
        Path location = new Path(table.location());
        if (!location.toUri().getPath().equals(expected.toUri().getPath())) {
            throw elsewhere("another place, with " + table.name() + " in " + location);
        }
    }

    /** The first command that writes here says that this is the place. The caller holds the lock. */
    public void claim() {
        workspace.createText(file(), workspace.root() + "\n");
    }

    /** From now on this is the place. The caller holds the lock. */
    public void move() {
        workspace.replaceText(file(), workspace.root() + "\n");
    }

    private Path file() {
        return new Path(workspace.root(), "_home");
    }

    private InvalidDataException elsewhere(String home) {
        return new InvalidDataException("Cannot use workspace " + workspace.root() + ": it was made in " + home
                + " and was moved or copied here, so that its tables name files there; expected it at that place, or"
                + " galaxy-vae adopt --workspace " + workspace.root() + " first, which makes it stand alone");
    }

    private boolean isHere(Path home) {
        if (home.equals(workspace.root())) {
            return true;
        }
        FileSystem files = workspace.files();
        try {
            files.makeQualified(home); // knows default ports, and refuses another file system
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (home.toUri().getPath().equals(workspace.root().toUri().getPath())) {
            return true;
        }
        return WholeFile.withoutChecksums(files) instanceof RawLocalFileSystem local
                && isSame(
                        local.pathToFile(home).toPath(),
                        local.pathToFile(workspace.root()).toPath());
    }

    /** Through symbolic links and mounts. */
    private static boolean isSame(java.nio.file.Path one, java.nio.file.Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tell whether " + one + " is " + other, e);
        }
    }
}
