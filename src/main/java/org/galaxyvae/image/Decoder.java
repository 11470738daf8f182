package org.galaxyvae.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes the part of a JPEG or PNG that is wanted; refuses what is not whole, too large or too small. */
final class Decoder {
    private Decoder() {}

    /** Which part of a picture is wanted, by its size. */
    interface Crop {
        /** The pixels that are needed, inside width × height. */
        Rectangle of(int width, int height) throws RejectedImageException;
    }

    /**
     * Decodes a crop.
     *
     * @param file all bytes of the file
     * @param maxMegapixels larger pictures are refused by their header alone
     * @throws RejectedImageException with the reason
     */
    static DecodedPicture decode(byte[] file, int maxMegapixels, Crop crop) throws RejectedImageException {
        ImageFormat format = ImageFormat.of(file);
        if (!format.isComplete(file)) {
            throw new RejectedImageException(
                    RejectReason.TRUNCATED, format + " of " + file.length + " bytes ends before its end marker");
        }
        ImageReader reader = reader(format);
        // a stream over memory: nothing goes through a temporary file
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            return decode(reader, stream, maxMegapixels, crop);
        } catch (IOException | RuntimeException e) {
            // the decoders answer to broken headers with nearly every unchecked exception there is
            throw new RejectedImageException(RejectReason.UNREADABLE, format + ": " + oneLine(e), e);
        } finally {
            reader.dispose();
        }
    }

    private static DecodedPicture decode(ImageReader reader, ImageInputStream stream, int maxMegapixels, Crop crop)
            throws IOException, RejectedImageException {
        String[] missing = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                missing[0] = warning;
            }
        });
        reader.setInput(stream, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > maxMegapixels * 1_000_000L) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE,
                    width + " x " + height + " pixels, expected at most " + maxMegapixels + " megapixels");
        }
        Rectangle region = crop.of(width, height);
        ImageReadParam wanted = reader.getDefaultReadParam();
        wanted.setSourceRegion(region);
        BufferedImage image = reader.read(0, wanted);
        if (missing[0] != null) {
            throw new RejectedImageException(RejectReason.TRUNCATED, Objects.requireNonNull(missing[0]));
        }
        return new DecodedPicture(image, region);
    }

    private static ImageReader reader(ImageFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.readerName());
        if (!readers.hasNext()) {
            throw new IllegalStateException("This Java has no decoder for " + format);
        }
        return readers.next();
    }

    private static String oneLine(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return (message == null ? failure.getClass().getSimpleName() : message)
                .lines()
                .findFirst()
                .orElse("");
    }
}
