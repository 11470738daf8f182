package org.galaxyvae.pixel.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class StructuralSimilarityTest {
    private static final int SIZE = 14;
    private static final int CHANNELS = 3;

    private static float[] image(int number) {
        CounterRandom random = CounterRandom.of(1, "image", number, "");
        float[] image = new float[SIZE * SIZE * CHANNELS];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextDouble();
        }
        return image;
    }

    private static float[] constant(float value) {
        float[] image = new float[SIZE * SIZE * CHANNELS];
        Arrays.fill(image, value);
        return image;
    }

    private static double similarity(float[] a, float[] b) {
        return new StructuralSimilarity(SIZE, CHANNELS).of(a, 0, b, 0);
    }

    @Test
    void isOneForEqualImages() {
        assertThat(similarity(image(1), image(1))).isCloseTo(1, within(1e-12));
    }

    @Test
    void comparesOnlyTheLuminanceOfConstantImages() {
        // (2 · 0.25 · 0.5 + 0.0001) / (0.0625 + 0.25 + 0.0001)
        assertThat(similarity(constant(0.25f), constant(0.5f))).isCloseTo(0.2501 / 0.3126, within(1e-9));
    }

    @Test
    void agreesWithTheDefinitionWindowByWindow() {
        float[] a = image(1);
        float[] b = image(2);
        for (int i = 0; i < b.length; i++) {
            b[i] = 0.7f * a[i] + 0.3f * b[i];
        }
        assertThat(similarity(a, b)).isCloseTo(definition(a, b), within(1e-9));
    }

    @Test
    void readsImagesFromTheMiddleOfArrays() {
        float[] both = new float[2 * SIZE * SIZE * CHANNELS];
        System.arraycopy(image(1), 0, both, 0, both.length / 2);
        System.arraycopy(image(2), 0, both, both.length / 2, both.length / 2);
        assertThat(new StructuralSimilarity(SIZE, CHANNELS).of(both, both.length / 2, both, 0))
                .isCloseTo(similarity(image(2), image(1)), within(1e-12));
    }

    /** Weighted moments about the weighted mean in two dimensions, nothing shared. */
    private static double definition(float[] a, float[] b) {
        double sum = 0;
        int windows = 0;
        for (int c = 0; c < CHANNELS; c++) {
            for (int top = 0; top + 11 <= SIZE; top++) {
                for (int left = 0; left + 11 <= SIZE; left++) {
                    sum += window(a, b, top, left, c);
                    windows++;
                }
            }
        }
        return sum / windows;
    }

    private static double window(float[] a, float[] b, int top, int left, int c) {
        double[] moment = new double[6];
        for (int pass = 0; pass < 2; pass++) {
            for (int y = 0; y < 11; y++) {
                for (int x = 0; x < 11; x++) {
                    double w = Math.exp(-((y - 5) * (y - 5) + (x - 5) * (x - 5)) / 4.5);
                    int at = ((top + y) * SIZE + left + x) * CHANNELS + c;
                    if (pass == 0) {
                        moment[0] += w;
                        moment[1] += w * a[at];
                        moment[2] += w * b[at];
                    } else {
                        double da = a[at] - moment[1] / moment[0];
                        double db = b[at] - moment[2] / moment[0];
                        moment[3] += w * da * da;
                        moment[4] += w * db * db;
                        moment[5] += w * da * db;
                    }
                }
            }
        }
        double ma = moment[1] / moment[0];
        double mb = moment[2] / moment[0];
        double va = moment[3] / moment[0];
        double vb = moment[4] / moment[0];
        double covariance = moment[5] / moment[0];
        return (2 * ma * mb + 1e-4) * (2 * covariance + 9e-4) / ((ma * ma + mb * mb + 1e-4) * (va + vb + 9e-4));
    }
}
