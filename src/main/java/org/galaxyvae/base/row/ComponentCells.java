package org.galaxyvae.base.row;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.galaxyvae.pixel.Column;
import org.jspecify.annotations.Nullable;

/** The cells of a row that one component of its record stands for. */
sealed interface ComponentCells {
    /** Their columns. */
    List<StructField> fields();

    /** Puts the component's value into the row, from that cell on. */
    void put(@Nullable Object value, @Nullable Object[] row, int at);

    /** The component's value, whose cells stand at these positions from the given one on. */
    @Nullable
    Object take(Row row, int[] positions, int at);

    static ComponentCells of(RecordComponent component) {
        if (component.isAnnotationPresent(EachEvidence.class)) {
            return new EvidenceCells(EvidenceColumns.NAMES.stream()
                    .map(name -> DataTypes.createStructField(name, DataTypes.DoubleType, true))
                    .toList());
        }
        if (component.isAnnotationPresent(Embedded.class)) {
            RecordLayout layout = RecordColumns.layout(component.getType());
            return new EmbeddedCells(layout, List.of(layout.schema().fields()));
        }
        Column column = component.getAnnotation(Column.class);
        ColumnType type = ColumnType.of(component.getGenericType());
        boolean nullable = column == null || !column.required();
        return new OneCell(type, List.of(DataTypes.createStructField(name(component, column), type.type(), nullable)));
    }

    private static String name(RecordComponent component, @Nullable Column column) {
        return column == null || column.name().isEmpty()
                ? SnakeCaseStrategy.INSTANCE.translate(component.getName())
                : column.name();
    }

    /** One column. */
    record OneCell(ColumnType type, List<StructField> fields) implements ComponentCells {
        @Override
        public void put(@Nullable Object value, @Nullable Object[] row, int at) {
            row[at] = value == null ? null : type.toCell().apply(value);
        }

        @Override
        public @Nullable Object take(Row row, int[] positions, int at) {
            Object cell = row.get(positions[at]);
            return cell == null ? null : type.fromCell().apply(cell);
        }
    }

    /** A record whose columns stand beside the others. */
    record EmbeddedCells(RecordLayout layout, List<StructField> fields) implements ComponentCells {
        @Override
        public void put(@Nullable Object value, @Nullable Object[] row, int at) {
            layout.fill(value, row, at);
        }

        @Override
        public Object take(Row row, int[] positions, int at) {
            return layout.read(row, positions, at);
        }
    }

    /** A column an evidence. */
    record EvidenceCells(List<StructField> fields) implements ComponentCells {
        @Override
        public void put(@Nullable Object value, @Nullable Object[] row, int at) {
            double[] values = value == null ? new double[0] : (double[]) value;
            if (values.length != fields.size()) {
                throw new IllegalArgumentException(
                        "Invalid number of evidences " + values.length + ", expected " + fields.size());
            }
            for (int i = 0; i < values.length; i++) {
                row[at + i] = values[i];
            }
        }

        @Override
        public Object take(Row row, int[] positions, int at) {
            double[] values = new double[fields.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getDouble(positions[at + i]);
            }
            return values;
        }
    }
}
