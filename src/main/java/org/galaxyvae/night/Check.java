package org.galaxyvae.night;

import java.util.Locale;

/**
 * One thing a night must meet to be published; a row of {@code audits}.
 *
 * @param check its name
 * @param value what was measured; NaN where there was nothing to measure, which passes
 * @param limit from the configuration
 * @param passed whether the value keeps the limit
 * @param message for people
 */
record Check(String check, double value, double limit, boolean passed, String message) {
    static Check atMost(String check, double value, double limit, String what) {
        return new Check(check, value, limit, value <= limit, told(what, value, "at most", limit));
    }

    static Check atLeast(String check, double value, double limit, String what) {
        return new Check(check, value, limit, value >= limit, told(what, value, "at least", limit));
    }

    static Check notMeasured(String check, double limit, String why) {
        return new Check(check, Double.NaN, limit, true, "not measured: " + why);
    }

    private static String told(String what, double value, String relation, double limit) {
        return String.format(Locale.ROOT, "%s: %.4g, expected %s %.4g", what, value, relation, limit);
    }
}
