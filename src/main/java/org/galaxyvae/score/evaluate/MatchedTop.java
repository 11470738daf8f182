package org.galaxyvae.score.evaluate;

/**
 * What the first 100 hold when they are drawn so that they have the survey's brightness and size: the best of every
 * {@link SurveyCells cell}, in proportion to the cells.
 *
 * @param score its name
 * @param precision share of them that is positive
 * @param recall share of the positives among them
 */
record MatchedTop(String score, double precision, double recall) {
    static MatchedTop of(String score, LabeledObjects objects, double[] scores, SurveyCells cells) {
        double[] ascending = cells.shareAbove(scores);
        double[] descending = new double[ascending.length];
        for (int i = 0; i < ascending.length; i++) {
            descending[i] = -ascending[i];
        }
        Ranking matched = new Ranking(score, objects, descending);
        return new MatchedTop(score, matched.precisionAt(Ranking.CUT), matched.recallAt(Ranking.CUT));
    }
}
