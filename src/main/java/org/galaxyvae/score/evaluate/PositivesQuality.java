package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How well all scores find one set of positives.
 *
 * @param name of the set: {@code all}, or one positive value alone
 * @param comparisons every score against {@code anomaly_score}
 * @param networkAgainstPca the network's scores against those of principal components in the same recipe
 */
public record PositivesQuality(
        String name,
        long positives,
        List<ScoreQuality> scores,
        List<ScoreComparison> comparisons,
        List<ScoreComparison> networkAgainstPca) {
    /** What all others are compared with. */
    static final String REFERENCE = "anomaly_score";

    public PositivesQuality {
        scores = List.copyOf(scores);
        comparisons = List.copyOf(comparisons);
        networkAgainstPca = List.copyOf(networkAgainstPca);
    }

    /**
     * Measures.
     *
     * @param rankings of the same objects; one of them is {@link #REFERENCE}
     */
    static PositivesQuality of(String name, List<Ranking> rankings, int resamples, long seed) {
        Map<String, Bootstrap.Resampled> resampled = new Bootstrap(resamples, 1, seed).of(rankings);
        Ranking reference = named(rankings, REFERENCE);
        List<ScoreQuality> scores = new ArrayList<>();
        List<ScoreComparison> comparisons = new ArrayList<>();
        for (Ranking ranking : rankings) {
            scores.add(ScoreQuality.of(ranking, resampled(resampled, ranking)));
            if (ranking != reference) {
                comparisons.add(ScoreComparison.of(
                        ranking, reference, resampled(resampled, ranking), resampled(resampled, reference)));
            }
        }
        List<ScoreComparison> pairs = new ArrayList<>();
        for (List<String> pair : Recipe.NETWORK_AGAINST_PCA) {
            if (resampled.keySet().containsAll(pair)) {
                Ranking network = named(rankings, pair.get(0));
                Ranking pca = named(rankings, pair.get(1));
                pairs.add(ScoreComparison.of(network, pca, resampled(resampled, network), resampled(resampled, pca)));
            }
        }
        return new PositivesQuality(name, reference.objects().positives(), scores, comparisons, pairs);
    }

    private static Bootstrap.Resampled resampled(Map<String, Bootstrap.Resampled> all, Ranking ranking) {
        Bootstrap.Resampled one = all.get(ranking.name());
        if (one == null) {
            throw new IllegalStateException("No resamples of " + ranking.name());
        }
        return one;
    }

    private static Ranking named(List<Ranking> rankings, String name) {
        return rankings.stream()
                .filter(ranking -> ranking.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No score " + name));
    }
}
