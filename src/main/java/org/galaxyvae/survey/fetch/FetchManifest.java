package org.galaxyvae.survey.fetch;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code fetch.csv} and {@code catalog.csv} as bytes. */
final class FetchManifest {
    private static final String[] HEADER = {"object_id", "status", "attempts", "http_status", "bytes", "message", "url"
    };

    /** What an earlier run left about an object. */
    record Entry(FetchOutcome outcome, String url) {}

    private FetchManifest() {}

    /** The entries by object id; what is damaged is passed over, since everything can be asked for again. */
    static Map<String, Entry> read(byte @Nullable [] csv) {
        Map<String, Entry> entries = new HashMap<>();
        if (csv == null) {
            return entries;
        }
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setMaxCharsPerColumn(100_000);
        settings.getFormat().setComment('\0');
        settings.setNullValue("");
        settings.setEmptyValue("");
        for (String[] fields :
                new CsvParser(settings).parseAll(new ByteArrayInputStream(csv), StandardCharsets.UTF_8)) {
            if (fields.length == HEADER.length
                    && fields[2].matches("\\d{1,9}")
                    && fields[3].matches("\\d{1,9}")
                    && fields[4].matches("\\d{1,18}")) {
                entries.put(
                        fields[0],
                        new Entry(
                                new FetchOutcome(
                                        fields[1],
                                        Integer.parseInt(fields[2]),
                                        Integer.parseInt(fields[3]),
                                        Long.parseLong(fields[4]),
                                        fields[5]),
                                fields[6]));
            }
        }
        return entries;
    }

    /** One line an object, in their order. */
    static byte[] write(List<Target> targets, List<FetchOutcome> outcomes, FetchOptions options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter writer = writer(bytes);
        writer.writeHeaders(HEADER);
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            FetchOutcome outcome = outcomes.get(i);
            writer.writeRow(
                    target.objectId(),
                    outcome.status(),
                    outcome.attempts(),
                    outcome.httpStatus(),
                    outcome.bytes(),
                    outcome.message(),
                    url(target, options));
        }
        writer.close();
        return bytes.toByteArray();
    }

    /** The catalog of the cutouts that are there, with the default column names of {@code ingest}. */
    static byte[] catalog(List<Target> targets, List<FetchOutcome> outcomes, FetchOptions options, FetchFolder folder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter writer = writer(bytes);
        boolean radii = targets.stream().anyMatch(target -> target.radiusArcsec() != null);
        List<String> header =
                new java.util.ArrayList<>(List.of("object_id", "file", "ra", "dec", "pixel_scale_arcsec"));
        if (radii) {
            header.add("petro_radius_arcsec");
        }
        writer.writeHeaders(header);
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (!outcomes.get(i).isOk()) {
                continue;
            }
            List<Object> row = new java.util.ArrayList<>(List.of(
                    target.objectId(),
                    folder.file(target.objectId()),
                    String.valueOf(target.raDeg()),
                    String.valueOf(target.decDeg()),
                    String.format(Locale.ROOT, "%.6f", target.scaleArcsec(options))));
            if (radii) {
                row.add(target.radiusArcsec() == null ? "" : target.radiusArcsec());
            }
            writer.writeRow(row);
        }
        writer.close();
        return bytes.toByteArray();
    }

    /** The address, or nothing where there is none. */
    static String url(Target target, FetchOptions options) {
        return target.impossible(options) == null ? target.uri(options).toString() : "";
    }

    /** One of its own: it quotes what begins with #, which readers of catalogs take for a comment. */
    private static CsvWriter writer(ByteArrayOutputStream bytes) {
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.getFormat().setLineSeparator("\n");
        settings.setQuoteEscapingEnabled(true);
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        return new CsvWriter(bytes, StandardCharsets.UTF_8, settings);
    }
}
