package org.galaxyvae.score.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * A score's ROC and precision-recall curve, thinned.
 *
 * @param score its name
 * @param points from the highest score to the lowest; the first counts nothing, the last all objects
 */
record Curve(String score, List<Point> points) {
    Curve {
        points = List.copyOf(points);
    }

    /**
     * What a cut selects: all objects with at least this score.
     *
     * @param threshold the score; infinite where nothing is selected
     * @param selected objects at or above it
     * @param falsePositiveRate share of the negatives among them
     * @param truePositiveRate share of the positives among them: the recall
     * @param precision share of the selected that are positive; 1 where nothing is selected
     */
    record Point(
            double threshold, long selected, double falsePositiveRate, double truePositiveRate, double precision) {}

    /**
     * The curve at cuts between different scores only. Where there are more than {@code most}, those stay that begin a new
     * step of both axes' length, which bounds the gap between neighbors; ends stay.
     */
    static Curve of(Ranking ranking, int most) {
        int objects = ranking.objects().size();
        int positives = ranking.objects().positives();
        int negatives = objects - positives;
        int ties = 0;
        for (int i = 0; i < objects; i++) {
            ties += ranking.endsTieAt(i) ? 1 : 0;
        }
        double step = ties + 1 <= most ? 0 : 2.0 / (most - 2);
        List<Point> points = new ArrayList<>(List.of(new Point(Double.POSITIVE_INFINITY, 0, 0, 0, 1)));
        double kept = 0;
        int found = 0;
        for (int i = 0; i < objects; i++) {
            found += ranking.isPositiveAt(i) ? 1 : 0;
            if (!ranking.endsTieAt(i)) {
                continue;
            }
            double falsePositives = (double) (i + 1 - found) / negatives;
            double truePositives = (double) found / positives;
            if (falsePositives + truePositives - kept >= step || i == objects - 1) {
                points.add(
                        new Point(ranking.scoreAt(i), i + 1, falsePositives, truePositives, (double) found / (i + 1)));
                kept = falsePositives + truePositives;
            }
        }
        return new Curve(ranking.name(), points);
    }
}
