package org.galaxyvae.survey.source;

import java.lang.reflect.Array;
import java.util.List;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.survey.source.SourceImage.Part;
import org.jspecify.annotations.Nullable;

/** The images of an HDF5 file, a few megabytes at a time. */
final class Hdf5Images extends Images {
    private static final long BLOCK_BYTES = 16L << 20;

    private final SourceFile source;
    private final Hdf5File file;
    private final @Nullable Object ids;
    private final @Nullable Object ra;
    private final @Nullable Object dec;
    private final int until;
    private final int blockImages;
    private int at;
    private int blockStart;
    private @Nullable Object block;
    private boolean broken;

    /** Images number {@code from} to {@code until}. */
    Hdf5Images(SourceFile source, Hdf5File file, SourceOptions options, long from, long until)
            throws RejectedImageException {
        this.source = source;
        this.file = file;
        if ((long) file.height() * file.width() > options.maxMegapixels() * 1_000_000L) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE,
                    "Images of " + file.width() + " x " + file.height() + " pixels, expected at most "
                            + options.maxMegapixels() + " megapixels");
        }
        this.at = (int) from;
        this.until = (int) Math.min(until, file.count());
        this.blockImages = file.imagesIn(BLOCK_BYTES);
        this.ids = file.column(options.idColumn());
        this.ra = file.column(options.raColumn());
        this.dec = file.column(options.decColumn());
    }

    @Override
    public SourceKind kind() {
        return SourceKind.HDF5;
    }

    @Override
    @Nullable
    SourceImage advance() {
        if (broken || at >= until) {
            return null;
        }
        int image = at++;
        Object pixels;
        try {
            pixels = Array.get(block(image), image - blockStart);
        } catch (RuntimeException e) {
            broken = true;
            return SourceImage.broken(
                    source.uri(),
                    source.uri(),
                    new RejectedImageException(
                            RejectReason.UNREADABLE, "HDF5 file breaks at image " + image + ": " + e.getMessage(), e));
        }
        String stem = SourcePath.stem(source.uri());
        return new SourceImage(
                source.uri() + "#" + image,
                stem + "_" + image + ".h5", // with an extension, since all paths are read so
                Hdf5File.text(ids, image),
                Hdf5File.number(ra, image),
                Hdf5File.number(dec, image),
                () -> List.of(new Part(
                        "", NestedPixels.frame(pixels, file.height(), file.width(), file.bands(), file.isDisplay()))));
    }

    private Object block(int image) {
        Object current = block;
        if (current == null || image >= blockStart + Array.getLength(current)) {
            current = file.read(image, Math.min(blockImages, until - image));
            block = current;
            blockStart = image;
        }
        return current;
    }

    @Override
    void release() {
        file.close();
    }
}
