package org.galaxyvae.model.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.galaxyvae.base.vocabulary.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Why one object stands out, or that it does not.
 *
 * @param clues all evidences that the model was fitted with, in their order
 * @param latents the posterior mean's units furthest out, the furthest first; ties by dimension
 * @param place where its residual lies; null where there is no image to compare
 */
public record Explanation(List<Clue> clues, List<LatentOffset> latents, Residual.@Nullable Place place) {
    private static final int LATENTS_TOLD = 5;
    /** A tenth of the calibration objects are beyond: what less is, is ordinary. */
    private static final double TOLD_DEPTH = -Math.log(0.1);
    /** Below, the residual's center of mass is where the galaxy is. */
    private static final double TOLD_OFFSET = 0.05;

    public Explanation {
        clues = List.copyOf(clues);
        latents = List.copyOf(latents);
    }

    /**
     * One evidence of the object.
     *
     * @param depth minus the log of its tail probability among calibration objects, nats
     * @param percentile share of calibration objects below, percent
     * @param member whether the anomaly score is summed of it
     * @param share of the anomaly score, 0 to 1; 0 for others than members
     */
    public record Clue(
            Evidence evidence, double value, double depth, double percentile, boolean member, double share) {}

    /**
     * One unit of the posterior mean.
     *
     * @param dimension from 0
     * @param sigmas distance from the training latents' robust mean in their robust deviations, signed
     */
    public record LatentOffset(int dimension, double sigmas) {}

    /**
     * Explains one object.
     *
     * @param values its evidences
     * @param z its posterior mean, or null where it is not known
     * @param residual null where there is no image to compare
     */
    public static Explanation of(
            References references,
            ToDoubleFunction<Evidence> values,
            float @Nullable [] z,
            @Nullable Residual residual) {
        List<Evidence> members = references.members();
        double score = members.stream()
                .mapToDouble(member -> references.depth(member, values.applyAsDouble(member)))
                .sum();
        List<Clue> clues = Arrays.stream(Evidence.values())
                .filter(references::hasTail)
                .map(evidence -> {
                    double value = values.applyAsDouble(evidence);
                    double depth = references.depth(evidence, value);
                    boolean member = members.contains(evidence);
                    return new Clue(
                            evidence,
                            value,
                            depth,
                            references.percentile(evidence, value),
                            member,
                            member && score > 0 ? depth / score : 0);
                })
                .toList();
        return new Explanation(
                clues,
                z == null ? List.of() : furthest(references.latentSigmas(z)),
                residual == null ? null : residual.place());
    }

    private static List<LatentOffset> furthest(double[] sigmas) {
        return IntStream.range(0, sigmas.length)
                .mapToObj(dimension -> new LatentOffset(dimension, sigmas[dimension]))
                .sorted(Comparator.comparingDouble((LatentOffset offset) -> -Math.abs(offset.sigmas())))
                .limit(LATENTS_TOLD)
                .toList();
    }

    /** The explanation in a line: the members that stand out, the deepest first, and where the residual lies. */
    public String summary() {
        List<Clue> members = clues.stream()
                .filter(Clue::member)
                .sorted(Comparator.comparingDouble((Clue clue) -> -clue.depth()))
                .toList();
        List<Clue> told =
                members.stream().filter(clue -> clue.depth() >= TOLD_DEPTH).toList();
        List<String> parts = new ArrayList<>();
        if (told.isEmpty()) {
            Clue first = members.get(0);
            parts.add("nothing stands out: the most unusual is "
                    + first.evidence().column() + ", percentile " + Words.percentile(first.depth()));
        } else {
            Clue first = told.get(0);
            String rest = told.stream()
                    .skip(1)
                    .map(clue -> ", " + clue.evidence().words() + " (" + Words.percentile(clue.depth()) + ")")
                    .collect(Collectors.joining());
            parts.add(first.evidence().words() + " (percentile " + Words.percentile(first.depth()) + ")" + rest);
        }
        if (place != null && (place.extent() > 0 || place.offset() > 0)) {
            parts.add(
                    place.offset() < TOLD_OFFSET ? "the residual is centered" : "the residual sits " + Words.of(place));
        }
        return String.join("; ", parts);
    }
}
