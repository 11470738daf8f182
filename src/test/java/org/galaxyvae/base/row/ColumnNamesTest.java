package org.galaxyvae.base.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.galaxyvae.base.table.Specs;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {
    @Test
    void hasAConstantForEveryColumnAndNoOther() throws IllegalAccessException {
        Map<String, String> constants = new TreeMap<>();
        for (Field field : ColumnNames.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                constants.put(field.getName(), (String) field.get(null));
            }
        }
        Map<String, String> columns = Specs.ALL.stream()
                .flatMap(table -> Arrays.stream(table.schema().fieldNames()))
                .filter(name -> !EvidenceColumns.NAMES.contains(name) && !name.equals("reconstruction_nll"))
                .distinct()
                .collect(Collectors.toMap(name -> name.toUpperCase(Locale.ROOT), name -> name));
        assertThat(constants).containsExactlyInAnyOrderEntriesOf(columns);
    }
}
