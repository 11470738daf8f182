package org.galaxyvae.pixel.format;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Opens images of every kind as frames. */
public final class Frames {
    /** 16 bits and 4 bands a pixel, not packed. */
    private static final long LARGEST_PIXEL_BYTES = 8;

    private static final long METADATA_BYTES = 16L << 20;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Frames() {}

    /** The length, plain or unpacked, above which no file of so many megapixels is worth opening. */
    public static long longestFileBytes(int maxMegapixels) {
        return Math.min(LONGEST_ARRAY, maxMegapixels * 1_000_000L * LARGEST_PIXEL_BYTES + METADATA_BYTES);
    }

    /**
     * Opens a JPEG, PNG, TIFF, GIF or FITS (plain, gzip, bzip2 or tile-compressed), of a FITS its first image. What it is the
     * bytes decide. Headers are read and held against the limits; pixels are decoded when the frame is asked for them.
     *
     * @param file all its bytes; the frame keeps them
     * @param maxMegapixels larger images are refused before anything is allocated for them
     * @param name for messages; may be empty
     * @throws RejectedImageException whatever is wrong with the file, now or when its pixels are decoded
     */
    public static Frame open(byte[] file, int maxMegapixels, String name) throws RejectedImageException {
        return open(file, maxMegapixels, name, false).get(0);
    }

    /** All images of a FITS file in their order; of every other file its one frame. */
    public static List<Frame> openAll(byte[] file, int maxMegapixels, String name) throws RejectedImageException {
        return open(file, maxMegapixels, name, true);
    }

    private static List<Frame> open(byte[] file, int maxMegapixels, String name, boolean all)
            throws RejectedImageException {
        return guarded(name, () -> {
            ImageFormat format = ImageFormat.of(file);
            List<Frame> frames = switch (format) {
                case JPEG, PNG, GIF, TIFF -> List.of(PictureFile.open(format, file, maxMegapixels));
                case FITS, GZIP, BZIP2 -> FitsFile.open(format, file, maxMegapixels, all);
            };
            return frames.stream()
                    .map(frame -> with(
                            frame,
                            frame.bands(),
                            region -> guarded(name, () -> frame.source().read(region))))
                    .toList();
        });
    }

    /**
     * One frame of several that each hold one band of the same pixels.
     *
     * @param bandNames one for each frame, in their order; what the frames call themselves does not matter
     * @throws RejectedImageException where sizes differ or one has more bands
     */
    public static Frame join(List<Frame> frames, List<String> bandNames) throws RejectedImageException {
        if (frames.isEmpty() || frames.size() != bandNames.size()) {
            throw new IllegalArgumentException(
                    "Cannot join " + frames.size() + " frames as bands " + bandNames + ", expected one for each");
        }
        Frame first = frames.get(0);
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            if (frame.bands().size() != 1
                    || frame.width() != first.width()
                    || frame.height() != first.height()
                    || frame.flux() != first.flux()) {
                throw new RejectedImageException(
                        RejectReason.UNSUPPORTED_TYPE,
                        "Cannot join band " + bandNames.get(i) + " of " + shape(frame) + ", expected " + shape(first)
                                + " in one band, as " + bandNames.get(0) + " has");
            }
        }
        Frame placed =
                frames.stream().filter(frame -> frame.wcs() != null).findFirst().orElse(first);
        return new Frame(
                first.width(), first.height(), bandNames, first.flux(), placed.wcs(), first.hdu(), joined(frames));
    }

    private static Frame.Source joined(List<Frame> frames) {
        return region -> {
            List<FrameRows> rows = new ArrayList<>();
            for (Frame frame : frames) {
                rows.add(frame.region(region));
            }
            float[] one = new float[region.width];
            return (row, into) -> {
                for (int band = 0; band < rows.size(); band++) {
                    rows.get(band).row(row, one);
                    for (int column = 0; column < region.width; column++) {
                        into[column * rows.size() + band] = one[column];
                    }
                }
            };
        };
    }

    /**
     * A picture from an array.
     *
     * @param pixels row-major [row, column, band], unsigned bytes, top row first
     */
    public static Frame display(byte[] pixels, int height, int width, List<String> bands) {
        int depth = bands.size();
        requireLength(pixels.length, height, width, depth);
        return new Frame(width, height, bands, false, null, 0, region -> (row, into) -> {
            int at = ((region.y + row) * width + region.x) * depth;
            for (int i = 0; i < region.width * depth; i++) {
                into[i] = pixels[at + i] & 0xFF;
            }
        });
    }

    /**
     * Measured light from arrays.
     *
     * @param planes one a band, row-major [row, column], top row first; NaN where there is no value
     */
    public static Frame flux(float[][] planes, int height, int width, List<String> bands) {
        if (planes.length != bands.size()) {
            throw new IllegalArgumentException(
                    "Invalid planes: " + planes.length + ", expected one for each of bands " + bands);
        }
        for (float[] plane : planes) {
            requireLength(plane.length, height, width, 1);
        }
        return new Frame(width, height, bands, true, null, 0, region -> (row, into) -> {
            int at = (region.y + row) * width + region.x;
            for (int band = 0; band < planes.length; band++) {
                for (int column = 0; column < region.width; column++) {
                    float value = planes[band][at + column];
                    into[column * planes.length + band] = Float.isInfinite(value) ? Float.NaN : value;
                }
            }
        });
    }

    /** The frame with other names for its bands, or other pixels. */
    private static Frame with(Frame frame, List<String> bands, Frame.Source source) {
        return new Frame(frame.width(), frame.height(), bands, frame.flux(), frame.wcs(), frame.hdu(), source);
    }

    /** Refuses what is too large. */
    static void requireSize(long width, long height, int maxMegapixels) throws RejectedImageException {
        if ((double) width * height > maxMegapixels * 1e6) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE,
                    width + " x " + height + " pixels, expected at most " + maxMegapixels + " megapixels");
        }
    }

    private static void requireLength(int values, int height, int width, int depth) {
        if (values != (long) height * width * depth) {
            throw new IllegalArgumentException(
                    "Invalid pixels: " + values + " values, expected " + height + " x " + width + " x " + depth);
        }
    }

    private static String shape(Frame frame) {
        return String.format(
                Locale.ROOT,
                "%d x %d pixels of %s in bands %s",
                frame.width(),
                frame.height(),
                frame.flux() ? "flux" : "a picture",
                String.join(",", frame.bands()));
    }

    @FunctionalInterface
    private interface Decoding<T> {
        T run() throws RejectedImageException;
    }

    /** Whatever a file makes a decoder do, it is the file's fault alone, and the name is said. */
    private static <T> T guarded(String name, Decoding<T> decoding) throws RejectedImageException {
        try {
            return decoding.run();
        } catch (RejectedImageException e) {
            if (name.isEmpty()) {
                throw e;
            }
            throw new RejectedImageException(
                    e.reason(), name + ": " + Objects.requireNonNullElse(e.getMessage(), ""), e);
        } catch (RuntimeException e) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, name + ": cannot decode, " + RejectedImageException.oneLine(e), e);
        }
    }

    /** The part of a frame that a window covers; empty where it covers none. */
    public static Rectangle inside(Frame frame, Rectangle window) {
        return new Rectangle(frame.width(), frame.height()).intersection(window);
    }
}
