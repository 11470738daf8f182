package org.galaxyvae.night.adoption;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes an Avro file anew, with the same schema, properties and records but for what is changed in each. */
record AvroRecords(FileSystem files) {
    /**
     * Copies a file.
     *
     * @return the bytes of the new one
     */
    long copy(Path from, Path to, Consumer<GenericRecord> change) throws IOException {
        try (InputStream stream = files.open(from);
                DataFileStream<GenericRecord> reader = new DataFileStream<>(stream, new GenericDatumReader<>());
                OutputStream out = files.create(to, true);
                DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            String codec = reader.getMetaString(DataFileConstants.CODEC);
            writer.setCodec(CodecFactory.fromString(codec == null ? DataFileConstants.NULL_CODEC : codec));
            for (String key : reader.getMetaKeys()) {
                if (!DataFileWriter.isReservedMeta(key)) {
                    writer.setMeta(key, reader.getMeta(key));
                }
            }
            writer.create(reader.getSchema(), out);
            for (GenericRecord entry : reader) {
                change.accept(entry);
                writer.append(entry);
            }
        }
        return files.getFileStatus(to).getLen();
    }
}
