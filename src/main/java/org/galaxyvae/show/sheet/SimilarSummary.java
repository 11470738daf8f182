package org.galaxyvae.show.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;
import org.galaxyvae.base.run.TextTable;
import org.jspecify.annotations.Nullable;

/**
 * Whom objects and images are like.
 *
 * @param sheet contact sheet; null, as page and csv, where no files were asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SimilarSummary(
        String modelId,
        List<SimilarQuery> queries,
        @Nullable String sheet,
        @Nullable String page,
        @Nullable String csv) implements Summary {
    private static final List<String> HEADER = List.of(
            "place", "object_id", "distance", "rank", "anomaly_score", "p_value", "top_evidence", "ra_deg", "dec_deg");

    public SimilarSummary {
        queries = List.copyOf(queries);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model " + modelId);
        for (SimilarQuery query : queries) {
            lines.add("");
            lines.add("near " + query.kind() + " " + query.query().replaceAll("\\p{Cntrl}", " "));
            lines.addAll(TextTable.lines(
                    HEADER,
                    query.neighbors().stream().map(SimilarSummary::cells).toList()));
            query.neighbors().stream()
                    .filter(SimilarQuery.Similar::sameContent)
                    .forEach(same -> lines.add(same.objectId() + " shows the very same pixels"));
        }
        if (sheet != null && page != null && csv != null) {
            lines.add("");
            lines.addAll(List.of(page, sheet, csv));
        }
        return lines;
    }

    private static List<@Nullable String> cells(SimilarQuery.Similar similar) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(Integer.toString(similar.place()));
        cells.add(similar.objectId());
        cells.add(String.format(Locale.ROOT, "%.4f", similar.distance()));
        cells.add(Long.toString(similar.rank()));
        cells.add(String.format(Locale.ROOT, "%.3f", similar.anomalyScore()));
        cells.add(String.format(Locale.ROOT, "%.4g", similar.pValue()));
        cells.add(similar.topEvidence());
        cells.add(degrees(similar.raDeg()));
        cells.add(degrees(similar.decDeg()));
        return cells;
    }

    private static @Nullable String degrees(@Nullable Double angle) {
        return angle == null ? null : String.format(Locale.ROOT, "%.5f", angle);
    }
}
