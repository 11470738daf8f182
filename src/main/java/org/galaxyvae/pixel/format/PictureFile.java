package org.galaxyvae.pixel.format;

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

/**
 * A JPEG, PNG, TIFF or GIF, decoded by the Java platform.
 *
 * @param file all its bytes
 */
record PictureFile(ImageFormat format, byte[] file, PictureHeader header) implements Frame.Source {
    /**
     * Reads the header.
     *
     * @throws RejectedImageException where the file is not whole, too large, or nothing that is read
     */
    static Frame open(ImageFormat format, byte[] file, int maxMegapixels) throws RejectedImageException {
        PictureHeader header = switch (format) {
            case JPEG -> JpegMarkers.header(file);
            case PNG -> PngChunks.header(file);
            case GIF -> GifBlocks.header(file);
            case TIFF -> TiffDirectory.header(file);
            default -> throw new IllegalArgumentException("Invalid format: " + format + ", expected a picture's");
        };
        header.checked(format, maxMegapixels);
        return new Frame(
                header.width(), header.height(), header.bands(), false, null, 0, new PictureFile(format, file, header));
    }

    @Override
    public FrameRows read(Rectangle region) throws RejectedImageException {
        ImageReader reader = reader();
        // a stream over memory: nothing goes through a temporary file
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            return read(reader, stream, region);
        } catch (IOException | RuntimeException e) {
            // the decoders answer to broken headers with nearly every unchecked exception there is
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, format + ": " + RejectedImageException.oneLine(e), e);
        } finally {
            reader.dispose();
        }
    }

    private FrameRows read(ImageReader reader, ImageInputStream stream, Rectangle region)
            throws IOException, RejectedImageException {
        String[] missing = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                missing[0] = warning;
            }
        });
        reader.setInput(stream, true, true);
        ImageReadParam wanted = reader.getDefaultReadParam();
        wanted.setSourceRegion(region);
        FrameRows rows;
        if (header.color() == PictureHeader.Color.DECODED) {
            BufferedImage image = reader.read(0, wanted);
            rows = new DecodedPicture(image, region.width, header);
        } else {
            rows = new FourColors(reader.readRaster(0, wanted), region.width, header); // read() refuses four colors
        }
        if (missing[0] != null) {
            throw new RejectedImageException(RejectReason.TRUNCATED, Objects.requireNonNull(missing[0]));
        }
        return rows;
    }

    private ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.readerName());
        if (!readers.hasNext()) {
            throw new IllegalStateException("This Java has no decoder for " + format);
        }
        return readers.next();
    }
}
