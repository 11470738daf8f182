package org.galaxyvae.pixel.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.galaxyvae.pixel.draw.ExplanationFigure.Bar;
import org.galaxyvae.pixel.draw.ExplanationFigure.Fact;
import org.galaxyvae.pixel.draw.ExplanationFigure.Tile;
import org.junit.jupiter.api.Test;

class ExplanationFigureTest {
    private static final int LARGE = ExplanationFigure.LARGE_PIXELS;
    private static final int RED = 0xFF0000;
    private static final int STRONG = 0xF0A03C;

    private static Picture red() {
        return new Picture(1, 1, new byte[] {(byte) 255, 0, 0});
    }

    private static BufferedImage drawn(List<Tile> others, List<Bar> bars, String summary) throws IOException {
        List<Tile> pictures = List.of(
                new Tile(red(), List.of("image")),
                new Tile(red(), List.of("a caption much wider than the picture above it, ".repeat(4))),
                new Tile(null, List.of("residual")),
                new Tile(red(), List.of("heat"), new double[] {0.25, 0.75}));
        ExplanationFigure figure = new ExplanationFigure(
                "#1 a", summary, pictures, "Others", others, bars, List.of(new Fact("label", "merger")));
        return ImageIO.read(new ByteArrayInputStream(figure.png()));
    }

    private static int color(BufferedImage figure, int x, int y) {
        return figure.getRGB(x, y) & 0xFFFFFF;
    }

    /** Rows from the first of that color on, in a column. */
    private static int first(BufferedImage figure, int x, int color) {
        int y = 0;
        while (color(figure, x, y) != color) {
            y++;
        }
        return y;
    }

    @Test
    void drawsItsPicturesLargeAndNoTextOverThem() throws IOException {
        BufferedImage figure = drawn(List.of(), List.of(), "summary");
        int margin = ExplanationFigure.MARGIN_PIXELS;
        int top = first(figure, margin + 1, RED);
        for (int tile = 0; tile < 2; tile++) {
            int left = margin + tile * (LARGE + 8);
            for (int y = 0; y < LARGE; y++) {
                for (int x = 0; x < LARGE; x++) {
                    assertThat(color(figure, left + x, top + y)).isEqualTo(RED);
                }
            }
            assertThat(color(figure, left + LARGE, top)).isNotEqualTo(RED);
            assertThat(color(figure, left, top + LARGE)).isNotEqualTo(RED);
        }
        assertThat(color(figure, margin + 2 * (LARGE + 8) + 5, top + 5)).isEqualTo(0x303036); // no picture
        int left = margin + 3 * (LARGE + 8);
        // a ring of radius 8 around a quarter down and three quarters to the right, its middle free
        assertThat(color(figure, left + 192, top + 64)).isEqualTo(RED);
        assertThat(color(figure, left + 192 + 8, top + 64)).isEqualTo(0x00FFFF);
        assertThat(color(figure, left + 192, top + 64 - 8)).isEqualTo(0x00FFFF);
    }

    @Test
    void drawsBarsAsLongAsTheyHaveDecades() throws IOException {
        int longest = length(4);
        assertThat(length(2)).isCloseTo(longest / 2, org.assertj.core.api.Assertions.within(1));
        assertThat(length(9)).isEqualTo(longest); // percentile 99.99 is the end of the scale
        assertThat(length(0)).isZero();
    }

    private static int length(double decades) throws IOException {
        BufferedImage figure =
                drawn(List.of(), List.of(new Bar("asymmetry", decades * Math.log(10), "99", true)), "summary");
        int most = 0;
        for (int y = 0; y < figure.getHeight(); y++) {
            int length = 0;
            for (int x = 0; x < figure.getWidth(); x++) {
                length += color(figure, x, y) == STRONG ? 1 : 0;
            }
            most = Math.max(most, length);
        }
        return most;
    }

    @Test
    void growsWithWhatItHolds() throws IOException {
        int plain = drawn(List.of(), List.of(), "summary").getHeight();
        List<Tile> five = Collections.nCopies(5, new Tile(red(), List.of("o", "distance 1")));
        BufferedImage others = drawn(five, List.of(), "summary");
        assertThat(others.getHeight()).isGreaterThan(plain + ExplanationFigure.SMALL_PIXELS);
        assertThat(drawn(List.of(), List.of(), "many words ".repeat(50)).getHeight())
                .isGreaterThan(plain);
        assertThat(others.getWidth()).isEqualTo(4 * LARGE + 3 * 8 + 2 * ExplanationFigure.MARGIN_PIXELS);
    }

    @Test
    void colorsWeightsFromBlackOverRedAndYellowToWhite() {
        Picture heat = HeatMap.of(2, 2, new double[] {0, 1, 2, 3});
        assertThat(heat.level(0, 0, 0)).isZero();
        assertThat(List.of(heat.level(0, 1, 0), heat.level(0, 1, 1), heat.level(0, 1, 2)))
                .containsExactly(255, 0, 0);
        assertThat(List.of(heat.level(1, 0, 0), heat.level(1, 0, 1), heat.level(1, 0, 2)))
                .containsExactly(255, 255, 0);
        assertThat(heat.level(1, 1, 2)).isEqualTo(255);
        assertThat(HeatMap.of(1, 1, new double[] {0}).level(0, 0, 0)).isZero();
    }
}
