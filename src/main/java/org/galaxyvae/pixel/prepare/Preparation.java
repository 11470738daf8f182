package org.galaxyvae.pixel.prepare;

import java.awt.Rectangle;
import java.io.Serializable;
import org.galaxyvae.pixel.format.Bands;
import org.galaxyvae.pixel.format.Channels;
import org.galaxyvae.pixel.format.Frame;
import org.galaxyvae.pixel.format.FrameRows;
import org.galaxyvae.pixel.format.Frames;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.galaxyvae.pixel.maths.LittleEndian;
import org.galaxyvae.pixel.sky.Hashes;

/**
 * How a frame becomes a tensor: a square of it, averaged by area; 8 bits a band to look at, or the light itself.
 *
 * <p>The square lies about the frame's exact center, or about the place that the hint names. Samples that are NaN or beyond the frame
 * count in no average; a cell without any valid one is 0. Pictures are taken as they are; flux is stretched to be looked at.
 *
 * @param crop how large the square is
 * @param sizePixels side of the square result
 * @param bands the channels
 * @param depth what a value is stored as
 * @param stretch from flux to 8 bits
 * @param sourceSigmas deviations from the background that the central object is cut out at; 0: nothing is cut out
 */
public record Preparation(Crop crop, int sizePixels, Bands bands, Depth depth, Stretch stretch, double sourceSigmas)
        implements Serializable {
    /** Raised whenever the code makes other pixels from the same file. */
    private static final int CODE_VERSION = 1;

    /** Crops with fewer source pixels a side hold nothing to learn from. */
    public static final int SMALLEST_CROP_PIXELS = Crop.SMALLEST_PIXELS;

    /** Side of the closeup. */
    public static final int CLOSEUP_SIZE = 128;

    /** What a value of a tensor is stored as. */
    public enum Depth {
        /** Unsigned bytes to look at. */
        UINT8("uint8", false),
        /** Little-endian floats; of flux the sum over the cell, so that the total stays: valid samples × the area covered. */
        FLOAT32_SUM("float32", true),
        /** Little-endian floats; of flux the mean over the cell: surface brightness. */
        FLOAT32_MEAN("float32,mean", false);

        private final String id;
        private final boolean sum;

        Depth(String id, boolean sum) {
            this.id = id;
            this.sum = sum;
        }

        /** The name in tables. */
        public String label() {
            return this == UINT8 ? "uint8" : "float32";
        }
    }

    /** The default of everything but crop and size. */
    public Preparation(double cropFraction, int sizePixels) {
        this(Crop.ofFraction(cropFraction), sizePixels, Bands.COLORS, Depth.UINT8, Stretch.DEFAULT, 0);
    }

    /** 16 hex digits that change when any pixel might. */
    public String id() {
        StringBuilder text = new StringBuilder("crop=" + crop.fraction() + ";size=" + sizePixels + ";bands="
                + String.join(",", bands.names()) + ";stretch=none;dtype=" + depth.id + ";resize=area;version="
                + CODE_VERSION);
        // only what is not the default: ids of before there were these keys stay
        extend(text, "crop_pixels", crop.pixels() != 0, crop.pixels());
        extend(text, "crop_radii", crop.radii() != 0, crop.radii());
        extend(text, "band_weights", bands.weighted(), bands.weights());
        extend(text, "flux_stretch", !stretch.equals(Stretch.DEFAULT), stretch.id());
        extend(text, "source_sigmas", sourceSigmas != 0, sourceSigmas);
        return Hashes.sha256(text.toString(), 16);
    }

    private static void extend(StringBuilder text, String key, boolean given, Object value) {
        if (given) {
            text.append(';').append(key).append('=').append(value);
        }
    }

    /**
     * The tensor of a frame, and what goes with it.
     *
     * @throws RejectedImageException where no tensor can be made of it
     */
    public Prepared apply(Frame frame, CropHint hint) throws RejectedImageException {
        Crop.Window window = crop.window(frame, hint);
        Channels channels = bands.of(frame);
        Rectangle touched = window.pixels();
        Rectangle region = Frames.inside(frame, touched);
        boolean masked = frame.flux() || !region.equals(touched);
        AveragedCells cells = cells(window, region, sizePixels, masked);
        AveragedCells closeup = masked || !RowsFirst.fits(window.side(), CLOSEUP_SIZE)
                ? cells(window, region, CLOSEUP_SIZE, masked)
                : new RowsFirst(
                        columns(window, region, CLOSEUP_SIZE),
                        rows(window, region, CLOSEUP_SIZE),
                        bands.count(),
                        region.width);
        if (!region.isEmpty()) {
            read(frame, region, channels, cells, closeup);
        }
        double[] light = cells.means();
        double[] closeupLight = closeup.means();
        Stretch.Limits limits = frame.flux() ? stretch.limits(closeupLight, bands.count()) : null;
        if (sourceSigmas > 0) {
            CentralSource.isolate(light, sizePixels, sourceSigmas);
            CentralSource.isolate(closeupLight, CLOSEUP_SIZE, sourceSigmas);
        }
        byte[] display = limits == null ? levels(light) : stretch.levels(light, limits, bands);
        double side = window.side() / sizePixels;
        byte[] pixels = depth == Depth.UINT8
                ? display
                : floats(light, cells, frame.flux() && depth.sum ? side * side : Double.NaN);
        return new Prepared(
                pixels,
                display,
                limits == null ? levels(closeupLight) : stretch.levels(closeupLight, limits, bands),
                CLOSEUP_SIZE,
                closeup.invalidShare(),
                frame.width(),
                frame.height(),
                frame.bands().size(),
                frame.raDeg(),
                frame.decDeg(),
                Crop.scale(frame, hint));
    }

    private AveragedCells cells(Crop.Window window, Rectangle region, int size, boolean masked) {
        return new CellAverages(columns(window, region, size), rows(window, region, size), bands.count(), masked);
    }

    private static AreaAverage columns(Crop.Window window, Rectangle region, int size) {
        return new AreaAverage(window.left() - region.x, window.side(), size, Math.max(0, region.width));
    }

    private static AreaAverage rows(Crop.Window window, Rectangle region, int size) {
        return new AreaAverage(window.top() - region.y, window.side(), size, Math.max(0, region.height));
    }

    private static void read(
            Frame frame, Rectangle region, Channels channels, AveragedCells cells, AveragedCells closeup)
            throws RejectedImageException {
        FrameRows rows = frame.region(region);
        float[] stored = new float[region.width * frame.bands().size()];
        float[] wanted = new float[region.width * channels.count()];
        for (int row = 0; row < region.height; row++) {
            rows.row(row, stored);
            float[] source = channels.of(stored, wanted);
            cells.add(row, source);
            closeup.add(row, source);
        }
    }

    /** Of a picture: to the nearest of 256, as they are. */
    private byte[] levels(double[] light) {
        byte[] levels = new byte[light.length];
        boolean weighted = bands.weighted();
        for (int i = 0; i < levels.length; i++) {
            double value = weighted ? Math.min(255, bands.weight(i % bands.count()) * light[i]) : light[i];
            levels[i] = (byte) (int) Math.floor(value + 0.5); // not a number becomes 0
        }
        return levels;
    }

    private byte[] floats(double[] light, AveragedCells cells, double area) {
        float[] floats = new float[light.length];
        for (int i = 0; i < light.length; i++) {
            double mean = Double.isNaN(light[i]) ? 0 : bands.weight(i % bands.count()) * light[i];
            floats[i] = (float) (Double.isNaN(area) ? mean : mean * area * cells.share(i));
        }
        return LittleEndian.bytesOf(floats);
    }
}
