package org.galaxyvae.pixel.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Small pictures where they belong on a plane, as one PNG. Needs no display.
 *
 * @param cells beside and above each other, at least 1
 * @param cellPixels side of one drawn picture, at least 1
 */
public record SpriteMap(int cells, int cellPixels) {
    private static final Color BACKGROUND = new Color(24, 24, 28);

    public SpriteMap {
        if (cells < 1 || cellPixels < 1) {
            throw new IllegalArgumentException(
                    "Invalid sprite map: " + cells + " cells of " + cellPixels + " pixels, expected at least 1 of 1");
        }
    }

    /** A picture in a cell; columns from the left, rows from the top. */
    public record Sprite(int column, int row, Picture picture) {}

    /** Draws the sprites; cells without one are dark. */
    public byte[] png(List<Sprite> sprites) {
        int side = cells * cellPixels;
        BufferedImage sheet = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.setColor(BACKGROUND);
            pen.fillRect(0, 0, side, side);
            for (Sprite sprite : sprites) {
                pen.drawImage(
                        sprite.picture().toImage(),
                        sprite.column() * cellPixels,
                        sprite.row() * cellPixels,
                        cellPixels,
                        cellPixels,
                        null);
            }
        } finally {
            pen.dispose();
        }
        return ContactSheet.encoded(sheet);
    }
}
