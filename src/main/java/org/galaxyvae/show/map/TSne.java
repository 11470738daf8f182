package org.galaxyvae.show.map;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * t-distributed stochastic neighbor embedding, exact (van der Maaten and Hinton 2008): every pair counts, so that time and memory grow
 * with the square of the objects. Begins in the principal plane, which keeps the large in its place (Kobak and Berens 2019).
 *
 * <p>The result is the same on any number of cores: each object's force is one sum in one order.
 *
 * @param perplexity about how many neighbors count, see {@link Affinities}; at most a third of the vectors does
 * @param iterations steps of gradient descent, of which the first quarter exaggerates
 * @param seed of the tiny shifts that part equal vectors
 * @param done counts iterations, for those who wait
 */
record TSne(double perplexity, int iterations, long seed, AtomicInteger done) implements Projection {
    /** As usual, and enough for thousands. */
    static final int USUAL_ITERATIONS = 1000;

    private static final double EXAGGERATION = 12;
    private static final double FIRST_MOMENTUM = 0.5;
    private static final double LAST_MOMENTUM = 0.8;
    private static final double LEAST_RATE = 50;
    private static final double LEAST_GAIN = 0.01;
    private static final double GAIN_RISE = 0.2;
    private static final double GAIN_FALL = 0.8;
    /** Standard deviation of where it begins: so small that all attract all. */
    private static final double FIRST_SPREAD = 1e-4;

    private static final double SHIFT = 1e-3;

    TSne(double perplexity, int iterations, long seed) {
        this(perplexity, iterations, seed, new AtomicInteger());
    }

    @Override
    public double[][] positions(float[][] vectors) {
        int count = vectors.length;
        float[][] together = Affinities.of(vectors, Math.min(perplexity, (count - 1) / 3.0));
        double[][] start = start(vectors);
        double[] x = start[0];
        double[] y = start[1];
        Descent alongX = new Descent(count);
        Descent alongY = new Descent(count);
        Forces forces = new Forces(together);
        // as Belkina et al. 2019 found: enough for all sizes
        double rate = Math.max(LEAST_RATE, count / EXAGGERATION / 4);
        for (int iteration = 0; iteration < iterations; iteration++) {
            boolean first = iteration < iterations / 4;
            forces.measure(x, y, first ? EXAGGERATION : 1);
            double momentum = first ? FIRST_MOMENTUM : LAST_MOMENTUM;
            alongX.step(x, forces.gradientX, rate, momentum);
            alongY.step(y, forces.gradientY, rate, momentum);
            done.incrementAndGet();
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new double[] {x[i], y[i]})
                .toArray(double[][]::new);
    }

    private double[][] start(float[][] vectors) {
        double[][] plane = new PrincipalPlane().positions(vectors);
        double square = 0;
        for (double[] position : plane) {
            square += position[0] * position[0] / plane.length;
        }
        double scale = square > 0 ? FIRST_SPREAD / Math.sqrt(square) : 0;
        double[][] start = new double[2][plane.length];
        CounterRandom random = CounterRandom.of(seed, "t-SNE", 0, "");
        for (int i = 0; i < plane.length; i++) {
            start[0][i] = scale * plane[i][0] + SHIFT * FIRST_SPREAD * random.nextGaussian();
            start[1][i] = scale * plane[i][1] + SHIFT * FIRST_SPREAD * random.nextGaussian();
        }
        return start;
    }

    /** Gradient descent along one axis, with momentum and a gain for each object (Jacobs 1988). */
    private static final class Descent {
        private final double[] velocity;
        private final double[] gain;

        Descent(int count) {
            velocity = new double[count];
            gain = new double[count];
            Arrays.fill(gain, 1);
        }

        void step(double[] positions, double[] gradient, double rate, double momentum) {
            double mean = 0;
            for (int i = 0; i < positions.length; i++) {
                boolean onward = gradient[i] * velocity[i] < 0;
                gain[i] = Math.max(LEAST_GAIN, onward ? gain[i] + GAIN_RISE : gain[i] * GAIN_FALL);
                velocity[i] = momentum * velocity[i] - rate * gain[i] * gradient[i];
                positions[i] += velocity[i];
                mean += positions[i] / positions.length;
            }
            for (int i = 0; i < positions.length; i++) {
                positions[i] -= mean;
            }
        }
    }

    /** The gradient of the Kullback-Leibler divergence (equation 5), apart into what pulls and what pushes. */
    static final class Forces {
        private final float[][] together;
        private final double[] pullX;
        private final double[] pullY;
        private final double[] pushX;
        private final double[] pushY;
        private final double[] weights;
        final double[] gradientX;
        final double[] gradientY;

        Forces(float[][] together) {
            int count = together.length;
            this.together = together;
            this.pullX = new double[count];
            this.pullY = new double[count];
            this.pushX = new double[count];
            this.pushY = new double[count];
            this.weights = new double[count];
            this.gradientX = new double[count];
            this.gradientY = new double[count];
        }

        void measure(double[] x, double[] y, double exaggeration) {
            IntStream.range(0, x.length).parallel().forEach(i -> one(x, y, i));
            double all = 0;
            for (double weight : weights) {
                all += weight;
            }
            for (int i = 0; i < x.length; i++) {
                gradientX[i] = 4 * (exaggeration * pullX[i] - pushX[i] / all);
                gradientY[i] = 4 * (exaggeration * pullY[i] - pushY[i] / all);
            }
        }

        private void one(double[] x, double[] y, int i) {
            float[] p = together[i];
            double pullsX = 0;
            double pullsY = 0;
            double pushesX = 0;
            double pushesY = 0;
            double sum = -1; // without itself
            for (int j = 0; j < p.length; j++) {
                double dx = x[i] - x[j];
                double dy = y[i] - y[j];
                double weight = 1 / (1 + dx * dx + dy * dy);
                double pull = p[j] * weight;
                double push = weight * weight;
                pullsX += pull * dx;
                pullsY += pull * dy;
                pushesX += push * dx;
                pushesY += push * dy;
                sum += weight;
            }
            pullX[i] = pullsX;
            pullY[i] = pullsY;
            pushX[i] = pushesX;
            pushY[i] = pushesY;
            weights[i] = sum;
        }
    }
}
