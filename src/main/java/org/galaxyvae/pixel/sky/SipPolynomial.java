package org.galaxyvae.pixel.sky;

import java.util.Map;

/** One polynomial of the SIP convention, f(u, v) = sum of c[p][q] u^p v^q (Shupe et al. 2005, ASP Conf. 347, 491, eq. 2). */
final class SipPolynomial {
    private static final int ORDER_MOST = 9;

    private final double[][] coefficients;

    private SipPolynomial(double[][] coefficients) {
        this.coefficients = coefficients;
    }

    /**
     * The polynomial A, B, AP or BP of a header; zero where it has none.
     *
     * @throws UnsupportedProjectionException where its order is none of 0 to 9
     */
    static SipPolynomial of(Map<String, String> header, String name) throws UnsupportedProjectionException {
        double order = WcsKeys.number(header, name + "_ORDER", 0);
        if (!(order >= 0 && order <= ORDER_MOST)) {
            throw new UnsupportedProjectionException(
                    "Invalid " + name + "_ORDER: " + order + ", expected 0 to " + ORDER_MOST);
        }
        double[][] coefficients = new double[(int) order + 1][(int) order + 1];
        for (int p = 0; p <= order; p++) {
            for (int q = 0; p + q <= order; q++) {
                coefficients[p][q] = WcsKeys.number(header, name + "_" + p + "_" + q, 0);
            }
        }
        return new SipPolynomial(coefficients);
    }

    /** f(u, v), by Horner's rule in both variables. */
    double at(double u, double v) {
        double sum = 0;
        for (int p = coefficients.length - 1; p >= 0; p--) {
            double inner = 0;
            for (int q = coefficients.length - 1 - p; q >= 0; q--) {
                inner = inner * v + coefficients[p][q];
            }
            sum = sum * u + inner;
        }
        return sum;
    }
}
