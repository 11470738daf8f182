package org.galaxyvae.show.sheet;

import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.run.CsvLines;
import org.galaxyvae.base.vocabulary.Evidence;
import org.galaxyvae.show.gallery.TopScores;
import org.galaxyvae.survey.catalog.KnownObjects;
import org.jspecify.annotations.Nullable;

/** The file for spreadsheets: every score of the objects shown, as what they are known, and where to look at them. */
final class TopCsv {
    private static final List<String> COLUMNS = Stream.of(
                    Stream.of("rank", "object_id", "anomaly_score", "network_score", "p_value", "p_tail", "fdr_q"),
                    Stream.of("top_evidence", "reconstruction_rank", "reconstruction_log_prob"),
                    Evidence.columns().stream(),
                    Stream.of("split", "trained_on", "calibrated_on"),
                    Stream.of(KnownObjects.KNOWN, KnownObjects.AS, KnownObjects.IN, KnownObjects.SEPARATION),
                    Stream.of("ra_deg", "dec_deg"))
            .flatMap(columns -> columns)
            .toList();

    private TopCsv() {}

    /** Header and one line an object; SkyServer's link where the position is known, then the label if one was asked for. */
    static String text(List<Row> rows, @Nullable String labelColumn) {
        List<String> header = new ArrayList<>(COLUMNS);
        header.add("skyserver_url");
        if (labelColumn != null) {
            header.add(COLUMNS.contains(labelColumn) ? "catalog_" + labelColumn : labelColumn);
        }
        CsvLines lines = new CsvLines();
        StringBuilder text = new StringBuilder(lines.of(header));
        for (Row row : rows) {
            List<@Nullable String> fields = new ArrayList<>();
            for (String column : COLUMNS) {
                Object value = row.getAs(column);
                fields.add(value == null ? null : value.toString());
            }
            fields.add(link(row.getAs(RA_DEG), row.getAs(DEC_DEG)));
            if (labelColumn != null) {
                fields.add(row.getAs(TopScores.LABEL));
            }
            text.append(lines.of(fields));
        }
        return text.toString();
    }

    /** SkyServer at that position, or null where it is unknown. */
    static @Nullable String link(@Nullable Double raDeg, @Nullable Double decDeg) {
        return raDeg == null || decDeg == null
                ? null
                : String.format(
                        Locale.ROOT,
                        "https://skyserver.sdss.org/dr18/VisualTools/navi?ra=%.6f&dec=%.6f",
                        raDeg,
                        decDeg);
    }
}
