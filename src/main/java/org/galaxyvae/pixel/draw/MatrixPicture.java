package org.galaxyvae.pixel.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Correlations as colors with their numbers, as a PNG: red is positive, blue is negative, white is none. Needs no display.
 *
 * @param rows their names
 * @param columns their names
 * @param values [row][column], -1 to 1
 */
public record MatrixPicture(String title, List<String> rows, List<String> columns, double[][] values) {
    private static final Color POSITIVE = new Color(178, 24, 43);
    private static final Color NEGATIVE = new Color(33, 102, 172);
    private static final Color INK = new Color(32, 32, 36);
    private static final Color RULE = new Color(225, 225, 228);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font BOLD = FONT.deriveFont(Font.BOLD, 15f);
    private static final Font NUMBER = FONT.deriveFont(12f);
    private static final int CELL_WIDTH = 42;
    private static final int CELL_HEIGHT = 26;
    private static final int MARGIN = 16;
    private static final int TITLE = 30;
    private static final int LONGEST_NAME_PIXELS = 240;
    /** Beyond it white letters are read more easily. */
    private static final double DARK = 0.6;

    public MatrixPicture {
        if (values.length == 0 || values.length != rows.size() || values[0].length != columns.size()) {
            throw new IllegalArgumentException("Invalid matrix: " + values.length + " rows, expected " + rows.size()
                    + " of " + columns.size() + " values");
        }
    }

    /** Draws it; as large as its names and cells need. */
    public byte[] png() {
        int left = MARGIN + nameWidth() + MARGIN / 2;
        int top = MARGIN + TITLE + CELL_HEIGHT;
        int width = Math.max(left + columns.size() * CELL_WIDTH + MARGIN, MARGIN * 2 + width(BOLD, title));
        BufferedImage picture =
                new BufferedImage(width, top + rows.size() * CELL_HEIGHT + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = pen(picture);
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            pen.setColor(INK);
            pen.setFont(BOLD);
            pen.drawString(title, MARGIN, MARGIN + 15);
            pen.setFont(FONT);
            for (int column = 0; column < columns.size(); column++) {
                centered(pen, columns.get(column), left + column * CELL_WIDTH, top - CELL_HEIGHT);
            }
            for (int row = 0; row < rows.size(); row++) {
                drawRow(pen, row, left, top + row * CELL_HEIGHT);
            }
        } finally {
            pen.dispose();
        }
        return ContactSheet.encoded(picture);
    }

    private void drawRow(Graphics2D pen, int row, int left, int y) {
        pen.setFont(FONT);
        pen.setColor(INK);
        String name = ContactSheet.fitted(rows.get(row), pen.getFontMetrics(), LONGEST_NAME_PIXELS);
        pen.drawString(name, left - MARGIN / 2 - pen.getFontMetrics().stringWidth(name), y + CELL_HEIGHT - 8);
        pen.setFont(NUMBER);
        for (int column = 0; column < columns.size(); column++) {
            int x = left + column * CELL_WIDTH;
            double value = values[row][column];
            pen.setColor(color(value));
            pen.fillRect(x, y, CELL_WIDTH, CELL_HEIGHT);
            pen.setColor(RULE);
            pen.drawRect(x, y, CELL_WIDTH, CELL_HEIGHT);
            pen.setColor(Math.abs(value) > DARK ? Color.WHITE : INK);
            centered(pen, String.format(Locale.ROOT, "%.2f", value), x, y);
        }
    }

    /** From white to the sign's color by the size. */
    static Color color(double value) {
        double share = Math.min(1, Math.abs(value));
        Color full = value < 0 ? NEGATIVE : POSITIVE;
        return new Color(blend(full.getRed(), share), blend(full.getGreen(), share), blend(full.getBlue(), share));
    }

    private static int blend(int full, double share) {
        return (int) Math.round(255 + share * (full - 255));
    }

    private static void centered(Graphics2D pen, String text, int x, int y) {
        int width = pen.getFontMetrics().stringWidth(text);
        pen.drawString(text, x + (CELL_WIDTH - width) / 2, y + CELL_HEIGHT - 8);
    }

    private int nameWidth() {
        return rows.stream()
                .mapToInt(name -> Math.min(LONGEST_NAME_PIXELS, width(FONT, name)))
                .max()
                .orElse(0);
    }

    private static int width(Font font, String text) {
        Graphics2D pen = pen(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        try {
            FontMetrics metrics = pen.getFontMetrics(font);
            return metrics.stringWidth(text);
        } finally {
            pen.dispose();
        }
    }

    private static Graphics2D pen(BufferedImage picture) {
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return pen;
    }
}
