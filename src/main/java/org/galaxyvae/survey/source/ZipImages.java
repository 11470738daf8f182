package org.galaxyvae.survey.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.survey.source.SourceImage.Part;
import org.jspecify.annotations.Nullable;

/** The images of a zip archive (zip64 too), by its central directory: any part can be read without what is before it. */
final class ZipImages extends Images {
    private final SourceFile file;
    private final SourceOptions options;
    private final ZipFile zip;
    private final Enumeration<ZipArchiveEntry> entries;
    private final MemberNames names;
    private final long from;
    private final long until;
    private long at;
    private long skipped;

    /** Members number {@code from} to {@code until}, not counting folders. */
    ZipImages(SourceFile file, HadoopChannel channel, SourceOptions options, long from, long until) throws IOException {
        this.file = file;
        this.options = options;
        this.from = from;
        this.until = until;
        this.names = new MemberNames(file.uri());
        // the local headers would cost one seek a member just to open the archive
        this.zip = new ZipFile(channel, file.uri(), "UTF8", true, true);
        this.entries = zip.getEntriesInPhysicalOrder();
    }

    /** How many members there are, not counting folders. */
    static long count(SourceFile file, HadoopChannel channel) throws IOException {
        try (ZipFile zip = new ZipFile(channel, file.uri(), "UTF8", true, true)) {
            long members = 0;
            for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
                members += all.nextElement().isDirectory() ? 0 : 1;
            }
            return members;
        }
    }

    @Override
    public SourceKind kind() {
        return SourceKind.ZIP;
    }

    @Override
    @Nullable
    SourceImage advance() {
        while (entries.hasMoreElements() && at < until) {
            ZipArchiveEntry entry = entries.nextElement();
            if (entry.isDirectory()) {
                continue;
            }
            String uri = names.uri(
                    entry.getName()); // of members before the range too: equal names are counted from the start
            if (at++ < from) {
                continue;
            }
            if (entry.isUnixSymlink() || SourcePath.isBesideImages(entry.getName())) {
                skipped++;
            } else {
                return SourceImage.of(uri, entry.getName(), () -> open(entry));
            }
        }
        return null;
    }

    private List<Part> open(ZipArchiveEntry entry) throws RejectedImageException {
        if (!zip.canReadEntryData(entry)) {
            String why = entry.getGeneralPurposeBit().usesEncryption() ? "it is encrypted" : "its packing is unknown";
            throw new RejectedImageException(RejectReason.UNREADABLE, "Cannot read the member: " + why);
        }
        byte[] bytes;
        try (InputStream stream = zip.getInputStream(entry)) {
            bytes = ByteLimit.read(stream, options.longestFile());
        } catch (IOException | RuntimeException e) {
            throw new RejectedImageException(RejectReason.UNREADABLE, "Cannot unpack the member: " + e.getMessage(), e);
        }
        if (entry.getSize() >= 0 && bytes.length != entry.getSize()) {
            throw new RejectedImageException(
                    RejectReason.TRUNCATED, "Member of " + bytes.length + " bytes, expected " + entry.getSize());
        }
        return new ImageBytes(options).open(bytes, SourcePath.name(entry.getName()));
    }

    @Override
    public long skipped() {
        return skipped;
    }

    @Override
    void release() throws IOException {
        zip.close();
    }

    @Override
    public String toString() {
        return file.uri();
    }
}
