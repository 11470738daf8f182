package org.galaxyvae.survey.source;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.jspecify.annotations.Nullable;

/** The images of some row groups of a Parquet file; of other columns only the id and the position are read. */
final class ParquetImages extends Images {
    private final SourceFile source;
    private final ParquetFile file;
    private final SourceOptions options;
    private final MessageType projection;
    private final long until;
    private long group;
    private long row;
    private long rowsLeft;
    private @Nullable RecordReader<Group> records;
    private boolean broken;

    /** Row groups number {@code from} to {@code until}. */
    ParquetImages(SourceFile source, ParquetFile file, SourceOptions options, long from, long until) {
        this.source = source;
        this.file = file;
        this.options = options;
        this.until = Math.min(until, file.groupRows().size());
        List<String> wanted =
                List.of(file.image().getName(), options.idColumn(), options.raColumn(), options.decColumn());
        this.projection = new MessageType(
                "images",
                file.schema().getFields().stream()
                        .filter(field -> wanted.contains(field.getName()))
                        .filter(field -> field.equals(file.image()) || field.isPrimitive())
                        .toList());
        file.reader().setRequestedSchema(projection);
        for (; group < from; group++) {
            row += file.groupRows().get((int) group);
            file.reader().skipNextRowGroup();
        }
    }

    @Override
    public SourceKind kind() {
        return SourceKind.PARQUET;
    }

    @Override
    @Nullable
    SourceImage advance() {
        try {
            while (!broken && rowsLeft == 0) {
                if (group >= until) {
                    return null;
                }
                PageReadStore pages = file.reader().readNextRowGroup();
                group++;
                rowsLeft = pages.getRowCount();
                records = new ColumnIOFactory()
                        .getColumnIO(projection)
                        .getRecordReader(pages, new GroupRecordConverter(projection));
            }
            RecordReader<Group> reader = records;
            if (broken || reader == null) {
                return null;
            }
            rowsLeft--;
            return image(reader.read(), row++);
        } catch (IOException | RuntimeException e) {
            broken = true;
            return SourceImage.broken(
                    source.uri(),
                    source.uri(),
                    new RejectedImageException(
                            RejectReason.UNREADABLE, "Parquet file breaks at row " + row + ": " + e.getMessage(), e));
        }
    }

    private SourceImage image(Group record, long number) {
        Group holder = record;
        String field = file.image().getName();
        String path = null;
        if (!file.image().isPrimitive() && record.getFieldRepetitionCount(field) > 0) {
            holder = record.getGroup(field, 0);
            path = text(holder, "path");
            field = "bytes";
        }
        byte[] bytes = holder.getType().containsField(field) && holder.getFieldRepetitionCount(field) > 0
                ? holder.getBinary(field, 0).getBytes()
                : new byte[0];
        String named =
                path == null || path.isBlank() ? SourcePath.stem(source.uri()) + "_" + number + ".parquet" : path;
        return new SourceImage(
                source.uri() + "#" + number,
                named,
                text(record, options.idColumn()),
                number(record, options.raColumn()),
                number(record, options.decColumn()),
                () -> new ImageBytes(options).open(bytes, SourcePath.name(named)));
    }

    private static @Nullable String text(Group record, String field) {
        if (!record.getType().containsField(field) || record.getFieldRepetitionCount(field) == 0) {
            return null;
        }
        Type type = record.getType().getType(field);
        return type.isPrimitive() ? record.getValueToString(record.getType().getFieldIndex(field), 0) : null;
    }

    private static double number(Group record, String field) {
        String text = text(record, field);
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    void release() throws IOException {
        file.close();
    }
}
