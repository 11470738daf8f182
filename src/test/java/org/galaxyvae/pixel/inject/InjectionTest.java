package org.galaxyvae.pixel.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.galaxyvae.pixel.sky.Hashes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionTest {
    private static final int SIZE = 64;

    @Test
    void namesAllKindsInOrderFromWeakToStrong() {
        assertThat(Injection.all()).hasSize(33).doesNotHaveDuplicates();
        assertThat(Injection.all().stream().map(Injection::label))
                .startsWith("trail_weak", "trail_medium", "trail_strong", "cosmic_rays_weak")
                .endsWith("error_page_strong");
    }

    @ParameterizedTest
    @EnumSource(InjectedKind.class)
    void drawsTheSameAgainAndLeavesTheImagesAlone(InjectedKind kind) {
        byte[] image = galaxy("a", 9);
        byte[] imageBefore = image.clone();
        byte[] other = galaxy("b", 5);
        byte[] otherBefore = other.clone();
        for (InjectionStrength strength : InjectionStrength.values()) {
            Injection injection = new Injection(kind, strength);
            byte[] injected = injection.into(image, other, 1, "a");
            assertThat(injected).hasSameSizeAs(image).isNotEqualTo(Injection.untouched(image));
            assertThat(injection.into(image, other, 1, "a")).isEqualTo(injected);
        }
        assertThat(image).isEqualTo(imageBefore);
        assertThat(other).isEqualTo(otherBefore);
    }

    @ParameterizedTest
    @EnumSource(InjectedKind.class)
    void drawsElsewhereForAnotherSeedOrObject(InjectedKind kind) {
        Injection injection = new Injection(kind, InjectionStrength.MEDIUM);
        byte[] image = galaxy("a", 9);
        Set<String> bySeed = new HashSet<>();
        Set<String> byObject = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            bySeed.add(Hashes.sha256(injection.into(image, image, i, "a"), 16));
            byObject.add(Hashes.sha256(injection.into(image, image, 1, "o" + i), 16));
        }
        // a missing part has but four sides
        int least = kind == InjectedKind.MISSING ? 2 : 8;
        assertThat(bySeed).hasSizeGreaterThanOrEqualTo(least);
        assertThat(byObject).hasSizeGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @EnumSource(InjectedKind.class)
    void changesTheMoreTheStronger(InjectedKind kind) {
        double[] changes = new double[3];
        for (int i = 0; i < 20; i++) {
            byte[] image = galaxy("g" + i, 6);
            byte[] control = Injection.untouched(image);
            byte[] other = galaxy("o" + i, 8);
            int k = 0;
            for (InjectionStrength strength : InjectionStrength.values()) {
                changes[k++] += change(control, new Injection(kind, strength).into(image, other, 1, "g" + i));
            }
        }
        assertThat(changes[0]).isPositive();
        assertThat(changes[1]).isGreaterThan(1.2 * changes[0]);
        assertThat(changes[2]).isGreaterThan(1.2 * changes[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 41, 64, 100, 128, 200, 256})
    void leavesTheUntouchedNearlyAsTheyWere(int size) {
        byte[] clean = galaxy("a", size / 8.0, size, 0);
        assertThat(change(clean, Injection.untouched(clean)) / clean.length).isLessThan(1);
        // noise of its own in every pixel and band is what JPEG keeps least of: less than its sigma goes
        byte[] image = galaxy("a", size / 8.0, size, 4);
        assertThat(change(image, Injection.untouched(image)) / image.length).isLessThan(3.5);
        byte[] flat = new byte[size * size * 3];
        Arrays.fill(flat, (byte) 77);
        assertThat(Injection.untouched(flat)).isEqualTo(flat);
        for (Injection injection : Injection.all()) {
            assertThat(injection.into(image, image, 1, "a")).hasSameSizeAs(image);
        }
    }

    @Test
    void trailIsInOneBandOnly() {
        byte[] image = galaxy("a", 6);
        byte[] control = Injection.untouched(image);
        byte[] trail = new Injection(InjectedKind.TRAIL, InjectionStrength.STRONG).into(image, image, 1, "a");
        double[] brightest = new double[3];
        for (int at = 0; at < image.length; at++) {
            brightest[at % 3] = Math.max(brightest[at % 3], (trail[at] & 0xFF) - (control[at] & 0xFF));
        }
        Arrays.sort(brightest);
        assertThat(brightest[2]).isGreaterThan(100);
        // JPEG's coarser colors leak a little
        assertThat(brightest[1]).isLessThan(50);
    }

    @Test
    void strongStarBurnsOut() {
        byte[] image = galaxy("a", 6);
        byte[] star = new Injection(InjectedKind.STAR, InjectionStrength.STRONG).into(image, image, 1, "a");
        int burnt = 0;
        for (int at = 0; at < star.length; at += 3) {
            burnt += (star[at] & 0xFF) > 250 && (star[at + 1] & 0xFF) > 250 && (star[at + 2] & 0xFF) > 250 ? 1 : 0;
        }
        assertThat(burnt).isBetween(15, 250);
    }

    @Test
    void exchangedBandsExchangedAgainGiveTheImageBack() {
        byte[] image = galaxy("a", 9, SIZE, 0);
        byte[] swapped = new Injection(InjectedKind.CHANNELS, InjectionStrength.STRONG).into(image, image, 1, "a");
        byte[] back = new byte[swapped.length];
        // of this galaxy blue is the farthest from green
        for (int at = 0; at < back.length; at += 3) {
            back[at] = swapped[at];
            back[at + 1] = swapped[at + 2];
            back[at + 2] = swapped[at + 1];
        }
        byte[] control = Injection.untouched(image);
        assertThat(change(control, swapped) / image.length).isGreaterThan(4);
        assertThat(change(control, back) / image.length).isLessThan(1);
    }

    @Test
    void shiftedBandKeepsItsLightAndTheOthersTheirs() {
        byte[] image = galaxy("a", 9);
        byte[] shifted = new Injection(InjectedKind.CHANNELS, InjectionStrength.MEDIUM).into(image, image, 1, "a");
        byte[] control = Injection.untouched(image);
        int moved = 0;
        for (int c = 0; c < 3; c++) {
            double[] before = center(control, c);
            double[] after = center(shifted, c);
            assertThat(after[0] / before[0]).isBetween(0.97, 1.03);
            // 3.5% of 64 pixels, less what the sky, which does not move, holds back
            double distance = Math.hypot(after[1] - before[1], after[2] - before[2]);
            moved += distance > 0.8 ? 1 : 0;
            assertThat(distance).isLessThan(2.5);
        }
        assertThat(moved).isEqualTo(1);
    }

    @Test
    void missingHalfIsBlackAndTheRestIsThere() {
        byte[] image = galaxy("a", 9);
        byte[] half = new Injection(InjectedKind.MISSING, InjectionStrength.STRONG).into(image, image, 1, "a");
        byte[] control = Injection.untouched(image);
        int black = 0;
        int same = 0;
        for (int at = 0; at < half.length; at++) {
            black += (half[at] & 0xFF) < 3 ? 1 : 0;
            same += Math.abs((half[at] & 0xFF) - (control[at] & 0xFF)) < 8 ? 1 : 0;
        }
        assertThat(black / (double) half.length).isBetween(0.45, 0.55);
        assertThat(same / (double) half.length).isGreaterThan(0.45);
    }

    @Test
    void faintLightVanishesOverABrightCore() {
        byte[] dark = new byte[SIZE * SIZE * 3];
        byte[] bright = dark.clone();
        Arrays.fill(bright, (byte) 150);
        Injection ring = new Injection(InjectedKind.RING, InjectionStrength.MEDIUM);
        assertThat(change(Injection.untouched(dark), ring.into(dark, dark, 1, "a")))
                .isGreaterThan(3 * change(Injection.untouched(bright), ring.into(bright, dark, 1, "a")));
    }

    @Test
    void errorPageShowsNothingOfTheImageAndIsLightWhenStrong() {
        for (InjectionStrength strength : InjectionStrength.values()) {
            Injection page = new Injection(InjectedKind.ERROR_PAGE, strength);
            byte[] one = page.into(galaxy("a", 9), galaxy("b", 9), 1, "x");
            assertThat(page.into(galaxy("c", 4), galaxy("d", 9), 1, "x")).isEqualTo(one);
            double mean = change(new byte[one.length], one) / one.length;
            if (strength == InjectionStrength.STRONG) {
                assertThat(mean).isBetween(128.0, 240.0);
            } else {
                assertThat(mean).isBetween(0.5, 100.0);
            }
        }
    }

    @Test
    void refusesWhatIsNoSquareOfThreeBands() {
        Injection ring = new Injection(InjectedKind.RING, InjectionStrength.WEAK);
        byte[] image = galaxy("a", 9);
        assertThatThrownBy(() -> ring.into(new byte[100], image, 1, "a"))
                .hasMessage("Invalid image: 100 bytes, expected a square of 16 to 256 pixels a side and 3 bands");
        assertThatThrownBy(() -> Injection.untouched(new byte[15 * 15 * 3])).hasMessageContaining("675 bytes");
        assertThatThrownBy(() -> ring.into(image, new byte[12], 1, "a"))
                .hasMessage("Invalid other image: 12 bytes, expected as many as the first one has: 12288");
    }

    /** Every kind from weak to strong beside the control: to be looked at in {@code target}. */
    @Test
    void drawsASheet() throws Exception {
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (InjectedKind kind : InjectedKind.values()) {
            byte[] image = galaxy(kind.name(), 7);
            List<@Nullable Picture> pictures = new ArrayList<>();
            pictures.add(new Picture(SIZE, SIZE, Injection.untouched(image)));
            for (InjectionStrength strength : InjectionStrength.values()) {
                byte[] injected = new Injection(kind, strength).into(image, galaxy("other", 6), 1, "x");
                pictures.add(new Picture(SIZE, SIZE, injected));
            }
            cells.add(new ContactSheet.Cell(pictures, List.of(kind.label())));
        }
        Path sheet = Path.of("target", "injected.png");
        Files.write(sheet, new ContactSheet(2, 128).png(cells));
        assertThat(sheet).isNotEmptyFile();
    }

    private static double change(byte[] before, byte[] after) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += Math.abs((after[i] & 0xFF) - (before[i] & 0xFF));
        }
        return sum;
    }

    /** A band's sum of levels and their center. */
    private static double[] center(byte[] image, int channel) {
        double[] sums = new double[3];
        for (int at = channel; at < image.length; at += 3) {
            double level = image[at] & 0xFF;
            int row = at / 3 / SIZE;
            sums[0] += level;
            sums[1] += level * (at / 3 % SIZE);
            sums[2] += level * row;
        }
        return new double[] {sums[0], sums[1] / sums[0], sums[2] / sums[0]};
    }

    private static byte[] galaxy(String id, double scale) {
        return galaxy(id, scale, SIZE, 4);
    }

    /** A round exponential disk, red in the middle, on a dark sky. */
    private static byte[] galaxy(String id, double scale, int size, double noise) {
        CounterRandom random = CounterRandom.of(1, "galaxy", 0, id.toLowerCase(Locale.ROOT));
        byte[] image = new byte[size * size * 3];
        double middle = (size - 1) / 2.0;
        for (int at = 0; at < image.length; at++) {
            int row = at / 3 / size;
            int column = at / 3 % size;
            double r = Math.hypot(row - middle, column - middle);
            double light = (at % 3 == 0 ? 200 : at % 3 == 1 ? 170 : 120) * Math.exp(-r / scale);
            image[at] = (byte) Math.max(0, Math.min(255, Math.round(12 + light + noise * random.nextGaussian())));
        }
        return image;
    }
}
