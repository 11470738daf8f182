package org.galaxyvae.lab.disentangle;

import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.pixel.maths.CounterRandom;

/** Three independent factors of many objects, and latent units that know them in known ways. */
record MadeUp(List<Factor> factors, double[][] perfect, double[][] rotated, double[][] noise) {
    static MadeUp of(int objects) {
        double[][] truth = new double[3][objects];
        double[][] noise = new double[4][objects];
        double[][] perfect = new double[4][objects];
        double[][] rotated = new double[4][objects];
        CounterRandom random = CounterRandom.of(1, "made up", 0, "");
        for (int i = 0; i < objects; i++) {
            for (double[] factor : truth) {
                factor[i] = random.between(-1, 1);
            }
            for (double[] unit : noise) {
                unit[i] = random.nextGaussian();
            }
            perfect[0][i] = -3 * truth[1][i];
            perfect[1][i] = Math.exp(truth[0][i]);
            perfect[2][i] = noise[2][i];
            perfect[3][i] = truth[2][i];
            // every unit has as much of every factor (the rows of a Hadamard matrix)
            rotated[0][i] = truth[0][i] + truth[1][i] + truth[2][i];
            rotated[1][i] = truth[0][i] - truth[1][i] + truth[2][i];
            rotated[2][i] = truth[0][i] + truth[1][i] - truth[2][i];
            rotated[3][i] = truth[0][i] - truth[1][i] - truth[2][i];
        }
        List<Factor> factors = IntStream.range(0, 3)
                .mapToObj(k -> new Factor("factor_" + k, truth[k], false))
                .toList();
        return new MadeUp(factors, perfect, rotated, noise);
    }
}
