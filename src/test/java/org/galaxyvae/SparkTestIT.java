package org.galaxyvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.RepeatedTest;

/** Each test sees its own workspace, whatever the tests before it wrote. */
class SparkTestIT extends SparkTest {
    @RepeatedTest(2)
    void everyTestStartsInAnEmptyWorkspace() {
        assertThat(tables.exists(Specs.REJECTS)).isFalse();
        tables.append(
                Specs.REJECTS,
                spark.createDataFrame(
                        List.of(RowFactory.create(
                                "file:/a", "a", "empty", "", 0L, "run", new Timestamp(0), "p", "file:/a")),
                        Specs.REJECTS.schema()));
        assertThat(tables.read(Specs.REJECTS).count()).isEqualTo(1);
    }
}
