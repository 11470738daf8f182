package org.galaxyvae.show.report;

import java.util.List;
import org.galaxyvae.show.gallery.TopScores;

/**
 * What the charts are drawn from.
 *
 * @param learned empty where the model has no learning curve
 * @param measured empty where the model was not evaluated
 */
record Charts(
        List<Histograms.Histogram> histograms,
        List<Curves.Learned> learned,
        List<Curves.Baseline> baselines,
        List<Curves.Measured> measured) {
    /** Reads and counts them. */
    static Charts of(ReportedRun run, TopScores scores) {
        Curves curves = new Curves(run);
        return new Charts(Histograms.of(scores.rows()), curves.learned(), curves.baselines(), curves.measured());
    }
}
