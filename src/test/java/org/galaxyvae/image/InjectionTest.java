package org.galaxyvae.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.sky.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InjectionTest {
    private static final int SIZE = 64;

    @ParameterizedTest
    @EnumSource(InjectedKind.class)
    void drawsTheSameAgainAndLeavesTheImageAlone(InjectedKind kind) {
        byte[] image = galaxy("a", 9);
        byte[] before = image.clone();
        byte[] other = galaxy("b", 5);
        for (boolean strong : new boolean[] {false, true}) {
            byte[] injected = new Injection(kind, strong).into(image, other, 1, "a");
            assertThat(injected).isEqualTo(new Injection(kind, strong).into(image, other, 1, "a"));
            assertThat(injected).isNotEqualTo(image);
        }
        assertThat(image).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = InjectedKind.class,
            names = {"BLEND", "TRAIL", "STAR", "RING", "MISSING"})
    void strongChangesMoreThanWeak(InjectedKind kind) {
        double weak = 0;
        double strong = 0;
        for (int i = 0; i < 20; i++) {
            byte[] image = galaxy("g" + i, 6);
            byte[] other = galaxy("o" + i, 8);
            weak += change(image, new Injection(kind, false).into(image, other, 1, "g" + i));
            strong += change(image, new Injection(kind, true).into(image, other, 1, "g" + i));
        }
        assertThat(strong).isGreaterThan(1.3 * weak);
    }

    @Test
    void aTrailIsInOneBandAndAStarBurnsOut() {
        byte[] image = galaxy("a", 6);
        byte[] trail = new Injection(InjectedKind.TRAIL, true).into(image, image, 1, "a");
        int bands = 0;
        for (int c = 0; c < 3; c++) {
            boolean changed = false;
            for (int at = c; at < image.length; at += 3) {
                changed |= trail[at] != image[at];
            }
            bands += changed ? 1 : 0;
        }
        assertThat(bands).isEqualTo(1);
        byte[] star = new Injection(InjectedKind.STAR, true).into(image, image, 1, "a");
        int burnt = 0;
        for (int at = 0; at < star.length; at += 3) {
            burnt += (star[at] & 0xFF) == 255 && (star[at + 1] & 0xFF) == 255 && (star[at + 2] & 0xFF) == 255 ? 1 : 0;
        }
        assertThat(burnt).isBetween(20, 200);
    }

    /** Every kind, weak and strong, beside the galaxy it was drawn into: to be looked at in {@code target}. */
    @Test
    void drawsASheet() throws Exception {
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (InjectedKind kind : InjectedKind.values()) {
            for (boolean strong : new boolean[] {false, true}) {
                byte[] image = galaxy(kind.name(), 7);
                byte[] injected = new Injection(kind, strong).into(image, galaxy("other", 6), 1, "x");
                cells.add(new ContactSheet.Cell(
                        List.of(new Picture(SIZE, SIZE, image), new Picture(SIZE, SIZE, injected)),
                        List.of(kind.label(strong))));
            }
        }
        Path sheet = Path.of("target", "injected.png");
        Files.write(sheet, new ContactSheet(4, 96).png(cells));
        assertThat(sheet).isNotEmptyFile();
    }

    private static double change(byte[] before, byte[] after) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += Math.abs((after[i] & 0xFF) - (before[i] & 0xFF));
        }
        return sum;
    }

    /** A round exponential disk, red in the middle, on a dark noisy sky. */
    private static byte[] galaxy(String id, double scale) {
        CounterRandom random = CounterRandom.of(1, "galaxy", 0, id.toLowerCase(Locale.ROOT));
        byte[] image = new byte[SIZE * SIZE * 3];
        for (int at = 0; at < image.length; at++) {
            int pixel = at / 3;
            int row = pixel / SIZE;
            double r = Math.hypot(row - 31.5, pixel % SIZE - 31.5);
            double light = (at % 3 == 0 ? 200 : at % 3 == 1 ? 170 : 120) * Math.exp(-r / scale);
            image[at] = (byte) Math.max(0, Math.min(255, Math.round(12 + light + 4 * random.nextGaussian())));
        }
        return image;
    }
}
