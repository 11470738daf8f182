package org.galaxyvae;

import java.util.List;
import org.apache.spark.sql.Row;

/** Tests on {@link ModeledSurvey}. */
public abstract class BlobSurvey extends SparkTest {
    protected static final String MODEL = ModeledSurvey.MODEL;
    protected static final int OBJECTS = ModeledSurvey.OBJECTS;
    protected static final int SIDE = ModeledSurvey.SIDE;

    protected org.apache.hadoop.fs.Path home() {
        return workspace.model(MODEL);
    }

    /** The URI of a saved model among the test resources. */
    protected static String fixture(String name) throws Exception {
        return ModeledSurvey.fixture(name);
    }

    /** Model and tensors; nothing is scored yet. */
    protected void writeSurvey() throws Exception {
        new ModeledSurvey(spark, workspace, tables).write();
    }

    /** Blobs such as the model was trained on, every seventh with a bright corner. */
    protected static List<Row> tensors() {
        return ModeledSurvey.tensors();
    }
}
