package org.galaxyvae.pixel.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Pictures with captions on a grid, as one PNG. Needs no display.
 *
 * @param columns cells beside each other
 * @param tilePixels side of one drawn picture
 */
public record ContactSheet(int columns, int tilePixels) {
    private static final Color BACKGROUND = new Color(24, 24, 28);
    private static final Color EMPTY = new Color(48, 48, 54);
    private static final Color CAPTION = new Color(235, 235, 235);
    private static final Color QUIET = new Color(165, 165, 175);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font BOLD = FONT.deriveFont(Font.BOLD);
    private static final int LINE_PIXELS = 17;
    private static final int GAP_PIXELS = 2;
    private static final int MARGIN_PIXELS = 10;

    public ContactSheet {
        if (columns < 1 || tilePixels < 16) {
            throw new IllegalArgumentException("Invalid contact sheet: " + columns + " columns of " + tilePixels
                    + " pixels, expected at least 1 and 16");
        }
    }

    /**
     * One object: its pictures side by side above its captions.
     *
     * @param pictures null where there is none to show
     * @param captions lines of text, the first one bold
     */
    public record Cell(List<@Nullable Picture> pictures, List<String> captions) {}

    /**
     * Draws the cells row by row.
     *
     * @return a PNG; as high as the cells need
     */
    public byte[] png(List<Cell> cells) {
        int pictures =
                cells.stream().mapToInt(cell -> cell.pictures().size()).max().orElse(1);
        int lines =
                cells.stream().mapToInt(cell -> cell.captions().size()).max().orElse(1);
        int cellWidth = pictures * (tilePixels + GAP_PIXELS) - GAP_PIXELS + MARGIN_PIXELS;
        int cellHeight = tilePixels + lines * LINE_PIXELS + MARGIN_PIXELS;
        int used = Math.max(1, Math.min(columns, cells.size()));
        int rows = Math.max(1, (cells.size() + columns - 1) / columns);
        BufferedImage sheet = new BufferedImage(
                used * cellWidth + MARGIN_PIXELS, rows * cellHeight + MARGIN_PIXELS, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            // pixels stay pixels: a smoothed artifact looks like a galaxy
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            pen.setColor(BACKGROUND);
            pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            for (int i = 0; i < cells.size(); i++) {
                int x = MARGIN_PIXELS + i % columns * cellWidth;
                int y = MARGIN_PIXELS + i / columns * cellHeight;
                draw(pen, cells.get(i), x, y, cellWidth - MARGIN_PIXELS);
            }
        } finally {
            pen.dispose();
        }
        return encoded(sheet);
    }

    private void draw(Graphics2D pen, Cell cell, int x, int y, int width) {
        for (int i = 0; i < cell.pictures().size(); i++) {
            int left = x + i * (tilePixels + GAP_PIXELS);
            Picture picture = cell.pictures().get(i);
            if (picture == null) {
                pen.setColor(EMPTY);
                pen.fillRect(left, y, tilePixels, tilePixels);
            } else {
                pen.drawImage(picture.toImage(), left, y, tilePixels, tilePixels, null);
            }
        }
        for (int i = 0; i < cell.captions().size(); i++) {
            pen.setFont(i == 0 ? BOLD : FONT);
            pen.setColor(i == 0 ? CAPTION : QUIET);
            pen.drawString(
                    fitted(cell.captions().get(i), pen.getFontMetrics(), width),
                    x,
                    y + tilePixels + (i + 1) * LINE_PIXELS - 3);
        }
    }

    /** The text, its middle left out where it is too wide: ids differ at their ends. */
    static String fitted(String text, FontMetrics metrics, int width) {
        String shown = text;
        for (int kept = text.length() - 1; kept > 2 && metrics.stringWidth(shown) > width; kept--) {
            shown = text.substring(0, (kept + 1) / 2) + "\u2026" + text.substring(text.length() - kept / 2);
        }
        return shown;
    }

    static byte[] encoded(BufferedImage sheet) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            if (!ImageIO.write(sheet, "png", bytes)) {
                throw new IllegalStateException("Every Java platform writes PNG");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
