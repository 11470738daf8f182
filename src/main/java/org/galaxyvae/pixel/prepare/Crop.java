package org.galaxyvae.pixel.prepare;

import java.awt.Rectangle;
import java.io.Serializable;
import java.util.Locale;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;

/**
 * How large a square of a frame is kept: by the object's radius where {@code radii} is given, else in pixels where those are, else
 * as a fraction of the shorter side. Neither its edges nor those of the result's pixels need to meet those of the frame's.
 *
 * @param fraction central part of the shorter side, 0.05 to 1
 * @param pixels the side in the frame's own pixels; 0: off
 * @param radii half the side in the catalog's radii; 0: off
 */
public record Crop(double fraction, double pixels, double radii) implements Serializable {
    /** Crops with fewer source pixels a side hold nothing to learn from. */
    static final int SMALLEST_PIXELS = 16;

    /** No frame is larger; more is a wrong radius or scale. */
    private static final int LARGEST_PIXELS = 1_000_000;

    /** A part of the shorter side. */
    public static Crop ofFraction(double fraction) {
        return new Crop(fraction, 0, 0);
    }

    /**
     * The square of a frame, in its pixels from the top left corner.
     *
     * @param side of the square
     */
    record Window(double left, double top, double side) {
        /** The pixels that it touches, inside the frame or not. */
        Rectangle pixels() {
            int x = (int) Math.floor(left);
            int y = (int) Math.floor(top);
            return new Rectangle(x, y, (int) Math.ceil(left + side) - x, (int) Math.ceil(top + side) - y);
        }
    }

    /** The square of a frame. */
    Window window(Frame frame, CropHint hint) throws RejectedImageException {
        double side = side(frame, hint);
        if (side < SMALLEST_PIXELS) {
            throw new RejectedImageException(
                    RejectReason.TOO_SMALL,
                    String.format(
                            Locale.ROOT,
                            "%d x %d pixels, the crop of %.1f is under %d pixels",
                            frame.width(),
                            frame.height(),
                            side,
                            SMALLEST_PIXELS));
        }
        if (side > LARGEST_PIXELS) {
            throw new RejectedImageException(
                    RejectReason.TOO_LARGE,
                    String.format(
                            Locale.ROOT, "Crop of %.0f pixels a side, expected at most %d", side, LARGEST_PIXELS));
        }
        double left = Double.isNaN(hint.centerX()) ? (frame.width() - side) / 2 : hint.centerX() - side / 2;
        double top = Double.isNaN(hint.centerY()) ? (frame.height() - side) / 2 : hint.centerY() - side / 2;
        return new Window(left, top, side);
    }

    private double side(Frame frame, CropHint hint) throws RejectedImageException {
        if (radii > 0) {
            double scale = scale(frame, hint);
            if (!(hint.radiusArcsec() > 0) || !(scale > 0)) {
                throw new RejectedImageException(
                        RejectReason.UNSUPPORTED_TYPE,
                        String.format(
                                Locale.ROOT,
                                "Cannot crop to %s radii of %s arcsec at %s arcsec a pixel, expected a radius from the"
                                        + " catalog and a pixel scale from it or the image",
                                radii,
                                hint.radiusArcsec() > 0 ? hint.radiusArcsec() : "unknown",
                                scale > 0 ? scale : "unknown"));
            }
            return 2 * radii * hint.radiusArcsec() / scale;
        }
        return pixels > 0 ? pixels : fraction * Math.min(frame.width(), frame.height());
    }

    /** Side of a pixel as the hint or else the frame says, arcsec; NaN where unknown. */
    static double scale(Frame frame, CropHint hint) {
        return Double.isNaN(hint.pixelScaleArcsec()) ? frame.pixelScaleArcsec() : hint.pixelScaleArcsec();
    }
}
