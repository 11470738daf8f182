package org.galaxyvae.train.learn;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.SPLIT;

import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.functions;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.pixel.sky.Split;

/**
 * The rows of {@code tensors} that a training may see.
 *
 * @param training those of the training split
 * @param calibration those of the calibration split: validation, tails, p-values
 */
public record TrainingTensors(Dataset<Row> training, Dataset<Row> calibration) {
    private static final int CALIBRATION_FEWEST = 20;

    /**
     * Rows of the settings' preparation that meet {@code train.where}.
     *
     * @throws InvalidDataException where the preparation has none
     * @throws RequestException where {@code train.where} is not a condition on the catalog
     */
    public static TrainingTensors of(StageContext context, Preparation preparation) {
        if (preparation.depth() != Preparation.Depth.UINT8) {
            throw new RequestException("Cannot train on ingest.dtype "
                    + preparation.depth().label() + ", expected uint8: ingest once more with it");
        }
        Dataset<Row> tensors = eligible(context, preparation);
        return new TrainingTensors(inSplit(tensors, Split.TRAIN), inSplit(tensors, Split.CALIBRATION));
    }

    /**
     * At most so many rows, chosen by a hash of their ids: the same whatever the partitions.
     */
    public static Dataset<Row> sample(Dataset<Row> rows, int most) {
        Dataset<Row> ids = rows.select(OBJECT_ID)
                .orderBy(functions.sha2(functions.concat(functions.lit("sample "), functions.col(OBJECT_ID)), 256))
                .limit(most);
        return rows.join(functions.broadcast(ids), OBJECT_ID);
    }

    /** The pixels of such a sample in the order of ids, each uint8 [row, column, channel]. */
    public static List<byte[]> samplePixels(Dataset<Row> rows, int most) {
        return sample(rows, most).orderBy(OBJECT_ID).select(PIXELS).collectAsList().stream()
                .map(row -> (byte[]) row.get(0))
                .toList();
    }

    /**
     * Refuses what cannot be learned from.
     *
     * @throws InvalidDataException where there are too few objects
     */
    public static void requireEnough(int training, long calibration, int batchSize) {
        if (training < batchSize) {
            throw new InvalidDataException("Cannot train: " + training + " training objects, expected at least "
                    + batchSize + " (train.batch_size); ingest more images or lower it");
        }
        if (calibration < CALIBRATION_FEWEST) {
            throw new InvalidDataException("Cannot train: " + calibration + " calibration objects, expected at least "
                    + CALIBRATION_FEWEST + "; ingest more images or raise split.calibration");
        }
    }

    private static Dataset<Row> eligible(StageContext context, Preparation preparation) {
        Dataset<Row> tensors = context.tables()
                .read(Specs.TENSORS)
                .where(functions.col(PREPARATION_ID).equalTo(preparation.id()));
        if (tensors.isEmpty()) {
            throw new InvalidDataException("Cannot train: no tensors of preparation " + preparation.id()
                    + " (crop_fraction " + preparation.crop().fraction() + ", image_size " + preparation.sizePixels()
                    + "), run galaxy-vae ingest with the same ingest settings first");
        }
        String where = context.settings().train().where();
        if (where.isBlank()) {
            return tensors;
        }
        try {
            Dataset<Row> chosen =
                    context.tables().read(Specs.CATALOG).where(where).select(OBJECT_ID);
            return tensors.join(functions.broadcast(chosen), OBJECT_ID);
        } catch (Exception e) {
            if (e instanceof AnalysisException || e instanceof ParseException) {
                throw new RequestException("Invalid train.where: " + where + ", "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("not SQL"));
            }
            throw e;
        }
    }

    private static Dataset<Row> inSplit(Dataset<Row> tensors, Split split) {
        return tensors.where(functions.col(SPLIT).equalTo(split.label()));
    }
}
