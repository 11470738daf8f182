package org.galaxyvae.pixel.inject;

import java.util.List;
import java.util.Map;
import org.galaxyvae.pixel.maths.CounterRandom;

/**
 * The text a server sends instead of an image, as a picture. Drawn with letters of its own: a platform's fonts are not the
 * same on any two machines.
 */
final class ErrorPage {
    private static final List<String> WORDS = List.of(
            "ERROR",
            "FAILED",
            "SELECT",
            "FROM",
            "FIELD",
            "IMAGE",
            "NOT",
            "FOUND",
            "SERVER",
            "DATA",
            "REFUSED",
            "TIMEOUT",
            "404",
            "500",
            "167090875",
            "593144");

    /** Three columns, five rows; one octal digit a row. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('A', "25755"),
            Map.entry('C', "34443"),
            Map.entry('D', "65556"),
            Map.entry('E', "74647"),
            Map.entry('F', "74644"),
            Map.entry('G', "34553"),
            Map.entry('I', "72227"),
            Map.entry('L', "44447"),
            Map.entry('M', "57755"),
            Map.entry('N', "65555"),
            Map.entry('O', "25552"),
            Map.entry('R', "65655"),
            Map.entry('S', "34216"),
            Map.entry('T', "72222"),
            Map.entry('U', "55557"),
            Map.entry('V', "55552"),
            Map.entry('0', "75557"),
            Map.entry('1', "26227"),
            Map.entry('3', "61216"),
            Map.entry('4', "55711"),
            Map.entry('5', "74616"),
            Map.entry('6', "34757"),
            Map.entry('7', "71222"),
            Map.entry('8', "75757"),
            Map.entry('9', "75716"));

    private static final int LETTER_COLUMNS = 3;
    private static final int LETTER_ROWS = 5;
    private static final int LINE_ROWS = 8;

    private final int side;
    private final float[] page;

    private ErrorPage(int side) {
        this.side = side;
        this.page = new float[side * side];
    }

    /** Three planes: a few gray lines on black, more and white ones on black, black ones all over white. */
    static float[][] planes(int side, InjectionStrength strength, CounterRandom random) {
        ErrorPage page = new ErrorPage(side);
        double dot = side * random.between(0.008, 0.012);
        double left = side * random.between(-0.2, 0.05);
        double top = side * random.between(0.03, 0.2);
        int lines = (int) strength.of(3, 7, 99);
        for (int line = 0; line < lines && top + LETTER_ROWS * dot < side; line++, top += LINE_ROWS * dot) {
            page.line(left, top, dot, random);
        }
        float paper = (float) strength.of(0, 8, 244);
        float ink = (float) strength.of(150, 245, 20);
        for (int i = 0; i < page.page.length; i++) {
            page.page[i] = paper + (ink - paper) * page.page[i];
        }
        return new float[][] {page.page, page.page, page.page};
    }

    private void line(double left, double top, double dot, CounterRandom random) {
        double x = left;
        int words = 2 + random.nextInt(6);
        for (int word = 0; word < words; word++) {
            for (char letter : WORDS.get(random.nextInt(WORDS.size())).toCharArray()) {
                String rows = LETTERS.getOrDefault(letter, "77777");
                for (int row = 0; row < LETTER_ROWS; row++) {
                    for (int column = 0; column < LETTER_COLUMNS; column++) {
                        if (((rows.charAt(row) - '0') & (1 << (LETTER_COLUMNS - 1 - column))) != 0) {
                            square(x + column * dot, top + row * dot, dot);
                        }
                    }
                }
                x += (LETTER_COLUMNS + 1) * dot;
            }
            x += 2 * dot;
        }
    }

    /** A square of ink; a pixel that it covers in part takes that part. */
    private void square(double left, double top, double width) {
        for (int row = (int) Math.max(0, Math.floor(top)); row < Math.min(side, top + width); row++) {
            double down = Math.min(row + 1, top + width) - Math.max(row, top);
            for (int column = (int) Math.max(0, Math.floor(left)); column < Math.min(side, left + width); column++) {
                double across = Math.min(column + 1, left + width) - Math.max(column, left);
                page[row * side + column] += (float) (down * across);
            }
        }
    }
}
