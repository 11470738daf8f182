package org.galaxyvae.survey.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.LiteralPath;
import org.galaxyvae.base.run.StageContext;

/** The run's own folder of Parquet: what later steps read more than once, and all pixels before they are committed. */
final class StagingFolder implements AutoCloseable {
    private final StageContext context;
    private final Path root;

    StagingFolder(StageContext context) {
        this.context = context;
        this.root = context.workspace().staging(context.runId());
    }

    /** Computes the rows now, and returns them as they stand in the folder. */
    Dataset<Row> store(String name, Dataset<Row> rows) {
        String path = new Path(root, name).toString();
        // measurements and pixels hardly repeat: a dictionary of them is work for nothing
        rows.write().option("parquet.enable.dictionary", "false").parquet(path);
        return context.spark().read().schema(rows.schema()).parquet(LiteralPath.of(path));
    }

    /** A folder in it for whoever stores rows by himself. */
    String folder(String name) {
        return new Path(root, name).toString();
    }

    /** Removes the folder. */
    @Override
    public void close() {
        try {
            context.workspace().files().delete(root, true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + root, e);
        }
    }
}
