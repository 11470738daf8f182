package org.galaxyvae.train.learn;

import java.io.Serializable;
import java.util.List;
import org.galaxyvae.network.TrainingState;
import org.jspecify.annotations.Nullable;

/**
 * A training between two rounds: with the same settings and images it goes on from here as if it had never stopped. The order
 * of images, the numbers of minibatches, the schedule and what is due follow from {@code imagesPresented} alone.
 *
 * @param imagesPresented over all workers
 * @param bestParameters those with the highest validation ELBO so far; empty before the first validation
 * @param curve all validations so far
 */
public record Snapshot(long imagesPresented, TrainingState state, float[] bestParameters, List<LearningPoint> curve)
        implements Serializable {
    public Snapshot {
        curve = List.copyOf(curve);
    }

    /** Before the first image. */
    public static Snapshot fresh(float[] parameters) {
        return new Snapshot(0, TrainingState.fresh(parameters), new float[0], List.of());
    }

    /** The measurement of the best parameters, or null before the first validation; of equal ones the earliest. */
    public @Nullable LearningPoint best() {
        LearningPoint best = null;
        for (LearningPoint point : curve) {
            if (best == null || point.validation().elbo() > best.validation().elbo()) {
                best = point;
            }
        }
        return best;
    }

    /** Images presented a second over all points of the curve, validation left out; 0 without points. */
    public double imagesPerS() {
        double images = 0;
        double seconds = 0;
        long before = 0;
        for (LearningPoint point : curve) {
            images += point.imagesPresented() - before;
            seconds += (point.imagesPresented() - before) / point.imagesPerS();
            before = point.imagesPresented();
        }
        return seconds == 0 ? 0 : images / seconds;
    }
}
