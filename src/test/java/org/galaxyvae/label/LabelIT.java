package org.galaxyvae.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.SparkTest;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.Test;

class LabelIT extends SparkTest {
    private static final String HEADER = "object_id,interest,artefact,comment,labeler,labeled_at,run_id\n";

    @Test
    void addsEachLabelOnceAndOverwritesNone() throws Exception {
        writeObjects();
        Path file = file(HEADER + "o01,5,,ring,ada,2026-03-01T00:00:00Z,r1\no02,,true,,ada,2026-03-01T00:00:01Z,r1\n");
        assertThat(label(file).added()).isEqualTo(2);
        LabelSummary again = label(file);
        assertThat(List.of(again.added(), again.known(), again.labels())).containsExactly(0L, 2L, 2L);

        Path changed = file(HEADER + "o01,1,,,ada,2026-03-02T00:00:00Z,r1\no01,4,,,grace,2026-03-01T00:00:00Z,r1\n");
        LabelSummary more = label(changed);
        assertThat(List.of(more.added(), more.labels(), more.objects())).containsExactly(2L, 4L, 2L);
        assertThat(tables.read(Specs.LABELS)
                        .where("object_id = 'o02' AND artefact AND interest IS NULL AND comment IS NULL"
                                + " AND labeler = 'ada' AND report_run_id = 'r1' AND file LIKE '%.csv'"
                                + " AND labeled_at = TIMESTAMP '2026-03-01 00:00:01'")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void writesNothingWhereOneRowIsWrongUnlessAsked() throws Exception {
        writeObjects();
        Path file = file(
                HEADER + "o01,5,,,ada,2026-03-01T00:00:00Z,\nnobody,5,,,ada,2026-03-01T00:00:00Z,\no02,7,,,ada,,\n");
        assertThatThrownBy(() -> label(file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("2 problems, nothing was written")
                .hasMessageContaining("line 3: unknown object_id \"nobody\"")
                .hasMessageContaining("line 4: invalid interest \"7\"");
        assertThat(tables.exists(Specs.LABELS)).isFalse();
        LabelSummary skipping = LabelStage.run(context(), new LabelRequest(file.toString(), null, true, Map.of()));
        assertThat(skipping.added()).isEqualTo(1);
        assertThat(skipping.invalid()).hasSize(2);
        Path other = file(HEADER + "o01,2,,,ada,2026-03-01T00:00:00Z,\n");
        assertThatThrownBy(() -> label(other)).hasMessageContaining("has another label by ada of the same time");
    }

    @Test
    void labelsOneObjectFromTheCommandLine() throws Exception {
        writeObjects();
        LabelStage.run(context(), single("o03", "4"));
        LabelStage.run(context(), single("o03", "0"));
        assertThat(tables.read(Specs.LABELS).where("file IS NULL").count()).isEqualTo(2);
        assertThatThrownBy(() -> LabelStage.run(context(), single("o03", "6")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("invalid interest \"6\"");
        assertThatThrownBy(() -> new LabelRequest(null, "ada", false, Map.of()))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("expected either --file, or --id");
        assertThatThrownBy(() -> new LabelRequest(null, null, false, Map.of("object_id", "a")))
                .hasMessageContaining("--labeler");
    }

    @Test
    void refusesFilesThatAreNone() throws Exception {
        writeObjects();
        assertThatThrownBy(() -> label(directory.resolve("away.csv")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> label(directory)).hasMessageContaining("a folder");
        assertThatThrownBy(() -> label(file(""))).hasMessageContaining("the file is empty");
    }

    private static LabelRequest single(String id, String interest) {
        return new LabelRequest(null, "ada", false, Map.of("object_id", id, "interest", interest));
    }

    private LabelSummary label(Path file) {
        return LabelStage.run(context(), new LabelRequest(file.toString(), null, false, Map.of()));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "labels", ".csv"), text);
    }

    private void writeObjects() {
        tables.append(
                Specs.CATALOG,
                spark.createDataFrame(
                        List.of(
                                RowFactory.create("o01", 1.0, 1.0),
                                RowFactory.create("o02", null, null),
                                RowFactory.create("o03", null, null)),
                        Specs.CATALOG.schema()));
        tables.append(Specs.TENSORS, spark.createDataFrame(List.of(), Specs.TENSORS.schema()));
    }
}
