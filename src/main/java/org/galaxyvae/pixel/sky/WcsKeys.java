package org.galaxyvae.pixel.sky;

import java.util.Map;

/** Reads numbers of a header and the matrix from pixels to degrees. */
final class WcsKeys {
    private WcsKeys() {}

    /**
     * The key's number, or another where the key is missing.
     *
     * @throws UnsupportedProjectionException where its value is no finite number
     */
    static double number(Map<String, String> header, String key, double otherwise)
            throws UnsupportedProjectionException {
        String text = header.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as of any other value that is no number
        }
        throw new UnsupportedProjectionException("Invalid " + key + ": " + text + ", expected a number");
    }

    /**
     * Degrees per pixel [axis][pixel axis]: CD; else PC with CDELT; else CDELT with CROTA2 (Calabretta &amp; Greisen 2002, A&amp;A
     * 395, 1077, eqs. 1 and 189).
     */
    static double[][] matrix(Map<String, String> header) throws UnsupportedProjectionException {
        double[][] matrix = new double[2][2];
        boolean cd = hasAny(header, "CD");
        boolean pc = hasAny(header, "PC");
        double[] scale = {number(header, "CDELT1", 1), number(header, "CDELT2", 1)};
        if (!cd && !pc && header.containsKey("CROTA2")) {
            double angle = Math.toRadians(number(header, "CROTA2", 0));
            return new double[][] {
                {scale[0] * StrictMath.cos(angle), -scale[1] * StrictMath.sin(angle)},
                {scale[0] * StrictMath.sin(angle), scale[1] * StrictMath.cos(angle)}
            };
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                String suffix = (i + 1) + "_" + (j + 1);
                matrix[i][j] = cd
                        ? number(header, "CD" + suffix, 0)
                        : scale[i] * number(header, "PC" + suffix, i == j ? 1 : 0);
            }
        }
        return matrix;
    }

    private static boolean hasAny(Map<String, String> header, String name) {
        return header.containsKey(name + "1_1")
                || header.containsKey(name + "1_2")
                || header.containsKey(name + "2_1")
                || header.containsKey(name + "2_2");
    }
}
