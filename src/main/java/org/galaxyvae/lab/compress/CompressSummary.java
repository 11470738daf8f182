package org.galaxyvae.lab.compress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.CsvLines;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * Bytes against likeness.
 *
 * @param rows by model, then as measured
 * @param csv the same as a file; null where none was asked for
 */
record CompressSummary(
        String runId,
        int rawBytes,
        List<Compression> rows,
        @Nullable String csv) implements Summary {
    private static final List<String> HEADER = List.of(
            "model_id", "coding", "numbers", "bytes", "ratio", "mse", "psnr_db", "ssim", "fit_share", "objects");

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "means over %,d held-out objects of %,d bytes each; in table compressions, run %s",
                rows.get(0).objects(),
                rawBytes,
                runId));
        lines.addAll(TextTable.lines(
                HEADER, rows.stream().map(CompressSummary::cells).toList()));
        if (csv != null) {
            lines.add("csv  " + csv);
        }
        return lines;
    }

    /** The rows as CSV. */
    static String csv(List<Compression> rows) {
        CsvLines lines = new CsvLines();
        StringBuilder csv = new StringBuilder(lines.of(HEADER));
        for (Compression row : rows) {
            List<@Nullable String> fields = new ArrayList<>();
            cells(row).forEach(cell -> fields.add(cell.isEmpty() ? null : cell));
            csv.append(lines.of(fields));
        }
        return csv.toString();
    }

    private static List<String> cells(Compression row) {
        Integer numbers = row.numbers();
        Double fitShare = row.fitShare();
        return Arrays.asList(
                row.modelId(),
                row.coding(),
                numbers == null ? "" : numbers.toString(),
                number("%.1f", row.bytes()),
                number("%.1f", row.ratio()),
                number("%.3e", row.mse()),
                number("%.2f", row.psnrDb()),
                number("%.4f", row.ssim()),
                fitShare == null ? "" : number("%.3f", fitShare),
                Long.toString(row.objects()));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
