package org.galaxyvae.base.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.galaxyvae.base.row.EachEvidence;
import org.galaxyvae.base.row.EvidenceColumns;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/tables.md} says of every table what its record says: columns, types, units, meanings, key and partitions. */
class TablesDocumentTest {
    private static final String HEAD = "| column | type | unit | meaning |";

    /** In {@code scores}: the columns of evidences that its record does not name, of which {@code evidences} tells. */
    private static final String EVERY_OTHER_EVIDENCE = "every other evidence";

    @TestFactory
    Stream<DynamicTest> tellsOfEveryColumn() throws IOException {
        Map<String, List<DocumentedColumn>> document = document();
        return Specs.ALL.stream()
                .map(table -> DynamicTest.dynamicTest(
                        table.name(),
                        () -> assertThat(lines(table, document.getOrDefault(table.name(), List.of())))
                                .as("rows of ## %s in docs/tables.md", table.name())
                                .containsExactlyInAnyOrderElementsOf(lines(table, DocumentedColumn.of(table.row())))));
    }

    @Test
    void tellsOfNoOtherTableAndOfKeys() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("docs/tables.md")).stream()
                .filter(line -> line.startsWith("## ") && line.contains(" — key ") && !line.contains(".csv"))
                .map(line -> line.replaceAll("; .*", ""))
                .toList();
        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(
                        Specs.ALL.stream().map(TablesDocumentTest::heading).toList());
    }

    private static String heading(TableSpec table) {
        String key = String.join(", ", table.key());
        String partitions = String.join(" and ", table.partitionedBy());
        return "## " + table.name() + " — key " + (table.key().size() > 1 ? "(" + key + ")" : key)
                + (partitions.isEmpty() ? "" : ", partitioned by " + partitions);
    }

    /** The line that the document should have, which a failure shows; without what evidences say themselves. */
    private static List<String> lines(TableSpec table, List<DocumentedColumn> columns) {
        Set<String> evidences = Stream.of(table.row().getRecordComponents())
                        .anyMatch(component -> component.isAnnotationPresent(EachEvidence.class))
                ? Set.copyOf(EvidenceColumns.NAMES)
                : Set.of();
        return columns.stream()
                .map(column -> evidences.contains(column.name())
                        ? "| " + column.name() + " | double |"
                        : "| " + column.name() + " | "
                                + column.type().replace("<", "&lt;").replace(">", "&gt;") + " |"
                                + (column.unit().isEmpty() ? "" : " " + column.unit()) + " | "
                                + column.meaning().replace("|", "\\|") + " |")
                .toList();
    }

    private static Map<String, List<DocumentedColumn>> document() throws IOException {
        Map<String, List<DocumentedColumn>> tables = new LinkedHashMap<>();
        String table = "";
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("docs/tables.md"))) {
            if (line.startsWith("## ")) {
                table = line.substring(3).replaceAll(" — .*", "");
            }
            if (!line.startsWith("|")) {
                inside = false;
            } else if (line.equals(HEAD)) {
                inside = true;
            } else if (inside && !line.startsWith("|---")) {
                tables.computeIfAbsent(table, name -> new ArrayList<>()).addAll(columns(line));
            }
        }
        return tables;
    }

    private static List<DocumentedColumn> columns(String line) {
        List<String> cells = Stream.of(line.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
        return Stream.of(cells.get(1).split(", ", -1))
                .flatMap(name -> name.equals(EVERY_OTHER_EVIDENCE) ? EvidenceColumns.NAMES.stream() : Stream.of(name))
                .map(name -> new DocumentedColumn(
                        name, cells.get(2).replace("&lt;", "<").replace("&gt;", ">"), cells.get(3), cells.get(4)))
                .toList();
    }
}
