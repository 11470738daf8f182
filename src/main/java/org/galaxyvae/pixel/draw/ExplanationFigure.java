package org.galaxyvae.pixel.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one object stands out, as one PNG: large pictures, similar ordinary objects, and bars of its evidences. Needs no display; no
 * text is ever drawn over a picture.
 *
 * @param title one line
 * @param summary text below it, wrapped
 * @param pictures the object's own, side by side
 * @param heading above the others
 * @param others smaller pictures
 * @param bars one a line, the first on top
 * @param facts beside the bars
 */
public record ExplanationFigure(
        String title,
        String summary,
        List<Tile> pictures,
        String heading,
        List<Tile> others,
        List<Bar> bars,
        List<Fact> facts) {
    /** Side of one of the object's own pictures, pixels. */
    static final int LARGE_PIXELS = 256;
    /** Side of another object's picture, pixels. */
    static final int SMALL_PIXELS = 203;
    /** Left, right, above and below. */
    static final int MARGIN_PIXELS = 16;

    private static final int LINE_PIXELS = 19;
    private static final int GAP_PIXELS = 8;
    private static final int LABEL_PIXELS = 190;
    private static final int NUMBER_PIXELS = 195;
    private static final int NAME_PIXELS = 110;
    private static final double MOST_DECADES = 4;
    private static final List<String> TICKS = List.of("0", "90", "99", "99.9", "99.99");

    private static final Color BACKGROUND = new Color(24, 24, 28);
    private static final Color EMPTY = new Color(48, 48, 54);
    private static final Color TEXT = new Color(235, 235, 235);
    private static final Color QUIET = new Color(165, 165, 175);
    private static final Color RULE = new Color(62, 62, 70);
    private static final Color STRONG = new Color(240, 160, 60);
    private static final Color WEAK = new Color(105, 120, 150);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Font BOLD = FONT.deriveFont(Font.BOLD);
    private static final Font LARGE = FONT.deriveFont(Font.BOLD, 18);

    public ExplanationFigure {
        pictures = List.copyOf(pictures);
        others = List.copyOf(others);
        bars = List.copyOf(bars);
        facts = List.copyOf(facts);
    }

    /**
     * A picture above its captions.
     *
     * @param picture null where there is none
     * @param mark a point to ring, row and column as shares of the side from the upper left corner; null for none
     */
    public record Tile(@Nullable Picture picture, List<String> captions, double @Nullable [] mark) {
        /** Without a mark. */
        public Tile(@Nullable Picture picture, List<String> captions) {
            this(picture, captions, null);
        }
    }

    /**
     * One evidence.
     *
     * @param depth of its tail, nats; drawn on a scale where each tenth of the tail is as long, up to percentile 99.99
     * @param strong drawn in the color of what counts
     */
    public record Bar(String label, double depth, String number, boolean strong) {}

    /** Something else about it; the value is wrapped. */
    public record Fact(String name, String value) {}

    /** Draws it. */
    public byte[] png() {
        int width = width();
        int height = drawn(width, 1).height(); // how high it is, is known when it is drawn
        return ContactSheet.encoded(drawn(width, height).image());
    }

    private record Drawn(BufferedImage image, int height) {}

    private Drawn drawn(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setColor(BACKGROUND);
            pen.fillRect(0, 0, width, height);
            return new Drawn(image, draw(pen, width));
        } finally {
            pen.dispose();
        }
    }

    private int width() {
        int large = Math.max(4, pictures.size()) * (LARGE_PIXELS + GAP_PIXELS) - GAP_PIXELS;
        return large + 2 * MARGIN_PIXELS;
    }

    /** Returns how far down it came. */
    private int draw(Graphics2D pen, int width) {
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        // pixels stay pixels: a smoothed artifact looks like a galaxy
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        int inner = width - 2 * MARGIN_PIXELS;
        int y = MARGIN_PIXELS + LINE_PIXELS;
        text(pen, LARGE, TEXT, ContactSheet.fitted(title, pen.getFontMetrics(LARGE), inner), MARGIN_PIXELS, y);
        for (String line : wrapped(summary, pen.getFontMetrics(FONT), inner)) {
            y += LINE_PIXELS;
            text(pen, FONT, QUIET, line, MARGIN_PIXELS, y);
        }
        y = tiles(pen, pictures, LARGE_PIXELS, y + GAP_PIXELS + 2);
        if (!others.isEmpty()) {
            y += LINE_PIXELS + GAP_PIXELS;
            text(pen, BOLD, TEXT, heading, MARGIN_PIXELS, y);
            y = tiles(pen, others, SMALL_PIXELS, y + GAP_PIXELS);
        }
        y += 2 * GAP_PIXELS;
        return Math.max(bars(pen, y, inner / 2 + LABEL_PIXELS / 2), facts(pen, y, inner)) + MARGIN_PIXELS;
    }

    private static int tiles(Graphics2D pen, List<Tile> tiles, int side, int top) {
        int lines = 0;
        for (int i = 0; i < tiles.size(); i++) {
            Tile tile = tiles.get(i);
            int x = MARGIN_PIXELS + i * (side + GAP_PIXELS);
            Picture picture = tile.picture();
            if (picture == null) {
                pen.setColor(EMPTY);
                pen.fillRect(x, top, side, side);
            } else {
                pen.drawImage(picture.toImage(), x, top, side, side, null);
            }
            double[] mark = tile.mark();
            if (mark != null) {
                int radius = side / 32;
                pen.setColor(Color.CYAN);
                pen.setStroke(new BasicStroke(2));
                pen.drawOval(
                        (int) Math.round(x + mark[1] * side) - radius,
                        (int) Math.round(top + mark[0] * side) - radius,
                        2 * radius,
                        2 * radius);
            }
            lines = Math.max(lines, tile.captions().size());
            for (int line = 0; line < tile.captions().size(); line++) {
                Font font = line == 0 ? BOLD : FONT;
                String caption = ContactSheet.fitted(tile.captions().get(line), pen.getFontMetrics(font), side);
                text(pen, font, line == 0 ? TEXT : QUIET, caption, x, top + side + (line + 1) * LINE_PIXELS - 3);
            }
        }
        return top + side + lines * LINE_PIXELS;
    }

    private int bars(Graphics2D pen, int top, int width) {
        int left = MARGIN_PIXELS + LABEL_PIXELS;
        int longest = width - LABEL_PIXELS - NUMBER_PIXELS;
        int y = top + LINE_PIXELS;
        text(pen, BOLD, TEXT, "Evidence, percentile", MARGIN_PIXELS, y - 4);
        int bottom = y + bars.size() * LINE_PIXELS;
        pen.setStroke(new BasicStroke(1));
        for (int tick = 0; tick < TICKS.size(); tick++) {
            int x = left + (int) Math.round(longest * tick / MOST_DECADES);
            pen.setColor(RULE);
            pen.drawLine(x, y, x, bottom);
            String label = TICKS.get(tick);
            text(pen, FONT, QUIET, label, x - pen.getFontMetrics(FONT).stringWidth(label) / 2, y - 4);
        }
        for (Bar bar : bars) {
            double decades = Math.min(MOST_DECADES, bar.depth() / Math.log(10));
            pen.setColor(bar.strong() ? STRONG : WEAK);
            pen.fillRect(left, y + 4, (int) Math.round(longest * decades / MOST_DECADES), LINE_PIXELS - 6);
            Font font = bar.strong() ? BOLD : FONT;
            text(pen, font, bar.strong() ? TEXT : QUIET, bar.label(), MARGIN_PIXELS, y + LINE_PIXELS - 4);
            text(pen, font, bar.strong() ? TEXT : QUIET, bar.number(), left + longest + 10, y + LINE_PIXELS - 4);
            y += LINE_PIXELS;
        }
        return bottom;
    }

    private int facts(Graphics2D pen, int top, int inner) {
        int left = MARGIN_PIXELS + inner / 2 + LABEL_PIXELS / 2 + 2 * GAP_PIXELS;
        int y = top;
        for (Fact fact : facts) {
            int x = left + NAME_PIXELS;
            text(pen, BOLD, TEXT, fact.name(), left, y + LINE_PIXELS - 4);
            for (String line : wrapped(fact.value(), pen.getFontMetrics(FONT), MARGIN_PIXELS + inner - x)) {
                y += LINE_PIXELS;
                text(pen, FONT, QUIET, line, x, y - 4);
            }
        }
        return y;
    }

    private static void text(Graphics2D pen, Font font, Color color, String text, int x, int baseline) {
        pen.setFont(font);
        pen.setColor(color);
        pen.drawString(text, x, baseline);
    }

    /** At blanks; a word wider than the line is shortened. */
    private static List<String> wrapped(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && metrics.stringWidth(longer) > width) {
                lines.add(line);
                longer = word;
            }
            line = ContactSheet.fitted(longer, metrics, width);
        }
        lines.add(line);
        return lines;
    }
}
