package org.galaxyvae.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.network.Architecture;
import org.galaxyvae.pixel.prepare.Preparation;
import org.galaxyvae.train.learn.TrainingSet;
import org.galaxyvae.train.learn.TrainingTensors;

/**
 * What a training learns from.
 *
 * @param tensors rows of both splits
 * @param images those of the training split, exported for the workers
 * @param validation pixels of a sample of the calibration split, each uint8 [row, column, channel]
 */
record TrainingInput(
        Preparation preparation,
        Architecture architecture,
        TrainingTensors tensors,
        TrainingSet images,
        long calibrationObjects,
        List<byte[]> validation) {
    /** An object that was learned from, as the model directory keeps it. */
    private record TrainingObject(String objectId, String contentHash) {}

    /**
     * The workspace's tensors of the settings' preparation.
     *
     * @throws InvalidDataException where there are too few of them, or none
     * @throws RequestException where {@code train.where} is not a condition on the catalog
     */
    static TrainingInput of(StageContext context) throws IOException {
        Settings settings = context.settings();
        Preparation preparation = SavedModel.preparation(settings);
        Architecture architecture = SavedModel.architecture(settings);
        TrainingTensors tensors = TrainingTensors.of(context, preparation);
        TrainingSet images =
                TrainingSet.export(context, tensors.training(), architecture.imageLength(), architecture.channels());
        long calibrationObjects = tensors.calibration().count();
        TrainingTensors.requireEnough(
                images.size(), calibrationObjects, settings.train().batchSize());
        return new TrainingInput(
                preparation,
                architecture,
                tensors,
                images,
                calibrationObjects,
                TrainingTensors.samplePixels(
                        tensors.calibration(), settings.train().validationImages()));
    }

    /** The training objects: object_id, content_hash. */
    Dataset<Row> objects(StageContext context) {
        List<TrainingObject> rows = new ArrayList<>(images.size());
        for (int i = 0; i < images.size(); i++) {
            rows.add(new TrainingObject(
                    images.objectIds().get(i), images.contentHashes().get(i)));
        }
        return RecordColumns.dataset(context.spark(), TrainingObject.class, rows);
    }
}
