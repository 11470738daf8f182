package org.galaxyvae.pixel.morphology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final int SIZE = 128;
    private static final QualityContext WHOLE = new QualityContext(0, 3, 423, 423);

    @Test
    void findsNothingWrongWithAGalaxy() {
        assertThat(flags(DrawnFrames.galaxy(SIZE, 150, 1))).isEmpty();
    }

    @Test
    void oneBandSticksOutOfNoOther() {
        byte[] color = DrawnFrames.galaxy(SIZE, 150, 1);
        byte[] gray = new byte[SIZE * SIZE];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = color[3 * i];
        }
        for (int i = 0; i < SIZE; i++) {
            gray[i * SIZE + i] = (byte) 255;
        }
        Quality seen = Quality.of(gray, SIZE, 1, new QualityContext(0, 1, SIZE, SIZE));
        assertThat(seen.line()).isGreaterThan(QualityFlag.TRAIL.threshold());
        assertThat(QualityFlag.of(seen.flags()))
                .doesNotContain(QualityFlag.TRAIL, QualityFlag.COLORED_PIXELS, QualityFlag.GRAY, QualityFlag.LOST_BAND);
    }

    @Test
    void callsAConstantFrameEmptyAndGray() {
        byte[] constant = new byte[SIZE * SIZE * 3];
        Arrays.fill(constant, (byte) 33);
        assertThat(flags(constant))
                .contains(QualityFlag.EMPTY, QualityFlag.GRAY)
                .doesNotContain(QualityFlag.MISSING);
        assertThat(flags(new byte[SIZE * SIZE * 3])).contains(QualityFlag.EMPTY, QualityFlag.MISSING);
    }

    @Test
    void takesTheInvalidShareFromTheContext() {
        Quality seen = Quality.of(DrawnFrames.galaxy(SIZE, 150, 1), SIZE, 3, new QualityContext(0.02, 3, 423, 423));
        assertThat(seen.invalidShare()).isEqualTo(0.02);
        assertThat(QualityFlag.of(seen.flags())).containsExactly(QualityFlag.INVALID);
    }

    @Test
    void seesABurntOutStar() {
        byte[] frame = over((row, column) -> Math.hypot(row - 64, column - 64) < 6, 255, 0);
        Quality seen = Quality.of(frame, SIZE, 3, WHOLE);
        assertThat(seen.saturatedShare()).isCloseTo(Math.PI * 36 / (SIZE * SIZE), within(0.0005));
        assertThat(QualityFlag.SATURATED.in(seen.flags())).isTrue();
    }

    @Test
    void measuresTheMissingEdgeWhateverItIsFilledWith() {
        for (int fill : new int[] {0, 90, 255}) {
            byte[] frame = over((row, column) -> column >= 96, fill, fill, fill);
            Quality seen = Quality.of(frame, SIZE, 3, WHOLE);
            // the column beside what is left is not flat
            assertThat(seen.blankEdge()).isEqualTo(31 / 128.0);
            assertThat(QualityFlag.MISSING.in(seen.flags())).isTrue();
            assertThat(seen.darkHalf()).isCloseTo(fill == 0 ? 0.5 : 0, within(1e-3));
        }
    }

    @Test
    void seesThatTheGalaxyStandsAside() {
        byte[] aside = DrawnFrames.painted(
                SIZE,
                3,
                (row, column, channel) -> 10
                        + (row * 7 + column * 3 + channel) % 5
                        + (3 - channel) * 60 * Math.exp(-(Math.pow(row - 63.5, 2) + Math.pow(column - 95.5, 2)) / 90));
        Quality seen = Quality.of(aside, SIZE, 3, WHOLE);
        assertThat(seen.centerOffset()).isCloseTo(0.25, within(0.02));
        assertThat(QualityFlag.of(seen.flags())).containsExactly(QualityFlag.OFF_CENTER);
    }

    @Test
    void countsTheSourcesOfACrowdedField() {
        byte[] crowd = DrawnFrames.painted(SIZE, 3, (row, column, channel) -> {
            double light = 0;
            for (int i = 0; i < 16; i++) {
                double y = 16 + 32 * (i % 4);
                double x = 16 + 32 * Math.floorDiv(i, 4);
                light += 100 * Math.exp(-(Math.pow(row - y, 2) + Math.pow(column - x, 2)) / 18);
            }
            return 10 + (row * 7 + column * 3) % 5 + light * (1 - 0.2 * channel);
        });
        Quality seen = Quality.of(crowd, SIZE, 3, WHOLE);
        assertThat(seen.sources()).isEqualTo(16);
        assertThat(QualityFlag.CROWDED.in(seen.flags())).isTrue();
    }

    @Test
    void seesALostBandAndALostColor() {
        byte[] galaxy = DrawnFrames.galaxy(SIZE, 150, 1);
        byte[] noGreen = galaxy.clone();
        byte[] gray = galaxy.clone();
        for (int at = 0; at < galaxy.length; at += 3) {
            noGreen[at + 1] = 0;
            gray[at + 1] = gray[at];
            gray[at + 2] = gray[at];
        }
        assertThat(flags(noGreen)).containsExactly(QualityFlag.LOST_BAND);
        assertThat(Quality.of(noGreen, SIZE, 3, WHOLE).weakestBand()).isZero();
        assertThat(flags(gray)).containsExactly(QualityFlag.GRAY);
        QualityContext oneBand = new QualityContext(0, 1, 423, 423);
        assertThat(QualityFlag.of(Quality.of(galaxy, SIZE, 3, oneBand).flags())).containsExactly(QualityFlag.GRAY);
    }

    @Test
    void asksNoColorOfOneBand() {
        byte[] galaxy = DrawnFrames.galaxy(SIZE, 150, 1);
        byte[] red = new byte[SIZE * SIZE];
        for (int i = 0; i < red.length; i++) {
            red[i] = galaxy[3 * i];
        }
        Quality seen = Quality.of(red, SIZE, 1, new QualityContext(0, 1, 423, 423));
        assertThat(QualityFlag.of(seen.flags())).isEmpty();
        assertThat(seen.hotPixels()).isEqualTo(seen.coloredPixels());
    }

    @Test
    void callsAPageOfTextGraphics() {
        byte[] page = DrawnFrames.painted(
                SIZE, 3, (row, column, channel) -> row % 12 < 6 && column % 5 < 2 && row < 60 ? 255 : 0);
        Quality seen = Quality.of(page, SIZE, 3, WHOLE);
        assertThat(QualityFlag.GRAPHICS.in(seen.flags())).isTrue();
        assertThat(seen.graphics()).isBetween(0.1, 1.0);
    }

    @Test
    void seesATrailInOneBandAtAnyAngle() {
        for (int degrees = 0; degrees < 180; degrees += 15) {
            double sine = Math.sin(Math.toRadians(degrees));
            double cosine = Math.cos(Math.toRadians(degrees));
            byte[] galaxy = DrawnFrames.galaxy(SIZE, 150, 1);
            byte[] frame = DrawnFrames.painted(SIZE, 3, (row, column, channel) -> {
                double aside = (row - 60) * cosine - (column - 68) * sine;
                double light = channel == 0 ? 60 * Math.exp(-aside * aside / 2) : 0;
                return (galaxy[(row * SIZE + column) * 3 + channel] & 0xFF) + light;
            });
            Quality seen = Quality.of(frame, SIZE, 3, WHOLE);
            assertThat(QualityFlag.TRAIL.in(seen.flags()))
                    .as("%s degrees", degrees)
                    .isTrue();
        }
    }

    @Test
    void seesHotPixelsInOneBandAndInAll() {
        byte[] one = over((row, column) -> row % 40 == 20 && column % 40 == 20, 255, -1);
        assertThat(flags(one)).containsExactly(QualityFlag.HOT_PIXELS, QualityFlag.COLORED_PIXELS);
        byte[] all = over((row, column) -> row % 40 == 20 && column % 40 == 20, 255, 255, 255);
        assertThat(flags(all)).containsExactly(QualityFlag.HOT_PIXELS);
    }

    @Test
    void marksADuplicateBesideWhatItHas() {
        int flags = Quality.withDuplicate(QualityFlag.TRAIL.bit());
        assertThat(QualityFlag.of(flags)).containsExactly(QualityFlag.DUPLICATE, QualityFlag.TRAIL);
    }

    @Test
    void keepsItsBitsForever() {
        assertThat(QualityFlag.values())
                .extracting(flag -> flag.bit() + " " + flag.label())
                .containsExactly(
                        "1 empty",
                        "2 invalid",
                        "4 saturated",
                        "8 missing",
                        "16 off_center",
                        "32 crowded",
                        "64 lost_band",
                        "128 gray",
                        "256 duplicate",
                        "512 graphics",
                        "1024 trail",
                        "2048 hot_pixels",
                        "4096 colored_pixels");
    }

    @Test
    void refusesAContextThatCannotBe() {
        assertThatThrownBy(() -> new QualityContext(Double.NaN, 3, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Invalid context: share NaN");
    }

    private static Set<QualityFlag> flags(byte[] closeup) {
        return QualityFlag.of(Quality.of(closeup, SIZE, 3, WHOLE).flags());
    }

    private interface Place {
        boolean contains(int row, int column);
    }

    /** The galaxy with other levels at some places; a band whose level is negative, or not given, stays. */
    private static byte[] over(Place place, int... levels) {
        byte[] galaxy = DrawnFrames.galaxy(SIZE, 150, 1);
        for (int i = 0; i < SIZE * SIZE; i++) {
            for (int c = 0; c < levels.length; c++) {
                if (levels[c] >= 0 && place.contains(Math.floorDiv(i, SIZE), i % SIZE)) {
                    galaxy[3 * i + c] = (byte) levels[c];
                }
            }
        }
        return galaxy;
    }
}
