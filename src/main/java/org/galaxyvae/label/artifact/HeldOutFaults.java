package org.galaxyvae.label.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.galaxyvae.pixel.maths.SortedValues;
import org.jspecify.annotations.Nullable;

/**
 * How well artifacts are told apart on images that no tree was grown on: half of the images each way.
 *
 * @param aucAll drawn artifacts against drawn oddities and untouched images together
 * @param aucOddities drawn artifacts against drawn oddities alone
 * @param aucUntouched against untouched images alone
 * @param meanArtifacts mean probability of drawn artifacts
 * @param meanOddities of drawn oddities
 * @param meanUntouched of untouched images
 * @param kindsTold share of drawn artifacts of which a kind is told
 * @param kindsRight share of these of which it is the right one; 0 where there are none
 */
public record HeldOutFaults(
        double aucAll,
        double aucOddities,
        double aucUntouched,
        @JsonProperty("mean_artefacts") double meanArtifacts,
        double meanOddities,
        double meanUntouched,
        double kindsTold,
        double kindsRight) {
    List<String> lines(int plantedImages) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Drawn artifacts in %,d images, on images not learned from: AUC %.3f against all others, %.3f"
                                + " against drawn oddities, %.3f against untouched images",
                        plantedImages,
                        aucAll,
                        aucOddities,
                        aucUntouched),
                String.format(
                        Locale.ROOT,
                        "Mean probability: drawn artifacts %.3f, drawn oddities %.3f, untouched images %.3f",
                        meanArtifacts,
                        meanOddities,
                        meanUntouched),
                String.format(
                        Locale.ROOT,
                        "Of drawn artifacts %.0f%% are told a kind, and of these %.0f%% the right one",
                        100 * kindsTold,
                        100 * kindsRight));
    }

    /** What an image is. */
    enum Group {
        ARTIFACT,
        ODDITY,
        UNTOUCHED
    }

    /** Takes images one by one. */
    static final class Builder {
        private final Map<Group, List<Double>> probabilities = new EnumMap<>(Group.class);
        private long told;
        private long right;

        Builder() {
            for (Group group : Group.values()) {
                probabilities.put(group, new ArrayList<>());
            }
        }

        /**
         * Adds an image.
         *
         * @param drawn kind of a drawn artifact
         * @param kind what it resembles, told of likely ones
         */
        void add(Group group, double probability, @Nullable ArtifactKind drawn, @Nullable ArtifactKind kind) {
            of(group).add(probability);
            if (drawn != null && kind != null && probability >= ArtifactStage.LIKELY) {
                told++;
                right += kind == drawn ? 1 : 0;
            }
        }

        HeldOutFaults build() {
            List<Double> artifacts = of(Group.ARTIFACT);
            List<Double> others = new ArrayList<>(of(Group.ODDITY));
            others.addAll(of(Group.UNTOUCHED));
            return new HeldOutFaults(
                    auc(artifacts, others),
                    auc(artifacts, of(Group.ODDITY)),
                    auc(artifacts, of(Group.UNTOUCHED)),
                    mean(artifacts),
                    mean(of(Group.ODDITY)),
                    mean(of(Group.UNTOUCHED)),
                    (double) told / artifacts.size(),
                    told == 0 ? 0 : (double) right / told);
        }

        private List<Double> of(Group group) {
            return Objects.requireNonNull(probabilities.get(group));
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    private static double auc(List<Double> first, List<Double> others) {
        return SortedValues.auc(
                first.stream().mapToDouble(value -> value).toArray(),
                others.stream().mapToDouble(value -> value).sorted().toArray());
    }
}
