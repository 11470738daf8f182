package org.galaxyvae.base.run;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of comma-separated values: quotes as RFC 4180 has them, lines ended by \n so that shell tools see no \r. For one thread.
 */
public final class CsvLines {
    private final CsvWriter writer = new CsvWriter(settings());

    /** The record with its line end; null becomes an empty field, empty text a quoted one. */
    public String of(List<? extends @Nullable String> fields) {
        return writer.writeRowToString(fields.toArray()) + "\n";
    }

    private static CsvWriterSettings settings() {
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.getFormat().setLineSeparator("\n");
        settings.getFormat().setComment('\uFFFF'); // a field that begins with # is like any other
        settings.setQuotationTriggers('"', '\r', '\n');
        settings.setEmptyValue("\"\"");
        settings.setSkipEmptyLines(false);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(100_000);
        return settings;
    }
}
