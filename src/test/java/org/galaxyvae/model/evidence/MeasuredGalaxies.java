package org.galaxyvae.model.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.galaxyvae.network.PrincipalComponents;
import org.galaxyvae.pixel.maths.CounterRandom;

/** Measured objects that need no network: all numbers are drawn, errors grow with complexity. */
public final class MeasuredGalaxies {
    /** The default members. */
    public static final References.Members MEMBERS =
            References.Members.of(List.of("asymmetry", "complexity_excess", "knn_distance", "morphology_knn"), 10);

    private MeasuredGalaxies() {}

    /** One object; equal numbers for equal arguments. */
    public static Measured galaxy(String sample, int i, int latent) {
        CounterRandom random = CounterRandom.of(5, sample, i, "");
        double complexity = random.nextGaussian();
        double[] complexities = new double[Complexity.REGRESSORS];
        Arrays.fill(complexities, complexity);
        complexities[1] = random.nextGaussian();
        float[] z = normal(random, latent);
        double[] shape = new double[18];
        Arrays.setAll(shape, j -> random.nextGaussian());
        double centralMse = 1e-3 * Math.exp(complexity + 0.1 * random.nextGaussian());
        return new Measured(
                sample + i,
                random.nextInt(1 << 30),
                z,
                new float[latent],
                20_000 - 1e6 * centralMse,
                10,
                centralMse / 2,
                centralMse,
                Math.log(centralMse) / 2,
                100 + random.nextGaussian(),
                normal(random, 2),
                centralMse / 1.5,
                1.2 * centralMse * Math.exp(0.1 * random.nextGaussian()),
                complexities,
                shape,
                Math.abs(random.nextGaussian()) / 10,
                Math.abs(random.nextGaussian()) / 12);
    }

    private static float[] normal(CounterRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** So many objects. */
    public static List<Measured> sample(String name, int count, int latent) {
        return IntStream.range(0, count).mapToObj(i -> galaxy(name, i, latent)).toList();
    }

    /** References of 200 training and 99 calibration objects, and two components of images with so many values. */
    public static References references(int latent, int imageLength) {
        float[] components = new float[2 * imageLength];
        components[0] = 1;
        components[imageLength + 1] = 1;
        return References.fit(
                MEMBERS,
                PrincipalComponents.of(new float[imageLength], components),
                sample("training", 200, latent),
                sample("calibration", 99, latent),
                1);
    }
}
