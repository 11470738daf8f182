package org.galaxyvae.show.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * What is shown and where.
 *
 * @param by the column that orders
 * @param newOnly whether objects that some list knows were left out
 * @param count objects shown
 * @param known how many of them some list knows
 * @param sheet the first contact sheet
 * @param sheets all of them
 * @param labelColumn column of {@code catalog}; null, as the two counts, where none was asked for
 * @param labeledInTop objects shown whose value is not null, 'none' or 'false'
 * @param labeledInAll the same among all scored objects
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TopSummary(
        String modelId,
        String by,
        boolean newOnly,
        int count,
        long known,
        String sheet,
        List<String> sheets,
        String csv,
        @Nullable String labelColumn,
        @Nullable Long labeledInTop,
        @Nullable Long labeledInAll,
        List<TopObject> objects)
        implements Summary {
    private static final int OBJECTS_TOLD = 10;

    /** One object, with what the first look needs; the rest is in the CSV file. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TopObject(
            long rank,
            String objectId,
            double anomalyScore,
            double pValue,
            @Nullable String topEvidence,
            @Nullable Double raDeg,
            @Nullable Double decDeg,
            boolean known,
            @Nullable String knownAs,
            @Nullable String label) {}

    public TopSummary {
        sheets = List.copyOf(sheets);
        objects = List.copyOf(objects);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId + ", by " + by + (newOnly ? ", new objects only" : ""));
        lines.add("");
        List<String> header = new ArrayList<>(
                List.of("rank", "object_id", "score", "p_value", "top_evidence", "ra_deg", "dec_deg", "known_as"));
        if (labelColumn != null) {
            header.add(labelColumn);
        }
        lines.addAll(TextTable.lines(
                header,
                objects.stream()
                        .limit(OBJECTS_TOLD)
                        .map(object -> cells(object).subList(0, header.size()))
                        .toList()));
        lines.add("");
        if (labelColumn != null && labeledInTop != null && labeledInAll != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d objects that %s labels are among the first %,d",
                    labeledInTop,
                    labeledInAll,
                    labelColumn,
                    count));
        }
        if (known > 0) {
            lines.add(String.format(Locale.ROOT, "%,d of the %,d are known", known, count));
        }
        lines.add(count + " objects: " + csv);
        sheets.forEach(path -> lines.add("image, reconstruction, residual: " + path));
        return lines;
    }

    private static List<@Nullable String> cells(TopObject object) {
        return Arrays.asList(
                Long.toString(object.rank()),
                object.objectId(),
                String.format(Locale.ROOT, "%.2f", object.anomalyScore()),
                String.format(Locale.ROOT, "%.2g", object.pValue()),
                object.topEvidence() == null ? "" : object.topEvidence(),
                degrees(object.raDeg()),
                degrees(object.decDeg()),
                object.knownAs() == null ? "" : object.knownAs(),
                object.label() == null ? "" : object.label());
    }

    private static String degrees(@Nullable Double angle) {
        return angle == null ? "" : String.format(Locale.ROOT, "%.5f", angle);
    }
}
