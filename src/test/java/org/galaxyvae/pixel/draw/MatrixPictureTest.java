package org.galaxyvae.pixel.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MatrixPictureTest {
    @Test
    void growsByItsCellsAndShowsTheirSigns() throws Exception {
        BufferedImage one = drawn(new double[][] {{1, -1}});
        BufferedImage two = drawn(new double[][] {{1, -1}, {0, 0.5}});
        assertThat(two.getHeight()).isGreaterThan(one.getHeight());
        assertThat(colors(one))
                .contains(
                        MatrixPicture.color(1).getRGB(), MatrixPicture.color(-1).getRGB());
        assertThat(colors(two)).contains(MatrixPicture.color(0.5).getRGB());
    }

    @Test
    void noneIsWhiteAndMoreThanAllIsAll() {
        assertThat(MatrixPicture.color(0)).isEqualTo(Color.WHITE);
        assertThat(MatrixPicture.color(1.2)).isEqualTo(MatrixPicture.color(1));
        assertThat(MatrixPicture.color(-0.5).getBlue())
                .isGreaterThan(MatrixPicture.color(-0.5).getRed());
    }

    @Test
    void refusesNamesThatDoNotFit() {
        assertThatThrownBy(() -> new MatrixPicture("t", List.of("a"), List.of("b"), new double[][] {{1, 2}}))
                .hasMessageContaining("expected 1 of 1");
    }

    private static BufferedImage drawn(double[][] values) throws Exception {
        List<String> rows = List.of("size", "a name that is much too long to stand beside a matrix of correlations")
                .subList(0, values.length);
        byte[] png = new MatrixPicture("correlation", rows, List.of("z0", "z1"), values).png();
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static List<Integer> colors(BufferedImage image) {
        return java.util.Arrays.stream(
                        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .boxed()
                .toList();
    }
}
