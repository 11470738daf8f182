package org.galaxyvae.show.sql;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.Tables;

/** A session as {@code galaxy-vae sql} opens it, beside those that write in the same JVM. */
public final class ReadingSession {
    private ReadingSession() {}

    /** The same run in such a session. */
    public static StageContext of(StageContext context) {
        SparkSession writing = SparkSession.getDefaultSession().get();
        SparkSession.clearDefaultSession();
        SparkSession.clearActiveSession();
        SparkSession reading =
                SparkSession.builder().withExtensions(new SurveySql()).getOrCreate();
        SparkSession.setDefaultSession(writing);
        SparkSession.setActiveSession(writing);
        for (Map.Entry<String, String> setting :
                Tables.configuration(SparkTest.catalog(context.workspace())).entrySet()) {
            if (!setting.getKey().equals("spark.sql.extensions")) { // static: the context's first session has set it
                reading.conf().set(setting.getKey(), setting.getValue());
            }
        }
        SqlStage.settings(context.workspace()).forEach((key, value) -> {
            if (!key.equals("spark.sql.extensions") && !key.equals("spark.sql.warehouse.dir")) { // static
                reading.conf().set(key, value);
            }
        });
        return new StageContext(
                reading,
                context.workspace(),
                new Tables(reading, context.workspace()),
                context.settings(),
                context.progress(),
                context.runId(),
                context.startedAt());
    }
}
