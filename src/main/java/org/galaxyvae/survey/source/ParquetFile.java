package org.galaxyvae.survey.source;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.galaxyvae.pixel.format.RejectReason;
import org.galaxyvae.pixel.format.RejectedImageException;
import org.jspecify.annotations.Nullable;

/**
 * An open Parquet file with one image a row: a column of bytes, or of a struct of {@code bytes} and {@code path} as image data
 * sets are usually shared.
 */
final class ParquetFile implements AutoCloseable {
    private final ParquetFileReader reader;
    private final Type image;

    private ParquetFile(ParquetFileReader reader, Type image) {
        this.reader = reader;
        this.image = image;
    }

    /**
     * Opens a file.
     *
     * @throws RejectedImageException where it is broken or has no column of images
     */
    static ParquetFile open(String uri, Configuration hadoop, String column) throws RejectedImageException {
        try {
            ParquetFileReader reader = ParquetFileReader.open(
                    HadoopInputFile.fromPath(new Path(uri), hadoop),
                    ParquetReadOptions.builder().build());
            try {
                return new ParquetFile(reader, image(reader.getFileMetaData().getSchema(), column));
            } catch (RejectedImageException e) {
                reader.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new RejectedImageException(
                    RejectReason.UNREADABLE, "Cannot open the Parquet file: " + e.getMessage(), e);
        }
    }

    /** The column named, else the only one that has the form of images; one called image wins among several. */
    private static Type image(MessageType schema, String column) throws RejectedImageException {
        List<Type> images = schema.getFields().stream()
                .filter(field -> bytesOf(field) != null)
                .filter(field -> column.isEmpty() || field.getName().equals(column))
                .toList();
        List<Type> named = images.stream()
                .filter(field -> List.of("image", "images", "img").contains(field.getName()))
                .toList();
        List<Type> chosen = images.size() == 1 ? images : named;
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        String columns =
                String.join(", ", schema.getFields().stream().map(Type::getName).toList());
        throw new RejectedImageException(
                RejectReason.UNSUPPORTED_TYPE,
                "Parquet file " + (images.isEmpty() ? "without a column of images" : "with several columns of images")
                        + (column.isEmpty() ? "" : " named " + column) + "; it has " + columns
                        + "; ingest.image_column names it");
    }

    private static @Nullable Type bytesOf(Type field) {
        if (field.isRepetition(Type.Repetition.REPEATED)) {
            return null;
        }
        if (field.isPrimitive()) {
            return isBytes(field) ? field : null;
        }
        GroupType group = field.asGroupType();
        return group.containsField("bytes") && isBytes(group.getType("bytes")) ? group.getType("bytes") : null;
    }

    private static boolean isBytes(Type field) {
        return field.isPrimitive()
                && ((PrimitiveType) field).getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && !(field.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation);
    }

    ParquetFileReader reader() {
        return reader;
    }

    MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    Type image() {
        return image;
    }

    /** Rows of each row group: the units that can be read apart. */
    List<Long> groupRows() {
        return reader.getRowGroups().stream().map(BlockMetaData::getRowCount).toList();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
