package org.galaxyvae.pixel.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    @Test
    void residualIsGrayWhereBothAgreeAndClippedFarAway() {
        Picture image = new Picture(1, 1, new byte[] {100, 110, (byte) 250});
        Picture residual = image.minus(new Picture(1, 1, new byte[] {100, 120, 0}), 4);
        assertThat(residual.level(0, 0, 0)).isEqualTo(128);
        assertThat(residual.level(0, 0, 1)).isEqualTo(128 - 40);
        assertThat(residual.level(0, 0, 2)).isEqualTo(255);
    }

    @Test
    void drawsPicturesInTheirPlacesAndGrowsWithTheCells() throws IOException {
        BufferedImage sheet = drawn(new ContactSheet(2, 16), 3);
        // margin 10, a tile of 16 and its neighbor after a gap of 2; the third cell begins the second row
        assertThat(sheet.getRGB(12, 12) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(sheet.getRGB(30, 12) & 0xFFFFFF).isNotEqualTo(0xFF0000);
        int second = 10 + 16 + 17 + 10;
        assertThat(sheet.getRGB(12, second + 2) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(sheet.getHeight()).isEqualTo(2 * (16 + 17 + 10) + 10);
        assertThat(drawn(new ContactSheet(5, 16), 3).getHeight()).isEqualTo(16 + 17 + 10 + 10);
    }

    @Test
    void shortensACaptionThatIsTooWide() throws IOException {
        // its own cell's width is the sheet's: nothing may be drawn in the right margin
        ContactSheet.Cell cell =
                new ContactSheet.Cell(Arrays.asList(red(), null), List.of("#1 a-very-long-object-id-0123456789"));
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(new ContactSheet(1, 32).png(List.of(cell))));
        int background = sheet.getRGB(0, 0);
        for (int y = 0; y < sheet.getHeight(); y++) {
            assertThat(sheet.getRGB(sheet.getWidth() - 4, y)).isEqualTo(background);
        }
    }

    @Test
    void refusesPixelsThatDoNotFit() {
        assertThatThrownBy(() -> new Picture(2, 2, new byte[11]))
                .hasMessage("Invalid picture: 11 bytes, expected 2 × 2 × 1 to 5");
    }

    private static BufferedImage drawn(ContactSheet sheet, int cells) throws IOException {
        ContactSheet.Cell cell = new ContactSheet.Cell(Arrays.asList(red(), null), List.of("#1"));
        return ImageIO.read(new ByteArrayInputStream(sheet.png(Collections.nCopies(cells, cell))));
    }

    private static Picture red() {
        return new Picture(1, 1, new byte[] {(byte) 255, 0, 0});
    }
}
