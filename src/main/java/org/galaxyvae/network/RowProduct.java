package org.galaxyvae.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.FloatPointer;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Products c := a · b of one fixed shape in which a row of the result depends on that row of a alone, to the last bit, and
 * not on where in the matrix it stands: what makes an image's numbers independent of its batch.
 *
 * <p>Native kernels do not promise that. OpenBLAS's for Haswell and Zen add up each half of twelve rows, and what is left
 * behind the last twelve, in orders of their own; oneDNN's for AVX2 do so with what is left behind the last six. Which code a
 * row meets is a matter of shapes, never of values, so the first product of a shape in a process tries each way on equal rows
 * and keeps the first that makes equal results.
 */
final class RowProduct implements AutoCloseable {
    /** A multiple of the rows that every known kernel takes at once but for OpenBLAS's own twelve and two. */
    private static final int STEP = 24;

    private static final int TRIALS = 3;
    private static final Map<Shape, Way> WAYS = new ConcurrentHashMap<>();

    private final Shape shape;
    private final Way way;
    private final FloatPointer oneRow;
    private final FloatPointer oneResult;

    private RowProduct(Shape shape, Way way) {
        this.shape = shape;
        this.way = way;
        oneRow = new FloatPointer(shape.terms);
        oneResult = new FloatPointer(shape.columns);
    }

    /**
     * A product by the fastest way that treats rows alike on this machine.
     *
     * @param rows of a that count; see {@link #rows}
     * @param transposed whether b is given as [columns, terms]
     */
    static RowProduct of(int rows, int terms, int columns, boolean transposed) {
        Shape shape = new Shape(rows, terms, columns, transposed);
        return new RowProduct(shape, WAYS.computeIfAbsent(shape, RowProduct::find));
    }

    /** The same by a way of the caller's choice, which may not treat rows alike. */
    static RowProduct by(Way way, int rows, int terms, int columns, boolean transposed) {
        return new RowProduct(new Shape(rows, terms, columns, transposed), way);
    }

    private record Shape(int rows, int terms, int columns, boolean transposed) {}

    /** From the fastest to what cannot fail. */
    enum Way {
        OPENBLAS,
        ONEDNN,
        ONEDNN_PADDED,
        ROW_BY_ROW
    }

    private static Way find(Shape shape) {
        for (Way way : List.of(Way.OPENBLAS, Way.ONEDNN, Way.ONEDNN_PADDED)) {
            try (RowProduct product = new RowProduct(shape, way)) {
                if (product.treatsRowsAlike()) {
                    return way;
                }
            }
        }
        return Way.ROW_BY_ROW;
    }

    private boolean treatsRowsAlike() {
        int terms = shape.terms;
        int columns = shape.columns;
        for (int trial = 0; trial < TRIALS; trial++) {
            float[] row = values(trial, "row", terms);
            float[] equal = new float[rows() * terms];
            for (int at = 0; at < equal.length; at += terms) {
                System.arraycopy(row, 0, equal, at, terms);
            }
            float[] found;
            try (INDArray a = Buffers.create(equal, rows(), terms);
                    INDArray b = Buffers.create(
                            values(trial, "factor", terms * columns),
                            shape.transposed ? columns : terms,
                            shape.transposed ? terms : columns);
                    INDArray c = Buffers.create(rows(), columns)) {
                multiply(a, b, c);
                found = Buffers.values(c);
            }
            for (int i = 1; i < shape.rows; i++) {
                if (!Arrays.equals(found, 0, columns, found, i * columns, (i + 1) * columns)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Values around 0, so that sums in another order end in other bits. */
    private static float[] values(int trial, String name, int length) {
        CounterRandom random = CounterRandom.of(trial, "row product", length, name);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    /** Rows that a and c must have: those that count, and perhaps some behind them with any finite values. */
    int rows() {
        return way == Way.ONEDNN_PADDED ? (shape.rows + STEP - 1) / STEP * STEP : shape.rows;
    }

    /** How this machine's products of this shape are made. */
    Way way() {
        return way;
    }

    /**
     * Multiplies.
     *
     * @param a [{@link #rows}, terms]
     * @param b [terms, columns], or that transposed
     * @param c [{@link #rows}, columns], overwritten
     */
    void multiply(INDArray a, INDArray b, INDArray c) {
        switch (way) {
            case OPENBLAS ->
                Products.multiply(
                        false,
                        shape.transposed,
                        shape.rows,
                        shape.columns,
                        shape.terms,
                        Buffers.pointer(a),
                        Buffers.pointer(b),
                        0,
                        Buffers.pointer(c));
            case ONEDNN, ONEDNN_PADDED -> {
                if (shape.transposed) {
                    Dense.productTransposedSecond(a, b, c);
                } else {
                    Dense.product(a, b, c);
                }
            }
            case ROW_BY_ROW -> multiplyRows(Buffers.pointer(a), Buffers.pointer(b), Buffers.pointer(c));
        }
    }

    /** Each row from and to the same place in memory. */
    private void multiplyRows(FloatPointer a, FloatPointer b, FloatPointer c) {
        int terms = shape.terms;
        int columns = shape.columns;
        float[] row = new float[Math.max(terms, columns)];
        for (int i = 0; i < shape.rows; i++) {
            new FloatPointer(a).position((long) i * terms).get(row, 0, terms);
            oneRow.put(row, 0, terms);
            Products.multiply(false, shape.transposed, 1, columns, terms, oneRow, b, 0, oneResult);
            oneResult.get(row, 0, columns);
            new FloatPointer(c).position((long) i * columns).put(row, 0, columns);
        }
    }

    @Override
    public void close() {
        oneRow.close();
        oneResult.close();
    }
}
