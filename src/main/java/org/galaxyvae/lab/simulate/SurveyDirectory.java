package org.galaxyvae.lab.simulate;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.base.table.WholeFile;

/**
 * A simulation on disk: {@code images/}, {@code catalog.csv}, and {@code _SIMULATION}, which says that the directory may be
 * overwritten and with which options it was made.
 *
 * <p>Every file is written whole under {@code _temporary} and renamed; the catalog comes last, so a directory with a
 * catalog is complete.
 */
final class SurveyDirectory {
    private static final String MARK = "galaxy-vae simulation\n";
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileSystem files;
    private final Path root;

    SurveyDirectory(String uri, Configuration configuration) throws IOException {
        root = new Path(uri);
        FileSystem found = root.getFileSystem(configuration);
        // Without the layer that leaves a .crc file beside every image.
        files = WholeFile.withoutChecksums(found);
    }

    Path images() {
        return new Path(root, "images");
    }

    Path catalog() {
        return new Path(root, "catalog.csv");
    }

    /**
     * Makes the directory ready: removes an old catalog, and the old images where the options differ.
     *
     * @throws IllegalArgumentException if the directory holds something else
     */
    void prepare(SimulationOptions options) throws IOException {
        String mark = mark(options);
        if (!isFresh()) {
            String old = oldMark();
            if (!old.startsWith(MARK)) {
                throw new IllegalArgumentException("Cannot simulate into " + root
                        + ": it holds other files, expected an empty directory or an earlier simulation");
            }
            files.delete(catalog(), false);
            files.delete(temporary(), true);
            if (!old.equals(mark)) {
                files.delete(images(), true);
            }
        }
        files.mkdirs(root);
        writeTo(markFile(), mark.getBytes(StandardCharsets.UTF_8));
        files.mkdirs(images());
        files.mkdirs(temporary());
    }

    /** Writes one cutout; {@code attempt} keeps two attempts at the same task apart. */
    void write(Cutout cutout, long attempt) throws IOException {
        Path part = new Path(temporary(), attempt + "-" + cutout.row().objectId());
        writeTo(part, cutout.jpeg());
        move(part, new Path(root, cutout.row().file()));
    }

    /** Writes the catalog lines of one slice, each with its line end. */
    void writeCatalogPart(int slice, String lines, long attempt) throws IOException {
        Path part = new Path(temporary(), attempt + "-catalog");
        writeTo(part, lines.getBytes(StandardCharsets.UTF_8));
        move(part, catalogPart(slice));
    }

    /** Joins the parts of slices 0 to {@code slices} - 1 and publishes the catalog; the simulation is complete then. */
    void publishCatalog(int slices) throws IOException {
        Path joined = new Path(temporary(), "catalog.csv");
        try (OutputStream out = new BufferedOutputStream(create(joined), BUFFER_BYTES)) {
            out.write((CatalogRow.HEADER + "\n").getBytes(StandardCharsets.UTF_8));
            for (int slice = 0; slice < slices; slice++) {
                try (InputStream in = files.open(catalogPart(slice))) {
                    in.transferTo(out);
                }
            }
        }
        move(joined, catalog());
        files.delete(temporary(), true);
    }

    private boolean isFresh() throws IOException {
        try {
            // Listing a plain file gives the file itself: it counts as other content.
            return files.listStatus(root).length == 0;
        } catch (FileNotFoundException e) {
            return true;
        }
    }

    private String oldMark() throws IOException {
        if (!files.getFileStatus(root).isDirectory() || !files.exists(markFile())) {
            return "";
        }
        try (InputStream in = files.open(markFile())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String mark(SimulationOptions options) {
        return MARK + "count " + options.count() + "\nsize_pixels " + options.sizePixels() + "\nfixed_scale "
                + options.fixedScale() + "\nseed " + options.seed() + "\nanomaly_fraction "
                + options.anomalyFraction() + "\n" + (options.independentFactors() ? "independent_factors\n" : "");
    }

    private Path markFile() {
        return new Path(root, "_SIMULATION");
    }

    private Path temporary() {
        return new Path(root, "_temporary");
    }

    private Path catalogPart(int slice) {
        return new Path(temporary(), "catalog-" + slice);
    }

    private OutputStream create(Path path) throws IOException {
        // This overload sets no permission, which on a local disk would start a process for each file.
        return files.create(
                path, true, BUFFER_BYTES, files.getDefaultReplication(path), files.getDefaultBlockSize(path), null);
    }

    private void writeTo(Path path, byte[] bytes) throws IOException {
        try (OutputStream out = create(path)) {
            out.write(bytes);
        }
    }

    private void move(Path from, Path to) throws IOException {
        if (files.rename(from, to)) {
            return;
        }
        // Not every file system replaces a file by a rename.
        files.delete(to, false);
        if (!files.rename(from, to)) {
            throw new IOException("Cannot rename " + from + " to " + to);
        }
    }
}
