package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.galaxyvae.SparkTest;
import org.junit.jupiter.api.Test;

class TableClockIT extends SparkTest {
    @Test
    void refusesAClockThatIsBehindTheTables() {
        tables.append(Specs.RUNS, spark.createDataFrame(List.of(), Specs.RUNS.schema()));
        Instant now = Instant.now();
        assertThatCode(() -> TableClock.require(tables, workspace, now)).doesNotThrowAnyException();
        assertThatCode(() -> TableClock.require(tables, workspace, now.minus(Duration.ofSeconds(50))))
                .as("Iceberg takes a minute")
                .doesNotThrowAnyException();
        Instant behind = now.minus(Duration.ofHours(1));
        assertThatThrownBy(() -> TableClock.require(tables, workspace, behind))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("this machine's clock says " + behind + ", but table runs was changed at ");
    }
}
