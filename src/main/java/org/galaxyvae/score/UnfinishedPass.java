package org.galaxyvae.score;

import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.SavedModel;

/**
 * What a pass over pixels has made so far, a Parquet file a finished task: a killed pass is gone on with, not begun again.
 *
 * <p>The folder is named by the scoring hash, so that whatever stands in it was made by the very model in the very way; rows of
 * images that changed meanwhile are found out by their content.
 */
final class UnfinishedPass {
    private static final String[] KEY = {OBJECT_ID, CONTENT_HASH};

    private final StageContext context;
    private final FileSystem files;
    private final Path folder;

    UnfinishedPass(StageContext context, SavedModel model) {
        this.context = context;
        this.files = context.workspace().files();
        this.folder = context.workspace().pass(model.scoringHash());
    }

    /** The objects whose rows are still to be made. */
    Dataset<Row> missingOf(Dataset<Row> objects) throws IOException {
        return objects.join(rows().select(OBJECT_ID, CONTENT_HASH), KEY, "left_anti");
    }

    /** The objects whose rows are there, with all columns of both. */
    Dataset<Row> of(Dataset<Row> objects) throws IOException {
        return objects.join(rows(), KEY, "inner");
    }

    private Dataset<Row> rows() throws IOException {
        return files.exists(folder)
                ? context.spark().read().schema(ScoredRow.SCHEMA).parquet(LiteralPath.of(folder))
                : context.spark().createDataFrame(List.<Row>of(), ScoredRow.SCHEMA);
    }

    /** Adds rows, as {@link ScoredRow#SCHEMA}; those of each task stay from its end on, whatever becomes of the others. */
    void write(Dataset<Row> rows) {
        rows.write()
                .mode("append")
                .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
                .parquet(folder.toString());
    }

    /** Removes files that a machine's crash left without their end. */
    void dropDamaged() throws IOException {
        if (!files.exists(folder)) {
            return;
        }
        for (FileStatus file : files.listStatus(folder)) {
            if (file.isFile() && file.getPath().getName().endsWith(".parquet") && !isWhole(file.getPath())) {
                context.progress().note("left out " + file.getPath() + ", which a killed pass left damaged");
                files.delete(file.getPath(), false);
            }
        }
    }

    private boolean isWhole(Path file) {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, files.getConf()))) {
            return reader.getRecordCount() >= 0;
        } catch (IOException | RuntimeException e) { // Parquet throws either for a file that is none
            return false;
        }
    }

    /** Removes all of it: it stands in tables now, or is not wanted. */
    void clear() throws IOException {
        files.delete(folder, true);
    }
}
