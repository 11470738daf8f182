package org.galaxyvae.show.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.Test;

class RejectsIT extends SparkTest {
    @Test
    void groupsFilesByReasonWithTheFirstForAnExample() {
        reject(
                row("b", "truncated", "no end"),
                row("c", "empty", "0 bytes"),
                row("a", "truncated", "half a marker"),
                row("d", "truncated", "no end"));
        RejectsSummary summary = RejectsStage.run(context(), null, 100);
        assertThat(summary.reasons())
                .containsExactly(
                        new RejectsSummary.Group("truncated", 3, 0.75, "file:/a.jpg", "half a marker"),
                        new RejectsSummary.Group("empty", 1, 0.25, "file:/c.jpg", "0 bytes"));
        assertThat(summary.lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("truncated +3 +75\\.0% +file:/a\\.jpg +half a marker"));
    }

    @Test
    void listsTheFilesOfOneReason() {
        reject(row("b", "truncated", "no end"), row("c", "empty", "0 bytes"), row("a", "truncated", "half a marker"));
        RejectsSummary summary = RejectsStage.run(context(), "truncated", 1);
        assertThat(summary.files())
                .containsExactly(new RejectsSummary.Rejected("file:/a.jpg", "a", 7, "half a marker"));
        assertThat(summary.lines()).last().isEqualTo("and 1 more; --limit raises that");
        assertThatThrownBy(() -> RejectsStage.run(context(), "broken", 1))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --reason broken: no file has it, expected one of truncated, empty");
        assertThatThrownBy(() -> RejectsStage.run(context(), null, 0)).hasMessageStartingWith("Invalid --limit 0");
    }

    @Test
    void noRejectsAreGoodNews() {
        assertThat(RejectsStage.run(context(), null, 1).lines()).containsExactly("No file was rejected");
    }

    private void reject(Row... rows) {
        tables.append(Specs.REJECTS, spark.createDataFrame(List.of(rows), Specs.REJECTS.schema()));
    }

    private static Row row(String id, String reason, String message) {
        String uri = "file:/" + id + ".jpg";
        return RowFactory.create(uri, id, reason, message, 7L, "run", new Timestamp(0), "preparation", uri);
    }
}
