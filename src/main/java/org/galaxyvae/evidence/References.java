package org.galaxyvae.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything fitted once per model: the latent Gaussian on training objects, tails and scores on calibration objects.
 *
 * <p>With it a score is a pure function of image and model: unchanged image and model, equal score.
 */
public final class References {
    /** The members of the Fisher sum, in the order in which a tie for the strongest is decided. */
    public static final List<String> MEMBERS = List.of("asymmetry", "central_mse", "mahalanobis");

    private static final String NETWORK_FREE = "asymmetry";

    private final RobustGaussian latents;
    private final Map<String, Tail> tails;
    private final double[] calibrationScores;

    private References(RobustGaussian latents, Map<String, Tail> tails, double[] calibrationScores) {
        this.latents = latents;
        this.tails = tails;
        this.calibrationScores = calibrationScores;
    }

    /** Before there are tails: enough to make evidences with. */
    public static References ofLatents(RobustGaussian latents) {
        return new References(latents, Map.of(), new double[0]);
    }

    /**
     * Fits tails and calibration scores.
     *
     * @param calibration evidences of objects that were not trained on, at least 20
     */
    public static References fit(RobustGaussian latents, List<Evidences> calibration) {
        Map<String, Tail> tails = new LinkedHashMap<>();
        for (String member : MEMBERS) {
            tails.put(
                    member,
                    Tail.fit(calibration.stream()
                            .mapToDouble(evidences -> member(evidences, member))
                            .toArray()));
        }
        References references = new References(latents, tails, new double[0]);
        double[] scores = calibration.stream()
                .mapToDouble(evidences -> references.combine(evidences).anomalyScore())
                .sorted()
                .toArray();
        return new References(latents, tails, scores);
    }

    /** Restores what {@link #toArrays} gave. */
    public static References of(Map<String, double[]> arrays) {
        Map<String, Tail> tails = new LinkedHashMap<>();
        if (arrays.keySet().stream().anyMatch(name -> name.startsWith("tail."))) {
            for (String member : MEMBERS) {
                tails.put(member, Tail.of(array(arrays, "tail." + member)));
            }
        }
        return new References(
                RobustGaussian.of(array(arrays, "latent.mean"), array(arrays, "latent.factor")),
                tails,
                array(arrays, "calibration.scores"));
    }

    /** Everything as arrays by name, for a file. */
    public Map<String, double[]> toArrays() {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        arrays.put("latent.mean", latents.mean());
        arrays.put("latent.factor", latents.factor());
        tails.forEach((member, tail) -> arrays.put("tail." + member, tail.toArray()));
        arrays.put("calibration.scores", calibrationScores);
        return arrays;
    }

    private static double[] array(Map<String, double[]> arrays, String name) {
        double[] array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("Invalid references: no array " + name);
        }
        return array;
    }

    /** The latent Gaussian. */
    RobustGaussian latents() {
        return latents;
    }

    /** The number of calibration objects. */
    public int calibrationObjects() {
        return calibrationScores.length;
    }

    /**
     * What the evidences come to.
     *
     * @param anomalyScore Fisher's sum (1925) of minus log tail probabilities over all members, nats; the members correlate,
     *     so it is never referred to a chi-square
     * @param networkScore the same without the member that needs no network
     * @param topEvidence the member with the smallest tail probability
     */
    public record Combination(double anomalyScore, double networkScore, String topEvidence) {}

    /** Combines the members. */
    public Combination combine(Evidences evidences) {
        double sum = 0;
        double network = 0;
        double deepest = Double.NEGATIVE_INFINITY;
        String top = "";
        for (Map.Entry<String, Tail> tail : tails.entrySet()) {
            double depth = tail.getValue().depth(member(evidences, tail.getKey()));
            sum += depth;
            network += tail.getKey().equals(NETWORK_FREE) ? 0 : depth;
            if (depth > deepest) {
                deepest = depth;
                top = tail.getKey();
            }
        }
        return new Combination(sum, network, top);
    }

    /** Conformal p-value (Vovk et al. 2005): (1 + calibration objects at least as anomalous) / (n + 1). */
    public double pValue(double anomalyScore) {
        int low = 0;
        int high = calibrationScores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (calibrationScores[middle] < anomalyScore) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (1.0 + calibrationScores.length - low) / (calibrationScores.length + 1.0);
    }

    private static double member(Evidences evidences, String name) {
        return switch (name) {
            case "asymmetry" -> evidences.asymmetry();
            case "central_mse" -> evidences.centralMse();
            case "mahalanobis" -> evidences.mahalanobis();
            default -> throw new IllegalArgumentException("Unknown member: " + name);
        };
    }
}
