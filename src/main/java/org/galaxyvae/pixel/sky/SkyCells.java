package org.galaxyvae.pixel.sky;

/**
 * The sky cut into zones of declination and each zone into cells of right ascension, for joins by position.
 *
 * <p>The zones of Gray, Nieto-Santisteban and Szalay (2006, MSR-TR-2006-52), with a bucket in right ascension added, so that a
 * join needs equal keys only. Zones are a few radii high: a position then has one cell mostly, and few others in it.
 */
public final class SkyCells implements java.io.Serializable {
    private static final double RADII_A_ZONE = 8;
    private static final double SMALLEST_ZONE_DEG = 1 / 3600.0;

    /** Wider than the rounding of the window's formula, far below any position's error. */
    private static final double MARGIN_DEG = 1e-9;

    private final double radiusDeg;
    private final double heightDeg;
    private final int zones;

    /**
     * Cells for one search radius.
     *
     * @param radiusArcsec above 0, at most 20 degrees
     * @throws IllegalArgumentException for another radius
     */
    public SkyCells(double radiusArcsec) {
        if (!(radiusArcsec > 0 && radiusArcsec <= 20 * Separation.ARCSEC_A_DEGREE)) {
            throw new IllegalArgumentException(
                    "Invalid search radius " + radiusArcsec + " arcsec, expected above 0 and at most 72000");
        }
        this.radiusDeg = radiusArcsec / Separation.ARCSEC_A_DEGREE;
        this.heightDeg = Math.max(RADII_A_ZONE * radiusDeg, SMALLEST_ZONE_DEG);
        this.zones = (int) Math.ceil(180 / heightDeg);
    }

    /** The one cell that holds a position. */
    public long cellOf(double raDeg, double decDeg) {
        int zone = zoneOf(decDeg);
        int cells = cellsIn(zone);
        return key(zone, (int) Math.min(cells - 1, Math.floor(turned(raDeg) / 360 * cells)));
    }

    /** All cells, each once, that hold a position within the radius of this one. */
    public long[] cellsAround(double raDeg, double decDeg) {
        int first = zoneOf(decDeg - radiusDeg - MARGIN_DEG);
        int last = zoneOf(decDeg + radiusDeg + MARGIN_DEG);
        double window = windowDeg(decDeg) + MARGIN_DEG;
        double ra = turned(raDeg);
        var keys = java.util.stream.LongStream.builder();
        for (int zone = first; zone <= last; zone++) {
            int cells = cellsIn(zone);
            long from = (long) Math.floor((ra - window) / 360 * cells);
            long to = Math.min((long) Math.floor((ra + window) / 360 * cells), from + cells - 1);
            for (long cell = from; cell <= to; cell++) {
                keys.add(key(zone, (int) Math.floorMod(cell, (long) cells)));
            }
        }
        return keys.build().toArray();
    }

    /** Half the range in right ascension of a circle of the radius: sin = sin(radius) / cos(dec); all where it holds a pole. */
    private double windowDeg(double decDeg) {
        if (Math.abs(decDeg) + radiusDeg >= 90) {
            return 180;
        }
        return Math.toDegrees(
                Math.asin(Math.min(1, Math.sin(Math.toRadians(radiusDeg)) / Math.cos(Math.toRadians(decDeg)))));
    }

    private int zoneOf(double decDeg) {
        return (int) Math.max(0, Math.min(zones - 1, Math.floor((decDeg + 90) / heightDeg)));
    }

    /** No narrower on the sky than the zone is high, at its edge nearest to a pole. */
    private int cellsIn(int zone) {
        double south = zone * heightDeg - 90;
        double edge = Math.min(90, Math.max(Math.abs(south), Math.abs(south + heightDeg)));
        return (int) Math.max(1, Math.floor(360 * Math.cos(Math.toRadians(edge)) / heightDeg));
    }

    private static double turned(double raDeg) {
        double turned = raDeg % 360;
        return turned < 0 ? turned + 360 : turned;
    }

    private static long key(int zone, int cell) {
        return ((long) zone << 32) | cell;
    }
}
