package org.galaxyvae.pixel.format;

import java.awt.Rectangle;
import java.util.List;
import org.galaxyvae.pixel.sky.SkyPosition;
import org.galaxyvae.pixel.sky.Wcs;
import org.jspecify.annotations.Nullable;

/**
 * An opened image whose pixels are decoded where and when they are asked for. Rows are counted from the top, as in a picture;
 * what FITS stores bottom row first has been turned.
 *
 * @param width pixels
 * @param height pixels
 * @param bands their names in the order of the pixels' values; {@code red,green,blue} or {@code gray} of a picture
 * @param flux whether values are light as measured (linear, any unit, NaN where there is none) rather than 0 to 255 to look at
 * @param wcs positions, in FITS's own count of pixels; null where unknown
 * @param hdu the number of the HDU it comes from, the first is 0; 0 for all that is no FITS
 * @param source decodes its parts
 */
public record Frame(
        int width,
        int height,
        List<String> bands,
        boolean flux,
        @Nullable Wcs wcs,
        int hdu,
        Source source) {
    /** Bands of a color picture. */
    public static final List<String> COLORS = List.of("red", "green", "blue");

    /** The band of a gray picture. */
    public static final String GRAY = "gray";

    public Frame {
        bands = List.copyOf(bands);
        if (width < 1 || height < 1 || bands.isEmpty()) {
            throw new IllegalArgumentException("Invalid frame: " + width + " x " + height + " pixels of " + bands
                    + ", expected at least one pixel and band");
        }
    }

    /** Decodes a part of the frame. */
    @FunctionalInterface
    public interface Source {
        /**
         * The pixels of a rectangle that lies inside the frame.
         *
         * @throws RejectedImageException where they cannot be decoded
         */
        FrameRows read(Rectangle region) throws RejectedImageException;
    }

    /**
     * The pixels of a rectangle.
     *
     * @throws IllegalArgumentException where it does not lie inside the frame
     * @throws RejectedImageException where they cannot be decoded
     */
    public FrameRows region(Rectangle region) throws RejectedImageException {
        if (region.isEmpty() || !new Rectangle(width, height).contains(region)) {
            throw new IllegalArgumentException(
                    "Invalid region: " + region + ", expected one inside " + width + " x " + height + " pixels");
        }
        return source.read(region);
    }

    /** The side of a pixel; NaN where unknown. */
    public double pixelScaleArcsec() {
        return wcs == null ? Double.NaN : wcs.pixelScaleArcsec();
    }

    /** Right ascension of the frame's center, degrees; NaN where unknown. */
    public double raDeg() {
        return center().raDeg();
    }

    /** Declination of the frame's center, degrees; NaN where unknown. */
    public double decDeg() {
        return center().decDeg();
    }

    private SkyPosition center() {
        return wcs == null ? new SkyPosition(Double.NaN, Double.NaN) : wcs.skyOf((width + 1) / 2.0, (height + 1) / 2.0);
    }
}
