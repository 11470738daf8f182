package org.galaxyvae.pixel.format;

import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.image.compression.hdu.CompressedImageHDU;

/**
 * A tile-compressed image, decompressed as a whole by the library.
 *
 * @param file unpacked bytes of the whole file
 */
record FitsTiles(byte[] file, FitsHdu hdu) implements Frame.Source {
    /** What the library has to say of a broken file is said by the reject; held, since loggers that nobody holds are forgotten. */
    private static final Logger LIBRARY = Logger.getLogger("nom.tam");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    @Override
    public FrameRows read(Rectangle region) throws RejectedImageException {
        FitsTileTable.requireSound(file, hdu);
        Object[] planes = planes(decompressed());
        boolean floating = hdu.header().whole("ZBITPIX", 0) < 0;
        FitsScale scale = FitsScale.of(hdu.header(), floating);
        int height = (int) hdu.height();
        int depth = planes.length;
        return (row, into) -> {
            int stored = height - 1 - region.y - row;
            for (int band = 0; band < depth; band++) {
                Object line = ((Object[]) planes[band])[stored];
                for (int column = 0; column < region.width; column++) {
                    into[column * depth + band] = sample(line, region.x + column, scale);
                }
            }
        };
    }

    private Object decompressed() throws RejectedImageException {
        byte[] primary = primary();
        int start = (int) hdu.start();
        int length = (int) Math.min(hdu.end(), file.length) - start;
        InputStream stream = new SequenceInputStream(
                new ByteArrayInputStream(primary), new ByteArrayInputStream(file, start, length));
        try (Fits fits = new Fits(stream)) {
            fits.readHDU();
            BasicHDU<?> table = fits.readHDU();
            if (!(table instanceof CompressedImageHDU image)) {
                throw new RejectedImageException(RejectReason.UNREADABLE, "HDU " + hdu.number() + " is no image");
            }
            return image.asImageHDU().getKernel();
        } catch (IOException | RuntimeException e) {
            // as decoders of pictures do, the library answers to broken bytes with nearly every unchecked exception
            throw new RejectedImageException(
                    RejectReason.UNREADABLE,
                    "Cannot decompress HDU " + hdu.number() + ": " + RejectedImageException.oneLine(e),
                    e);
        }
    }

    /** A file that starts with an empty primary HDU: the library need not see those before this one. */
    private static byte[] primary() {
        StringBuilder cards = new StringBuilder();
        for (String card : new String[] {
            "SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0", "END"
        }) {
            cards.append(card).append(" ".repeat(80 - card.length()));
        }
        cards.append(" ".repeat(FitsHeader.BLOCK - cards.length()));
        return cards.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Each [row][column]; a cube's outermost axis is its last. */
    private Object[] planes(Object kernel) throws RejectedImageException {
        Object planes = kernel;
        for (int extra = hdu.axes().size(); extra > 3; extra--) {
            planes = Array.get(planes, 0);
        }
        return hdu.axes().size() == 2 ? new Object[] {planes} : (Object[]) planes;
    }

    private static float sample(Object line, int column, FitsScale scale) {
        if (line instanceof float[] floats) {
            return scale.of(floats[column]);
        }
        if (line instanceof double[] doubles) {
            return scale.of(doubles[column]);
        }
        if (line instanceof byte[] bytes) {
            return scale.of((long) (bytes[column] & 0xFF));
        }
        return scale.of(Array.getLong(line, column));
    }
}
