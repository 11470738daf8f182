package org.galaxyvae.pixel.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.sky.UnsupportedProjectionException;
import org.galaxyvae.pixel.sky.Wcs;
import org.jspecify.annotations.Nullable;

/** The images of a FITS file. */
final class FitsFile {
    /** The most a tensor has: a cube with more pixels in all than so many full frames is refused. */
    private static final int BANDS_MOST = 5;

    private final FitsBytes file;
    private final int maxMegapixels;
    private final List<String> seen = new ArrayList<>();

    private FitsFile(FitsBytes file, int maxMegapixels) {
        this.file = file;
        this.maxMegapixels = maxMegapixels;
    }

    /**
     * Its images, or the first of them.
     *
     * @return at least one
     * @throws RejectedImageException where there is none, or one is not whole or too large
     */
    static List<Frame> open(ImageFormat format, byte[] bytes, int maxMegapixels, boolean all)
            throws RejectedImageException {
        FitsBytes file = FitsBytes.of(format, bytes, Frames.longestFileBytes(maxMegapixels));
        if (format != ImageFormat.FITS && (!file.reaches(9) || !text(file, 0, 9).equals("SIMPLE  ="))) {
            throw new RejectedImageException(
                    RejectReason.UNSUPPORTED_TYPE, "Looks like " + format + " of something else than FITS");
        }
        return new FitsFile(file, maxMegapixels).images(all);
    }

    private List<Frame> images(boolean all) throws RejectedImageException {
        List<FitsHdu> images = new ArrayList<>();
        FitsHeader primary = FitsHeader.read(file, 0);
        FitsHdu hdu = FitsHdu.of(0, primary, 0);
        while (hdu != null) {
            seen.add(hdu.description());
            if (hdu.isImage()) {
                images.add(checked(hdu));
                if (!all) {
                    break;
                }
            }
            hdu = next(hdu);
        }
        if (images.isEmpty()) {
            throw new RejectedImageException(
                    RejectReason.UNSUPPORTED_TYPE, "FITS without an image: " + String.join("; ", seen));
        }
        List<Frame> frames = new ArrayList<>();
        for (FitsHdu image : images) { // last, since unpacking moves the bytes
            frames.add(frame(image, primary));
        }
        return frames;
    }

    private @Nullable FitsHdu next(FitsHdu hdu) throws RejectedImageException {
        long at = hdu.end();
        if (!file.reaches(at + 8) || !text(file, (int) at, 8).equals("XTENSION")) {
            requireData(hdu);
            return null; // nothing more, or what the standard calls special records
        }
        return FitsHdu.of(hdu.number() + 1, FitsHeader.read(file, at), at);
    }

    private FitsHdu checked(FitsHdu hdu) throws RejectedImageException {
        Frames.requireSize(hdu.width(), hdu.height(), maxMegapixels);
        if ((double) hdu.width() * hdu.height() * hdu.depth() > BANDS_MOST * maxMegapixels * 1e6) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE,
                    hdu.depth() + " bands of " + hdu.width() + " x " + hdu.height() + " pixels, expected at most "
                            + BANDS_MOST + " times " + maxMegapixels + " megapixels");
        }
        requireData(hdu);
        return hdu;
    }

    private void requireData(FitsHdu hdu) throws RejectedImageException {
        if (!file.reaches(hdu.dataStart() + hdu.dataBytes())) {
            throw new RejectedImageException(
                    RejectReason.TRUNCATED,
                    "FITS of " + file.length() + " bytes, expected " + hdu.dataBytes() + " bytes of HDU " + hdu.number()
                            + " at " + hdu.dataStart());
        }
    }

    private Frame frame(FitsHdu hdu, FitsHeader primary) throws RejectedImageException {
        List<String> bands = bands(hdu, primary);
        int width = (int) hdu.width();
        int height = (int) hdu.height();
        Frame.Source source = hdu.compressed()
                ? new FitsTiles(file.array(), hdu)
                : FitsSamples.of(file.array(), hdu.dataStart(), hdu);
        return new Frame(width, height, bands, true, wcs(hdu.header()), hdu.number(), source);
    }

    /** A picture without positions is a picture all the same. */
    private static @Nullable Wcs wcs(FitsHeader header) {
        try {
            return Wcs.of(header.values()).orElse(null);
        } catch (UnsupportedProjectionException e) {
            return null;
        }
    }

    /** The names that the header gives, as surveys do it: BAND or FILTER; BAND0, BAND1, ... or BANDS of a cube. */
    private static List<String> bands(FitsHdu hdu, FitsHeader primary) {
        int count = (int) hdu.depth();
        if (count == 1) {
            for (FitsHeader header : List.of(hdu.header(), primary)) {
                for (String key : List.of("BAND", "FILTER", "FILTER1", "FILTER2")) {
                    String name = header.text(key).trim().split("\\s+", 2)[0];
                    if (!name.isEmpty() && !name.startsWith("CLEAR")) {
                        return List.of(name);
                    }
                }
            }
            return List.of("b1");
        }
        int first = hdu.header().text("BAND0").isEmpty() ? 1 : 0;
        String letters = hdu.header().text("BANDS").trim();
        List<String> names = IntStream.range(0, count)
                .mapToObj(i -> {
                    String name = hdu.header().text("BAND" + (first + i)).trim();
                    return name.isEmpty() && letters.length() == count ? letters.substring(i, i + 1) : name;
                })
                .toList();
        boolean named = !names.contains("") && new HashSet<>(names).size() == count;
        return named
                ? names
                : IntStream.rangeClosed(1, count).mapToObj(i -> "b" + i).toList();
    }

    private static String text(FitsBytes file, int start, int length) {
        return new String(file.array(), start, length, StandardCharsets.ISO_8859_1);
    }
}
