package org.galaxyvae.pixel.format;

import java.awt.Rectangle;
import java.util.List;
import java.util.Objects;
import org.galaxyvae.pixel.sky.PixelPosition;
import org.galaxyvae.pixel.sky.SkyPosition;
import org.galaxyvae.pixel.sky.Wcs;

/**
 * Large frames of one part of the sky, one a band, from which cutouts about positions are made. Holds the frames; of their pixels only
 * those of the cutout at hand are read.
 */
public final class Mosaic {
    private static final int LARGEST_CUTOUT_PIXELS = 8192;

    private final List<Frame> frames;
    private final List<String> bands;

    private Mosaic(List<Frame> frames, List<String> bands) {
        this.frames = List.copyOf(frames);
        this.bands = List.copyOf(bands);
    }

    /**
     * One band a frame; sizes, positions and scales may differ.
     *
     * @param bands a name for each
     * @throws RejectedImageException where a frame has no positions or more bands than one
     */
    public static Mosaic of(List<Frame> frames, List<String> bands) throws RejectedImageException {
        if (frames.isEmpty() || frames.size() != bands.size()) {
            throw new IllegalArgumentException(
                    "Invalid mosaic: " + frames.size() + " frames as bands " + bands + ", expected one for each");
        }
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            if (frame.wcs() == null || !frame.flux() || frame.bands().size() != 1) {
                throw new RejectedImageException(
                        RejectReason.UNSUPPORTED_TYPE,
                        "Mosaic's band " + bands.get(i) + " has " + (frame.flux() ? "" : "no flux, ")
                                + (frame.wcs() == null ? "no positions, " : "") + "bands "
                                + String.join(",", frame.bands())
                                + ", expected flux of one band with positions in TAN or TAN-SIP");
            }
        }
        return new Mosaic(frames, bands);
    }

    /** Whether every band has a pixel at a position. */
    public boolean covers(double raDeg, double decDeg) {
        return frames.stream().allMatch(frame -> {
            PixelPosition at = wcs(frame).pixelOf(raDeg, decDeg);
            return at.x() >= 0.5 && at.x() <= frame.width() + 0.5 && at.y() >= 0.5 && at.y() <= frame.height() + 0.5;
        });
    }

    /**
     * A square about a position, which falls exactly on its center, as the first band's pixels lie and as large as those are; what
     * the bands' pixels there are apart is interpolated bilinearly, light per area kept. Pixels beyond an edge are NaN.
     *
     * @param sideArcsec its side, rounded up to whole pixels
     * @throws RejectedImageException where the position is not covered or the side is no length
     */
    public Frame cutout(double raDeg, double decDeg, double sideArcsec) throws RejectedImageException {
        if (!covers(raDeg, decDeg)) {
            throw new RejectedImageException(
                    RejectReason.UNSUPPORTED_TYPE,
                    "Position " + raDeg + ", " + decDeg + " is not covered by the mosaic");
        }
        Wcs first = wcs(frames.get(0));
        double pixels = Math.ceil(sideArcsec / first.pixelScaleArcsec() - 1e-6);
        if (!(pixels >= 1) || pixels > LARGEST_CUTOUT_PIXELS) {
            throw new RejectedImageException(
                    pixels > LARGEST_CUTOUT_PIXELS ? RejectReason.TOO_LARGE : RejectReason.TOO_SMALL,
                    "Cutout of " + sideArcsec + " arcsec, expected 1 to " + LARGEST_CUTOUT_PIXELS + " pixels of "
                            + first.pixelScaleArcsec() + " arcsec");
        }
        int side = (int) pixels;
        float[][] planes = new float[frames.size()][];
        for (int band = 0; band < planes.length; band++) {
            planes[band] = plane(frames.get(band), raDeg, decDeg, side);
        }
        PixelPosition center = first.pixelOf(raDeg, decDeg);
        Frame flux = Frames.flux(planes, side, side, bands);
        Wcs moved = first.shifted((side + 1) / 2.0 - center.x(), (side + 1) / 2.0 - center.y());
        return new Frame(side, side, bands, true, moved, frames.get(0).hdu(), flux.source());
    }

    private float[] plane(Frame frame, double raDeg, double decDeg, int side) throws RejectedImageException {
        Affine affine = Affine.of(wcs(frames.get(0)), frame, raDeg, decDeg);
        double reach = (side + 1) / 2.0 * affine.stretch() + 1;
        int left = (int) Math.floor(affine.centerX - reach);
        int top = (int) Math.floor(affine.centerY - reach);
        int span = (int) Math.ceil(2 * reach) + 2;
        Rectangle region = Frames.inside(frame, new Rectangle(left, top, span, span));
        float[] plane = new float[side * side];
        float[] source = read(frame, region);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double dx = column - (side - 1) / 2.0;
                double dy = row - (side - 1) / 2.0;
                // from edges to centers: the first pixel's center lies at 0.5
                double x = affine.centerX + affine.xx * dx + affine.xy * dy - 0.5 - region.x;
                double y = affine.centerY + affine.yx * dx + affine.yy * dy - 0.5 - region.y;
                plane[row * side + column] = (float) (affine.area() * bilinear(source, region, x, y));
            }
        }
        return plane;
    }

    private static float[] read(Frame frame, Rectangle region) throws RejectedImageException {
        float[] pixels = new float[Math.max(0, region.width) * Math.max(0, region.height)];
        if (!region.isEmpty()) {
            FrameRows rows = frame.region(region);
            float[] line = new float[region.width];
            for (int row = 0; row < region.height; row++) {
                rows.row(row, line);
                System.arraycopy(line, 0, pixels, row * region.width, region.width);
            }
        }
        return pixels;
    }

    /** Of the valid ones among four neighbors; NaN where they weigh less than half. */
    private static double bilinear(float[] source, Rectangle region, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < 4; i++) {
            int column = left + i % 2;
            int row = top + i / 2;
            double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
            if (column >= 0 && row >= 0 && column < region.width && row < region.height) {
                float value = source[row * region.width + column];
                if (!Float.isNaN(value)) {
                    sum += weight * value;
                    weights += weight;
                }
            }
        }
        return weights < 0.5 ? Double.NaN : sum / weights;
    }

    private static Wcs wcs(Frame frame) {
        return Objects.requireNonNull(frame.wcs(), "checked when the mosaic was made");
    }

    /**
     * How a step in the first frame's pixels moves in another's, about a position; both counted from the top.
     *
     * @param centerX the position in the other frame, from its left edge
     * @param centerY the same from its top edge
     */
    private record Affine(double centerX, double centerY, double xx, double xy, double yx, double yy) {
        /** Pixels to either side over which the map is measured: far enough that rounding is nothing. */
        private static final double STEP = 10;

        static Affine of(Wcs first, Frame frame, double raDeg, double decDeg) {
            Wcs other = wcs(frame);
            PixelPosition from = first.pixelOf(raDeg, decDeg);
            PixelPosition center = other.pixelOf(raDeg, decDeg);
            PixelPosition right = moved(first, other, from.x() + STEP, from.y());
            PixelPosition up = moved(first, other, from.x(), from.y() + STEP);
            return new Affine(
                    center.x() - 0.5,
                    frame.height() + 0.5 - center.y(),
                    (right.x() - center.x()) / STEP,
                    -(up.x() - center.x()) / STEP,
                    -(right.y() - center.y()) / STEP,
                    (up.y() - center.y()) / STEP);
        }

        private static PixelPosition moved(Wcs first, Wcs other, double x, double y) {
            SkyPosition sky = first.skyOf(x, y);
            return other.pixelOf(sky.raDeg(), sky.decDeg());
        }

        /** Pixels of the other frame in one of the first. */
        double area() {
            double determinant = Math.abs(xx * yy - xy * yx);
            return Math.abs(determinant - 1) < 1e-6 ? 1 : determinant;
        }

        /** The longest that a step of one may become along an axis. */
        double stretch() {
            return Math.max(Math.abs(xx) + Math.abs(xy), Math.abs(yx) + Math.abs(yy));
        }
    }
}
