package org.galaxyvae.model.evidence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.galaxyvae.base.vocabulary.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What one image and one model say: a number for each {@link Evidence}, higher is more anomalous, and beside them the
 * log-probability that one of them is made of. Formulas: {@code docs/science.md}.
 */
public final class Evidences implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Evidence[] ALL = Evidence.values();

    private final double reconstructionLogProb;
    private final double reconstructionNllSe;
    /** One for each evidence, by its place in the list. */
    private final double[] values;

    /**
     * Asks for each evidence once, in the order of the list.
     *
     * @param reconstructionLogProb nats, mean over the posterior draws of log p(x|z); higher is less anomalous
     * @param reconstructionNllSe its standard error over the draws, nats; 0 for less than two draws
     * @param values of each evidence
     * @throws IllegalArgumentException where a number is not finite
     */
    Evidences(double reconstructionLogProb, double reconstructionNllSe, ToDoubleFunction<Evidence> values) {
        this.reconstructionLogProb = reconstructionLogProb;
        this.reconstructionNllSe = reconstructionNllSe;
        this.values = Arrays.stream(ALL).mapToDouble(values).toArray();
        List<String> broken = new ArrayList<>();
        require("reconstruction_log_prob", reconstructionLogProb, broken);
        require("reconstruction_nll_se", reconstructionNllSe, broken);
        for (Evidence evidence : ALL) {
            require(evidence.column(), of(evidence), broken);
        }
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid evidences: " + String.join(", ", broken) + ", expected finite numbers");
        }
    }

    private static void require(String column, double value, List<String> broken) {
        if (!Double.isFinite(value)) {
            broken.add(column + " is " + value);
        }
    }

    /** Nats, mean over the posterior draws of log p(x|z); higher is less anomalous. */
    public double reconstructionLogProb() {
        return reconstructionLogProb;
    }

    /** Standard error of that over the draws, nats; 0 for less than two draws. */
    public double reconstructionNllSe() {
        return reconstructionNllSe;
    }

    /** The number of that evidence. */
    @SuppressWarnings("EnumOrdinal") // the places are never stored
    public double of(Evidence evidence) {
        return values[evidence.ordinal()];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidences that
                && Double.compare(reconstructionLogProb, that.reconstructionLogProb) == 0
                && Double.compare(reconstructionNllSe, that.reconstructionNllSe) == 0
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reconstructionLogProb, reconstructionNllSe, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return Arrays.stream(ALL)
                .map(evidence -> evidence.column() + " " + of(evidence))
                .collect(Collectors.joining(", ", "Evidences[", "]"));
    }
}
