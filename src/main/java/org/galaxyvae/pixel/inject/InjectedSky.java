package org.galaxyvae.pixel.inject;

import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.morphology.Sky;

/**
 * What the sky itself holds, drawn as light. Lengths are shares of the frame's side, light is in 8-bit steps on dark sky;
 * where, how wide and which color does not depend on the strength.
 */
final class InjectedSky {
    private static final int CHANNELS = Enlargement.CHANNELS;

    private final InjectedLight light;
    private final int side;
    private final double middle;
    private final CounterRandom random;
    private final InjectionStrength strength;
    /** The point-spread's sigma, fine pixels: cutouts are scaled by their galaxy, and the seeing with them. */
    private final double seeing;

    InjectedSky(InjectedLight light, InjectionStrength strength, CounterRandom random) {
        this.light = light;
        this.side = light.side();
        this.middle = (side - 1) / 2.0;
        this.random = random;
        this.strength = strength;
        this.seeing = seeing(side, random);
    }

    /** Half-widths of 2 to 4.2 of 64 pixels, as field stars of the survey's cutouts have. */
    static double seeing(int side, CounterRandom random) {
        return side * random.between(0.013, 0.028);
    }

    /** The other galaxy above its sky, turned and moved aside; faded out at its own frame's edge, which would show as a line. */
    void blend(byte[] other, Enlargement enlargement) {
        double angle = random.between(0, 2 * Math.PI);
        double distance = side * random.between(0.12, 0.26);
        int right = (int) Math.round(distance * StrictMath.cos(angle));
        int down = (int) Math.round(distance * StrictMath.sin(angle));
        int turns = random.nextInt(4);
        double share = strength.of(0.07, 0.25, 1);
        float[][] planes = enlargement.enlarge(other);
        for (int c = 0; c < CHANNELS; c++) {
            float sky = InjectedLight.flux((float) sky(other, enlargement.size(), c));
            for (int y = Math.max(0, -down); y < Math.min(side, side - down); y++) {
                for (int x = Math.max(0, -right); x < Math.min(side, side - right); x++) {
                    double dy = y - middle;
                    double dx = x - middle;
                    double radius = Math.sqrt(dx * dx + dy * dy) / side;
                    if (radius < 0.5) {
                        double above = InjectedLight.flux(planes[c][turned(y, x, turns)]) - sky;
                        light.add(y + down, x + right, c, Math.max(0, share * window(radius) * above));
                    }
                }
            }
        }
    }

    private static double sky(byte[] image, int size, int channel) {
        double[] plane = new double[size * size];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = image[i * CHANNELS + channel] & 0xFF;
        }
        return Sky.ofBorder(plane, size, Math.max(1, size / 16)).level();
    }

    private static double window(double radius) {
        double t = Math.max(0, (radius - 0.3) / 0.2);
        return 1 - t * t * (3 - 2 * t);
    }

    private int turned(int y, int x, int quarters) {
        int last = side - 1;
        return switch (quarters) {
            case 0 -> y * side + x;
            case 1 -> x * side + last - y;
            case 2 -> (last - y) * side + last - x;
            default -> (last - x) * side + y;
        };
    }

    /**
     * A core far above saturation, wings that fall as a Moffat (1969) profile of exponent 1.5, wider in red, which scatters
     * in the thin chips, and spikes that turn from band to band: the bands are exposed minutes apart.
     */
    void star() {
        double angle = random.between(0, 2 * Math.PI);
        double distance = side * random.between(0.14, 0.38);
        double x = middle + distance * StrictMath.cos(angle);
        double y = middle + distance * StrictMath.sin(angle);
        double peak = strength.of(700, 15000, 200000);
        double warmth = random.between(0.5, 2);
        double[] core = {peak * warmth, peak, peak / warmth};
        light.spot(x, y, seeing, core);
        double[] wings = {0.024 * core[0], 0.008 * core[1], 0.006 * core[2]};
        double width = 3 * seeing;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double base = 1 + ((row - y) * (row - y) + (column - x) * (column - x)) / (width * width);
                double fall = 1 / (base * Math.sqrt(base));
                for (int c = 0; c < CHANNELS; c++) {
                    light.add(row, column, c, wings[c] * fall);
                }
            }
        }
        spikes(x, y, core);
    }

    private void spikes(double x, double y, double[] core) {
        double turn = random.between(0, Math.PI / 2);
        double later = random.between(-0.2, 0.2);
        double length = side * strength.of(0.05, 0.09, 0.14);
        double width = 0.7 * seeing;
        double[] alongShares = {0.005, 0.005, 0.002};
        double[] acrossShares = {0.003, 0.002, 0.005};
        for (int c = 0; c < CHANNELS; c++) {
            double cos = StrictMath.cos(turn + (c == 2 ? later : 0));
            double sin = StrictMath.sin(turn + (c == 2 ? later : 0));
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    double along = Math.abs((column - x) * cos + (row - y) * sin);
                    double across = Math.abs((row - y) * cos - (column - x) * sin);
                    if (Math.min(along, across) < 4 * width) {
                        double spike =
                                alongShares[c] * InjectedLight.bell(across, width) * InjectedLight.bell(along / length)
                                        + acrossShares[c]
                                                * InjectedLight.bell(along, width)
                                                * InjectedLight.bell(across / length);
                        light.add(row, column, c, core[c] * spike);
                    }
                }
            }
        }
    }

    /** An ellipse of light with brighter and fainter parts. */
    void ring() {
        double radius = side * random.between(0.16, 0.3);
        double sigma = blurred(side * random.between(0.012, 0.024));
        double axes = random.between(0.6, 1);
        double turn = random.between(0, Math.PI);
        double clumps = random.between(0.1, 0.5);
        double[] color = color(strength.of(9, 24, 70), random.between(0.8, 1.2));
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double dx = column - middle;
                double dy = row - middle;
                double along = dx * cos + dy * sin;
                double across = (dy * cos - dx * sin) / axes;
                double from = Math.sqrt(along * along + across * across);
                if (Math.abs(from - radius) < 4 * sigma) {
                    // the sine of twice the angle, without a sine
                    double part = 1 + clumps * 2 * along * across / (from * from);
                    double height = part * InjectedLight.bell(from - radius, sigma);
                    for (int c = 0; c < CHANNELS; c++) {
                        light.add(row, column, c, color[c] * height);
                    }
                }
            }
        }
    }

    /** Streams that leave the galaxy on opposite sides, widen, bend and fade. */
    void tidalTail() {
        double start = random.between(0, 2 * Math.PI);
        double bend = random.between(0.5, 1.5) * (random.nextInt(2) == 0 ? 1 : -1);
        double end = side * random.between(0.33, 0.46);
        double sigma = side * random.between(0.012, 0.02);
        double warmth = random.between(0.8, 1.1);
        double second = random.between(0.2, 0.6);
        double[] color = color(strength.of(16, 42, 140), warmth);
        double from = 0.1 * side;
        for (int tail = 0; tail < 2; tail++) {
            double share = tail == 0 ? 1 : second;
            double begin = start + tail * Math.PI;
            stroke(
                    color,
                    s -> new Point(
                            from + (end - from) * s,
                            begin + bend * s * s,
                            blurred(sigma * (1 + s)),
                            share * (1 - s) * (1 + s)));
        }
    }

    /** An arc at the Einstein radius, as thin as seeing allows, and a fainter image on the other side (Bolton et al. 2008). */
    void arc() {
        double radius = side * random.between(0.14, 0.25);
        double angle = random.between(0, 2 * Math.PI);
        double half = random.between(0.6, 1.3);
        double sigma = blurred(0.005 * side);
        double[] color = color(strength.of(18, 48, 150), 0.7);
        stroke(color, s -> new Point(radius, angle + half * (2 * s - 1), sigma, 4 * s * (1 - s)));
        double across = 0.65 * radius;
        light.spot(
                middle - across * StrictMath.cos(angle),
                middle - across * StrictMath.sin(angle),
                sigma,
                color(0.6 * strength.of(18, 48, 150), 0.7));
    }

    private double blurred(double sigma) {
        return Math.sqrt(sigma * sigma + seeing * seeing);
    }

    private static double[] color(double peak, double warmth) {
        return new double[] {peak * warmth, peak, peak / warmth};
    }

    /** A place on a path about the middle, with the path's width and relative brightness there. */
    private record Point(double radius, double angle, double sigma, double brightness) {}

    private interface Curve {
        Point at(double share);
    }

    /** Spots so close that their sum is smooth, as bright along the path as the color says. */
    private void stroke(double[] color, Curve curve) {
        int spots = 40;
        for (int k = 0; k < spots; k++) {
            Point point = curve.at((k + 0.5) / spots);
            Point before = curve.at((double) k / spots);
            Point after = curve.at((k + 1.0) / spots);
            double step = StrictMath.hypot(x(after) - x(before), y(after) - y(before));
            double share = point.brightness() * step / (point.sigma() * Math.sqrt(2 * Math.PI));
            double[] peak = {color[0] * share, color[1] * share, color[2] * share};
            light.spot(x(point), y(point), point.sigma(), peak);
        }
    }

    private double x(Point point) {
        return middle + point.radius() * StrictMath.cos(point.angle());
    }

    private double y(Point point) {
        return middle + point.radius() * StrictMath.sin(point.angle());
    }
}
