package org.galaxyvae.survey.ingest;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.MESSAGE;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.REASON;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_FILE;
import static org.galaxyvae.base.row.ColumnNames.SOURCE_URI;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.prepare.Preparation;

/**
 * Which image becomes the tensor of which object.
 *
 * @param outlines the images read, without pixels and measures
 * @param verdicts on every listed image, as {@link Verdict#SCHEMA}
 * @param outcome the verdicts, counted
 * @param warnings of images unlike those before
 */
record Settled(Dataset<Row> outlines, Dataset<Row> verdicts, IngestOutcome outcome, List<String> warnings) {
    /**
     * Settles it.
     *
     * @param staged every image read
     * @param standing the tensors of the preparation before this run, without pixels
     * @param listed source_file and {@code opened} of every listed source
     * @throws InvalidDataException where too much is rejected
     */
    static Settled of(
            StageContext context,
            StagingFolder staging,
            Preparation preparation,
            Dataset<Row> staged,
            Assignment assignment,
            Dataset<Row> standing,
            Dataset<Row> listed) {
        Dataset<Row> outlines = staged.drop(PIXELS, "quality", "morphology");
        Dataset<Row> verdicts = staging.store(
                "verdicts",
                Resolution.verdicts(
                        outlines,
                        assignment.of(outlines.selectExpr(Staged.IDENTITY_COLUMNS)),
                        standing,
                        listed,
                        context.spark().sparkContext().hadoopConfiguration()));
        Dataset<Row> rejectsBefore = rejectsBefore(context, preparation, listed);
        IngestOutcome outcome = IngestOutcome.of(verdicts, rejectsBefore);
        outcome.check(context.settings().ingest().maxRejectFraction());
        return new Settled(outlines, verdicts, outcome, new SizeDrift(context, preparation.id()).warnings(staged));
    }

    /** What was rejected of listed sources that this run does not open. */
    private static Dataset<Row> rejectsBefore(StageContext context, Preparation preparation, Dataset<Row> listed) {
        return context.tables()
                .readWithColumns(Specs.REJECTS)
                .where(col(PREPARATION_ID).equalTo(preparation.id()))
                .join(listed.where("NOT opened"), SOURCE_FILE, "left_semi")
                .select(SOURCE_URI, REASON, MESSAGE);
    }
}
