package org.galaxyvae.survey.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.jspecify.annotations.Nullable;

/** The images of a tar archive, front to back; what is not packed is stepped over without being read. */
final class TarImages extends Images {
    /** An archive ends with two such blocks of zeros; some writers forget the second. */
    private static final int END_MARK_BYTES = 512;

    private final SourceFile file;
    private final SourceKind kind;
    private final SourceOptions options;
    private final TrailingZeros packed;
    private final TarArchiveInputStream tar;
    private final MemberNames names;
    private final long from;
    private final long until;
    private long at;
    private long skipped;
    private boolean broken;

    /** Files number {@code from} to {@code until}. */
    TarImages(SourceFile file, SourceKind kind, InputStream unpacked, SourceOptions options, long from, long until) {
        this.file = file;
        this.kind = kind;
        this.options = options;
        this.from = from;
        this.until = until;
        this.names = new MemberNames(file.uri());
        this.packed = new TrailingZeros(unpacked);
        this.tar = new TarArchiveInputStream(packed, "UTF-8");
    }

    /** How many files there are. */
    static long count(InputStream unpacked) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, "UTF-8")) {
            long members = 0;
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                members += entry.isFile() ? 1 : 0;
            }
            return members;
        }
    }

    @Override
    public SourceKind kind() {
        return kind;
    }

    @Override
    @Nullable
    SourceImage advance() {
        try {
            return broken ? null : following();
        } catch (IOException | RuntimeException e) {
            broken = true; // members before this point are good
            RejectReason reason = endsTooEarly(e) ? RejectReason.TRUNCATED : RejectReason.UNREADABLE;
            String message = "Archive breaks after " + at + " files: " + e.getMessage();
            return SourceImage.broken(file.uri(), file.uri(), new RejectedImageException(reason, message, e));
        }
    }

    private static boolean endsTooEarly(Exception e) {
        return e instanceof EOFException
                || String.valueOf(e.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .matches(".*(truncated|unexpected end|eof).*");
    }

    private @Nullable SourceImage following() throws IOException {
        while (at < until) {
            TarArchiveEntry entry = tar.getNextTarEntry();
            if (entry == null) {
                if (packed.count() < END_MARK_BYTES) {
                    throw new EOFException("truncated, it has no end mark");
                }
                return null;
            }
            if (!entry.isFile()) {
                continue;
            }
            String uri = names.uri(entry.getName());
            if (at++ < from) {
                continue;
            }
            if (entry.isSymbolicLink() || entry.isLink() || SourcePath.isBesideImages(entry.getName())) {
                skipped++;
                continue;
            }
            byte[] bytes;
            try {
                bytes = ByteLimit.read(tar, options.longestFile());
            } catch (RejectedImageException e) {
                return SourceImage.broken(uri, entry.getName(), e);
            }
            String name = SourcePath.name(entry.getName());
            return SourceImage.of(uri, entry.getName(), () -> new ImageBytes(options).open(bytes, name));
        }
        return null;
    }

    @Override
    public long skipped() {
        return skipped;
    }

    @Override
    void release() throws IOException {
        tar.close();
    }
}
