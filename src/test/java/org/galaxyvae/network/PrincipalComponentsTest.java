package org.galaxyvae.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    @Test
    void findsTheAxesOfAnExactCase() {
        // mean (100, 100, 100, 100); along (1, 1, 0, 0) ±40, along (0, 0, 1, -1) ±20, nothing else
        List<byte[]> images = List.of(
                bytes(140, 140, 100, 100), bytes(60, 60, 100, 100), bytes(100, 100, 120, 80), bytes(100, 100, 80, 120));
        PrincipalComponents fit = PrincipalComponents.fit(images, 3, 1);
        assertThat(fit.count()).isEqualTo(3);
        byte[] image = bytes(150, 130, 130, 90);
        check(fit.reconstruction(image, 0), 100, 100, 100, 100);
        // the first axis sees (50 + 30) / 2 = 40 of it, the second (30 + 10) / 2 = 20
        check(fit.reconstruction(image, 1), 140, 140, 100, 100);
        check(fit.reconstruction(image, 2), 140, 140, 120, 80);
    }

    @Test
    void hasFewerComponentsWhereThereAreFewImages() {
        assertThat(PrincipalComponents.fit(List.of(bytes(1, 2, 3)), 16, 1).count())
                .isZero();
        assertThat(PrincipalComponents.fit(List.of(bytes(1, 2, 3), bytes(3, 2, 1)), 16, 1)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void reconstructsALowRankSetAndRepeatsItself() {
        CounterRandom random = CounterRandom.of(1, "images", 0, "");
        byte[][] axes = new byte[3][200];
        for (byte[] axis : axes) {
            for (int p = 0; p < axis.length; p++) {
                axis[p] = (byte) random.nextInt(80);
            }
        }
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] image = new byte[200];
            double a = random.nextDouble();
            double b = random.nextDouble();
            for (int p = 0; p < 200; p++) {
                image[p] = (byte) Math.round(axes[0][p] + a * axes[1][p] + b * axes[2][p]);
            }
            images.add(image);
        }
        PrincipalComponents fit = PrincipalComponents.fit(images, 8, 7);
        double error = 0;
        double spread = 0;
        for (byte[] image : images) {
            float[] found = fit.reconstruction(image, 2);
            float[] mean = fit.reconstruction(image, 0);
            for (int p = 0; p < 200; p++) {
                error += Math.pow(found[p] - (image[p] & 0xFF) / 255.0, 2);
                spread += Math.pow(mean[p] - (image[p] & 0xFF) / 255.0, 2);
            }
        }
        // what is left is the rounding to whole numbers
        assertThat(error / spread).isLessThan(2e-3);
        assertThat(PrincipalComponents.fit(images, 8, 7).reconstruction(images.get(0), 8))
                .containsExactly(fit.reconstruction(images.get(0), 8));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static void check(float[] found, double... levels) {
        for (int i = 0; i < levels.length; i++) {
            assertThat(found[i] * 255).isCloseTo((float) levels[i], within(1e-2f));
        }
    }
}
