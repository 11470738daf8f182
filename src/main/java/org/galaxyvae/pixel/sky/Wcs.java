package org.galaxyvae.pixel.sky;

import java.util.Map;
import java.util.Optional;

/**
 * World coordinates of a FITS image: the gnomonic projection TAN, with or without the SIP distortion.
 *
 * <p>Calabretta &amp; Greisen (2002, A&amp;A 395, 1077; the equations named below) with the distortion of Shupe et al. (2005, ASP
 * Conf. 347, 491). Pixels are counted as FITS does; see {@link PixelPosition}.
 */
public final class Wcs {
    private static final double DEG = 180 / Math.PI;
    private static final int ITERATIONS_MOST = 100;
    private static final double CLOSE_ENOUGH_PIXELS = 1e-9;
    private static final double HORIZON_RADIANS = 1e-12;

    private final double[] reference;
    private final double[][] matrix;
    private final double determinant;
    private final int longitude;
    private final double raDeg;
    private final double decDeg;
    private final double pole;
    private final SipPolynomial a;
    private final SipPolynomial b;
    private final SipPolynomial inverseA;
    private final SipPolynomial inverseB;
    private final boolean distorted;
    private final boolean inverted;

    private Wcs(Map<String, String> header, int longitude, boolean distorted) throws UnsupportedProjectionException {
        this.longitude = longitude;
        this.distorted = distorted;
        reference = new double[] {WcsKeys.number(header, "CRPIX1", 0), WcsKeys.number(header, "CRPIX2", 0)};
        raDeg = WcsKeys.number(header, "CRVAL" + (1 + longitude), 0);
        decDeg = WcsKeys.number(header, "CRVAL" + (2 - longitude), 0);
        if (Math.abs(decDeg) > 90) {
            throw new UnsupportedProjectionException(
                    "Invalid declination in CRVAL: " + decDeg + ", expected -90 to 90");
        }
        // by default 0 where the reference point is the pole itself (section 2.4)
        pole = Math.toRadians(WcsKeys.number(header, "LONPOLE", decDeg >= 90 ? 0 : 180));
        matrix = WcsKeys.matrix(header);
        determinant = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0];
        if (determinant == 0 || !Double.isFinite(determinant)) {
            throw new UnsupportedProjectionException("Invalid CD, PC or CDELT: the matrix has no inverse");
        }
        a = SipPolynomial.of(distorted ? header : Map.of(), "A");
        b = SipPolynomial.of(distorted ? header : Map.of(), "B");
        inverted = header.containsKey("AP_ORDER") && header.containsKey("BP_ORDER");
        inverseA = SipPolynomial.of(distorted ? header : Map.of(), "AP");
        inverseB = SipPolynomial.of(distorted ? header : Map.of(), "BP");
    }

    private Wcs(Wcs other, double dx, double dy) {
        reference = new double[] {other.reference[0] + dx, other.reference[1] + dy};
        matrix = other.matrix;
        determinant = other.determinant;
        longitude = other.longitude;
        raDeg = other.raDeg;
        decDeg = other.decDeg;
        pole = other.pole;
        a = other.a;
        b = other.b;
        inverseA = other.inverseA;
        inverseB = other.inverseB;
        distorted = other.distorted;
        inverted = other.inverted;
    }

    /**
     * The coordinates that a header describes.
     *
     * @param header keys with their values, texts without quotes
     * @return empty where it describes none (no CTYPE1 and CTYPE2)
     * @throws UnsupportedProjectionException where it describes others than right ascension and declination in TAN or TAN-SIP
     */
    public static Optional<Wcs> of(Map<String, String> header) throws UnsupportedProjectionException {
        String first = header.getOrDefault("CTYPE1", "").trim();
        String second = header.getOrDefault("CTYPE2", "").trim();
        if (first.isEmpty() || second.isEmpty() || (isLinear(first) && isLinear(second))) {
            return Optional.empty();
        }
        int longitude = first.startsWith("RA--") ? 0 : 1;
        String ra = longitude == 0 ? first : second;
        String dec = longitude == 0 ? second : first;
        boolean plain = ra.equals("RA---TAN") && dec.equals("DEC--TAN");
        boolean distorted = ra.equals("RA---TAN-SIP") && dec.equals("DEC--TAN-SIP");
        if (!plain && !distorted) {
            throw new UnsupportedProjectionException("Cannot project CTYPE " + first + ", " + second
                    + ", expected RA---TAN and DEC--TAN, or the same with -SIP");
        }
        for (String key : new String[] {"CUNIT1", "CUNIT2"}) {
            String unit = header.getOrDefault(key, "deg").trim();
            if (!unit.isEmpty() && !unit.startsWith("deg")) {
                throw new UnsupportedProjectionException("Cannot project " + key + " " + unit + ", expected deg");
            }
        }
        return Optional.of(new Wcs(header, longitude, distorted));
    }

    /** The same sky under an image that is cut so that its pixels count by so much more. */
    public Wcs shifted(double dx, double dy) {
        return new Wcs(this, dx, dy);
    }

    /** The side of a pixel at the reference point: the square root of its area. */
    public double pixelScaleArcsec() {
        return 3600 * Math.sqrt(Math.abs(determinant));
    }

    /** What a pixel shows; every pixel of the plane shows something. */
    public SkyPosition skyOf(double x, double y) {
        double u = x - reference[0];
        double v = y - reference[1];
        double du = distorted ? u + a.at(u, v) : u;
        double dv = distorted ? v + b.at(u, v) : v;
        double[] plane = {matrix[0][0] * du + matrix[0][1] * dv, matrix[1][0] * du + matrix[1][1] * dv};
        double xi = plane[longitude];
        double eta = plane[1 - longitude];
        // eqs. 14, 15 and 55: R = 180/pi cot(theta), so its inverse needs no branch at the center
        double radius = StrictMath.hypot(xi, eta);
        double phi = radius == 0 ? 0 : StrictMath.atan2(xi, -eta);
        double theta = StrictMath.atan2(DEG, radius);
        double[] turned =
                turned(phi - pole, StrictMath.sin(theta), StrictMath.cos(theta), Math.toRadians(decDeg)); // eq. 2
        double ra = (raDeg + turned[0] * DEG) % 360;
        ra = ra < 0 ? ra + 360 : ra;
        return new SkyPosition(ra >= 360 ? 0 : ra, turned[1] * DEG); // a hair below 0 would round to 360
    }

    /**
     * Where a direction falls, on the image or far outside it.
     *
     * @return NaN where it is 90 degrees or more from the reference point, or a distortion without AP and BP cannot be undone there
     */
    public PixelPosition pixelOf(double raDeg, double decDeg) {
        double dec = Math.toRadians(decDeg);
        double[] turned = turned(
                Math.toRadians(raDeg - this.raDeg),
                StrictMath.sin(dec),
                StrictMath.cos(dec),
                Math.toRadians(this.decDeg)); // eq. 5, the same with the longitudes' roles exchanged
        double phi = pole + turned[0];
        double theta = turned[1];
        if (!(theta > HORIZON_RADIANS)) {
            return new PixelPosition(Double.NaN, Double.NaN);
        }
        double radius = DEG * StrictMath.cos(theta) / StrictMath.sin(theta); // eq. 54
        double[] plane = new double[2];
        plane[longitude] = radius * StrictMath.sin(phi); // eqs. 12 and 13
        plane[1 - longitude] = -radius * StrictMath.cos(phi);
        double u = (matrix[1][1] * plane[0] - matrix[0][1] * plane[1]) / determinant;
        double v = (matrix[0][0] * plane[1] - matrix[1][0] * plane[0]) / determinant;
        PixelPosition offset = distorted ? undistorted(u, v) : new PixelPosition(u, v);
        return new PixelPosition(offset.x() + reference[0], offset.y() + reference[1]);
    }

    /** Undoes the distortion: Shupe et al., eqs. 5 and 6; without those polynomials the fixed point of u = U - f(u, v). */
    private PixelPosition undistorted(double u, double v) {
        if (inverted) {
            return new PixelPosition(u + inverseA.at(u, v), v + inverseB.at(u, v));
        }
        double x = u;
        double y = v;
        for (int i = 0; i < ITERATIONS_MOST; i++) {
            double nextX = u - a.at(x, y);
            double nextY = v - b.at(x, y);
            double step = Math.max(Math.abs(nextX - x), Math.abs(nextY - y));
            x = nextX;
            y = nextY;
            if (step < CLOSE_ENOUGH_PIXELS) {
                return new PixelPosition(x, y);
            }
        }
        return new PixelPosition(Double.NaN, Double.NaN);
    }

    /**
     * Longitude (counted from the pole's) and latitude in the other system, both in radians.
     *
     * @param longitude from the pole's longitude
     * @param poleLatitude of one system's pole in the other
     */
    private static double[] turned(double longitude, double sinLatitude, double cosLatitude, double poleLatitude) {
        double sinPole = StrictMath.sin(poleLatitude);
        double cosPole = StrictMath.cos(poleLatitude);
        double cosLongitude = StrictMath.cos(longitude);
        double y = -cosLatitude * StrictMath.sin(longitude);
        double x = sinLatitude * cosPole - cosLatitude * sinPole * cosLongitude;
        double z = sinLatitude * sinPole + cosLatitude * cosPole * cosLongitude;
        return new double[] {StrictMath.atan2(y, x), StrictMath.atan2(z, StrictMath.hypot(x, y))};
    }

    private static boolean isLinear(String type) {
        return type.equals("LINEAR") || type.equals("PIXEL") || type.equals("X") || type.equals("Y");
    }
}
