package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tables of earlier versions are read and added to, so columns keep their names, types, order and nullability. */
class SchemasTest {
    @Test
    void keepsEveryTablesColumns() throws IOException {
        List<String> pinned;
        try (var stream = Objects.requireNonNull(SchemasTest.class.getResourceAsStream("schemas.txt"))) {
            pinned = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        List<String> columns = Specs.ALL.stream()
                .flatMap(table -> Arrays.stream(table.schema().fields())
                        .map(field -> table.name() + "." + field.name() + " " + DocumentedColumn.type(field.dataType())
                                + (field.nullable() ? "" : " not null")))
                .toList();
        assertThat(columns).containsExactlyElementsOf(pinned);
    }

    @Test
    void namesKeysAndPartitionsOfItsOwnColumns() {
        assertThat(Specs.ALL).allSatisfy(table -> {
            assertThat(table.schema().fieldNames()).containsAll(table.key());
            assertThat(table.key()).containsAll(table.partitionedBy());
        });
    }
}
