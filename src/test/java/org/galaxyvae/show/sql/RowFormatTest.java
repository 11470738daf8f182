package org.galaxyvae.show.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.galaxyvae.base.config.RequestException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class RowFormatTest {
    private static final List<String> COLUMNS = List.of("id", "n", "value");

    @Test
    void alignsTextLeftAndNumbersRight() {
        assertThat(print("table", COLUMNS, row("a", 1L, 0.5), row("long id", 12345L, null)))
                .isEqualTo("""
                        id           n  value
                        -------  -----  -----
                        a            1    0.5
                        long id  12345   NULL
                        """);
    }

    @Test
    void tableCellsStayOnTheirLine() {
        assertThat(print("table", List.of("text"), row("two\nlines\tand \u001b[31mred")))
                .endsWith("two lines and  [31mred\n");
    }

    @Test
    void quotesCsvWhereItMust() {
        assertThat(print("csv", COLUMNS, row("a,b", 1L, "say \"hi\""), row("", null, "two\nlines")))
                .isEqualTo("id,n,value\n\"a,b\",1,\"say \"\"hi\"\"\"\n\"\",,\"two\nlines\"\n");
    }

    @Test
    void writesOneJsonObjectALine() {
        assertThat(print("json", COLUMNS, row("a\"b", 1L, Double.NaN), row("c", 2, true)))
                .isEqualTo("{\"id\":\"a\\\"b\",\"n\":1,\"value\":null}\n{\"id\":\"c\",\"n\":2,\"value\":true}\n");
    }

    @Test
    void namesBytesByTheirNumberAndTimesInUtc() {
        Row row = row(new byte[12288], Timestamp.from(Instant.parse("2026-01-02T03:04:05Z")), list(1.5f, null));
        assertThat(print("csv", COLUMNS, row)).endsWith("\n\"<12,288 bytes>\",2026-01-02T03:04:05Z,\"[1.5,null]\"\n");
        assertThat(print("json", COLUMNS, row))
                .isEqualTo("{\"id\":\"<12,288 bytes>\",\"n\":\"2026-01-02T03:04:05Z\",\"value\":[1.5,null]}\n");
    }

    @Test
    void namesTheFormatsThereAre() {
        assertThatThrownBy(() -> RowFormat.of("xml"))
                .isInstanceOf(RequestException.class)
                .hasMessage("Invalid --format xml, expected one of table, csv, json");
    }

    private static Row row(@Nullable Object... values) {
        return RowFactory.create(values);
    }

    private static Object list(@Nullable Float... values) {
        return JavaConverters.asScalaBuffer(java.util.Arrays.asList(values));
    }

    private static String print(String format, List<String> columns, Row... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowFormat.of(format).print(columns, List.of(rows), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
