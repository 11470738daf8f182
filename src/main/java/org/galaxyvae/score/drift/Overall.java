package org.galaxyvae.score.drift;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What all quantities of one comparison say together.
 *
 * <p>Of sixty quantities one moves by chance, and neighboring latents move together; so it takes a tenth of the quantities to be
 * moving, and a tenth of the latents to have drifted.
 *
 * @param psi the largest of all, NaN where none was measured; as {@code ks}
 */
record Overall(StabilityVerdict verdict, Recommendation recommendation, double psi, double ks) {
    private static final double SHARE = 0.1;

    /** What to do. */
    enum Recommendation {
        /** Too few objects to tell. */
        WAIT,
        NONE,
        /** Something moves; look again in some nights. */
        WATCH,
        /** The night's images or the software are to be looked at first: another model is no remedy. */
        INSPECT,
        /** The survey is no longer what the model knows. */
        RETRAIN
    }

    /** Decides. */
    static Overall of(Reference reference, List<Shift> shifts) {
        List<Shift> told = shifts.stream()
                .filter(one -> one.verdict() != StabilityVerdict.TOO_FEW)
                .toList();
        Recommendation recommendation = recommendation(reference, told);
        StabilityVerdict verdict = switch (recommendation) {
            case WAIT -> StabilityVerdict.TOO_FEW;
            case NONE -> StabilityVerdict.STABLE;
            case WATCH -> StabilityVerdict.MOVING;
            case INSPECT, RETRAIN -> StabilityVerdict.DRIFTED;
        };
        return new Overall(verdict, recommendation, largest(shifts, Shift::psi), largest(shifts, Shift::ks));
    }

    private static Recommendation recommendation(Reference reference, List<Shift> told) {
        if (told.isEmpty()) {
            return Recommendation.WAIT;
        }
        if (drifted(told, Kind.BRIGHTNESS, Kind.SIZE, Kind.EVIDENCE) > 0 || latentsDrifted(told)) {
            return reference == Reference.MODEL ? Recommendation.RETRAIN : Recommendation.INSPECT;
        }
        if (drifted(told, Kind.QUALITY) > 0) {
            return Recommendation.INSPECT;
        }
        long moving = told.stream()
                .filter(one -> one.verdict() != StabilityVerdict.STABLE)
                .count();
        return drifted(told, Kind.LATENT) > 0 || moving > SHARE * told.size()
                ? Recommendation.WATCH
                : Recommendation.NONE;
    }

    private static boolean latentsDrifted(List<Shift> told) {
        long latents = told.stream()
                .filter(one -> one.quantity().kind() == Kind.LATENT)
                .count();
        return drifted(told, Kind.LATENT) > SHARE * latents;
    }

    private static long drifted(List<Shift> told, Kind... kinds) {
        return told.stream()
                .filter(one -> one.verdict() == StabilityVerdict.DRIFTED
                        && Arrays.asList(kinds).contains(one.quantity().kind()))
                .count();
    }

    private static double largest(List<Shift> shifts, ToDoubleFunction<Shift> value) {
        return shifts.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(Double.NaN);
    }
}
