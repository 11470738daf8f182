package org.galaxyvae.survey.source;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.Mosaic;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.jspecify.annotations.Nullable;

/** Opens sources, each by what its first bytes say it is. */
public final class SourceReader {
    /** Sources shorter than this are one task's work anyway, and are not opened to be divided. */
    private static final long DIVIDED_BYTES = 4L << 20;

    private final Configuration hadoop;
    private final SourceOptions options;

    public SourceReader(Configuration hadoop, SourceOptions options) {
        this.hadoop = hadoop;
        this.options = options;
    }

    /**
     * The images of a part of a source; what cannot be opened is one broken image.
     *
     * @param positions what is cut from mosaics; null where there are none
     */
    public Images images(SourceRange range, @Nullable CutoutPositions positions) {
        SourceFile file = range.file();
        try {
            if (file.mosaic()) {
                return new MosaicImages(file, mosaic(file), Objects.requireNonNull(positions, "positions"));
            }
            return file.isJoined() ? new OneImage(joined(file)) : opened(range);
        } catch (RejectedImageException e) {
            return new OneImage(SourceImage.broken(file.uri(), file.uri(), e));
        } catch (FileNotFoundException e) {
            return broken(file, "Cannot open: the file went away after it was listed", e);
        } catch (IOException | RuntimeException e) {
            return broken(file, "Cannot open: " + e.getMessage(), e);
        }
    }

    private static Images broken(SourceFile file, String message, Exception cause) {
        return new OneImage(SourceImage.broken(
                file.uri(), file.uri(), new RejectedImageException(RejectReason.UNREADABLE, message, cause)));
    }

    private SourceImage joined(SourceFile file) throws IOException, RejectedImageException {
        List<byte[]> parts = new ArrayList<>();
        for (String part : file.parts()) {
            parts.add(bytes(part));
        }
        String name = SourcePath.name(file.uri());
        return SourceImage.of(
                file.uri(), BandNames.path(file.uri()), () -> new ImageBytes(options).join(parts, file.bands(), name));
    }

    private Mosaic mosaic(SourceFile file) throws IOException, RejectedImageException {
        List<Frame> frames = new ArrayList<>();
        for (String part : file.parts()) {
            frames.add(Frames.open(bytes(part), options.maxMegapixels(), SourcePath.name(part)));
        }
        List<String> bands =
                file.isJoined() ? file.bands() : List.of(frames.get(0).bands().get(0));
        return Mosaic.of(frames, bands);
    }

    private byte[] bytes(String uri) throws IOException, RejectedImageException {
        try (FSDataInputStream stream = open(uri, hadoop)) {
            return ByteLimit.read(stream, options.longestFile());
        }
    }

    private Images opened(SourceRange range) throws IOException, RejectedImageException {
        SourceFile file = range.file();
        FSDataInputStream stream = open(file.uri(), hadoop);
        boolean kept = false;
        try {
            byte[] head = stream.readNBytes((int) Math.min(SourceKind.HEAD_BYTES, file.lengthBytes() + 1));
            SourceKind kind = SourceKind.of(head);
            if (kind == SourceKind.IMAGE) {
                byte[] bytes = head.length <= file.lengthBytes() ? whole(head, stream) : head;
                return new OneImage(image(file, bytes));
            }
            Images images = container(kind, range, stream);
            kept = true;
            return images;
        } finally {
            if (!kept) {
                stream.close();
            }
        }
    }

    private SourceImage image(SourceFile file, byte[] bytes) {
        String name = SourcePath.name(file.uri());
        return SourceImage.of(file.uri(), file.uri(), () -> {
            if (bytes.length < file.lengthBytes()) {
                throw new RejectedImageException(
                        RejectReason.TRUNCATED,
                        "File of " + bytes.length + " bytes, " + file.lengthBytes() + " when it was listed");
            }
            return new ImageBytes(options).open(bytes, name);
        });
    }

    private byte[] whole(byte[] head, InputStream rest) throws IOException, RejectedImageException {
        if (head.length < SourceKind.HEAD_BYTES) {
            return head;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(2 * head.length);
        all.write(head);
        all.write(ByteLimit.read(rest, options.longestFile() - head.length));
        return all.toByteArray();
    }

    private Images container(SourceKind kind, SourceRange range, FSDataInputStream stream)
            throws IOException, RejectedImageException {
        SourceFile file = range.file();
        stream.seek(0);
        HadoopChannel channel = new HadoopChannel(stream, file.lengthBytes());
        return switch (kind) {
            case ZIP -> zip(file, channel, range);
            case TAR, TAR_GZIP, TAR_BZIP2 ->
                new TarImages(file, kind, unpacked(kind, stream), options, range.from(), range.until());
            case HDF5 ->
                new Hdf5Images(file, Hdf5File.open(channel, file.uri(), options), options, range.from(), range.until());
            case PARQUET -> {
                stream.close(); // its reader opens files itself
                yield new ParquetImages(
                        file,
                        ParquetFile.open(file.uri(), hadoop, options.imageColumn()),
                        options,
                        range.from(),
                        range.until());
            }
            case IMAGE, MOSAIC -> throw new IllegalStateException("No container: " + kind);
        };
    }

    private Images zip(SourceFile file, HadoopChannel channel, SourceRange range) throws RejectedImageException {
        try {
            return new ZipImages(file, channel, options, range.from(), range.until());
        } catch (IOException | RuntimeException e) {
            // the directory stands at the end: a zip that was cut has none
            throw new RejectedImageException(
                    RejectReason.TRUNCATED, "Cannot find the archive's directory: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(SourceKind kind, FSDataInputStream stream) throws IOException {
        return switch (kind) {
            case TAR_GZIP -> new GZIPInputStream(stream, 1 << 16);
            case TAR_BZIP2 -> new BZip2CompressorInputStream(stream, true);
            default -> stream;
        };
    }

    static FSDataInputStream open(String uri, Configuration hadoop) throws IOException {
        Path path = new Path(uri);
        FileSystem files = path.getFileSystem(hadoop);
        // Hadoop's checksums of local files would look for one more file beside each, and images have none
        return files instanceof LocalFileSystem local ? local.getRawFileSystem().open(path) : files.open(path);
    }

    /** How many images a source holds (row groups' rows together), 1 where that is not known beforehand, and its parts. */
    public record Extent(long images, List<SourceRange> ranges) implements Serializable {
        /** A source that is read in one piece. */
        public static Extent one(SourceFile file) {
            return new Extent(1, List.of(SourceRange.whole(file)));
        }
    }

    /** Whether {@link #divide} would open the file at all. */
    public static boolean isWorthDividing(SourceFile file) {
        return !file.mosaic() && !file.isJoined() && file.lengthBytes() >= DIVIDED_BYTES;
    }

    /**
     * Divides a source into ranges of about {@code imagesEach}, reading no more than its directory. What cannot be divided or is
     * broken is one range.
     */
    public Extent divide(SourceFile file, int imagesEach) {
        Extent one = Extent.one(file);
        if (!isWorthDividing(file)) {
            return one;
        }
        try (FSDataInputStream stream = open(file.uri(), hadoop)) {
            // what is packed cannot be divided, so it need not be looked into
            SourceKind kind = SourceKind.of(stream.readNBytes(SourceKind.UNPACKED_HEAD_BYTES));
            stream.seek(0);
            HadoopChannel channel = new HadoopChannel(stream, file.lengthBytes());
            return switch (kind) {
                case IMAGE, MOSAIC, TAR_GZIP, TAR_BZIP2 -> one;
                case ZIP -> even(file, ZipImages.count(file, channel), imagesEach);
                case TAR -> even(file, TarImages.count(stream), imagesEach);
                case HDF5 -> {
                    try (Hdf5File hdf5 = Hdf5File.open(channel, file.uri(), options)) {
                        yield even(file, hdf5.count(), imagesEach);
                    }
                }
                case PARQUET -> {
                    try (ParquetFile parquet = ParquetFile.open(file.uri(), hadoop, options.imageColumn())) {
                        yield byGroup(file, parquet.groupRows());
                    }
                }
            };
        } catch (IOException | RuntimeException | RejectedImageException e) {
            return one; // whoever reads it says what is wrong
        }
    }

    private static Extent even(SourceFile file, long images, int imagesEach) {
        List<SourceRange> ranges = new ArrayList<>();
        long parts = Math.max(1, (images + imagesEach - 1) / imagesEach);
        for (long part = 0; part < parts; part++) {
            long until = part == parts - 1 ? Long.MAX_VALUE : images * (part + 1) / parts;
            ranges.add(new SourceRange(file, images * part / parts, until));
        }
        return new Extent(images, ranges);
    }

    private static Extent byGroup(SourceFile file, List<Long> rows) {
        List<SourceRange> ranges = new ArrayList<>();
        for (int group = 0; group < rows.size(); group++) {
            ranges.add(new SourceRange(file, group, group + 1));
        }
        long images = rows.stream().mapToLong(Long::longValue).sum();
        return ranges.isEmpty() ? new Extent(0, List.of(SourceRange.whole(file))) : new Extent(images, ranges);
    }
}
