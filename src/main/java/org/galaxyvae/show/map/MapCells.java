package org.galaxyvae.show.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A square grid over a map; each cell shows the object nearest to its middle.
 *
 * @param cells along each side
 */
record MapCells(int cells) {
    /** Objects further out are not drawn: one of them would make all others small. */
    private static final double SHARE_BEYOND = 0.001;

    /** Which object a cell shows; columns from the left, rows from the top, where y is largest. */
    record Cell(String objectId, int column, int row) {}

    /**
     * The cells that have objects; of equally near ones the first.
     *
     * @param positions [object][x, y], at least one
     */
    List<Cell> of(String[] ids, double[][] positions) {
        double[] x = Arrays.stream(positions)
                .mapToDouble(position -> position[0])
                .sorted()
                .toArray();
        double[] y = Arrays.stream(positions)
                .mapToDouble(position -> position[1])
                .sorted()
                .toArray();
        int beyond = (int) (SHARE_BEYOND * x.length);
        int last = x.length - 1 - beyond;
        double side = Math.max(Math.max(x[last] - x[beyond], y[last] - y[beyond]), Double.MIN_NORMAL);
        double left = (x[beyond] + x[last] - side) / 2;
        double bottom = (y[beyond] + y[last] - side) / 2;
        Map<Integer, Integer> shown = new HashMap<>();
        double[] least = new double[cells * cells];
        for (int i = 0; i < positions.length; i++) {
            double column = (positions[i][0] - left) / side * cells;
            double row = (positions[i][1] - bottom) / side * cells;
            if (column < 0 || row < 0 || column > cells || row > cells) {
                continue;
            }
            int c = Math.min(cells - 1, (int) column);
            int r = Math.min(cells - 1, (int) row);
            int cell = r * cells + c;
            double square = Math.pow(column - c - 0.5, 2) + Math.pow(row - r - 0.5, 2);
            if (!shown.containsKey(cell) || square < least[cell]) {
                shown.put(cell, i);
                least[cell] = square;
            }
        }
        List<Cell> found = new ArrayList<>();
        for (int cell = 0; cell < least.length; cell++) {
            Integer object = shown.get(cell);
            if (object != null) {
                found.add(new Cell(ids[object], cell % cells, cells - 1 - Math.floorDiv(cell, cells)));
            }
        }
        return found;
    }
}
