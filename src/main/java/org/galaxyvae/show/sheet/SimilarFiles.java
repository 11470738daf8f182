package org.galaxyvae.show.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.CsvLines;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.show.gallery.PreparedImages;
import org.galaxyvae.show.gallery.Templates;
import org.jspecify.annotations.Nullable;

/**
 * Objects and whom they are like, to be looked at.
 *
 * @param queries what was asked
 * @param shown the picture of each, null where its tensor is gone
 * @param pictures of the neighbors
 */
record SimilarFiles(List<SimilarQuery> queries, List<@Nullable Picture> shown, PreparedImages pictures) {
    private static final int MOST_COLUMNS = 11;
    private static final int TILE_PIXELS = 128;
    private static final List<String> COLUMNS = List.of(
            "query",
            "kind",
            "place",
            "object_id",
            "distance",
            "same_content",
            "rank",
            "anomaly_score",
            "p_value",
            "top_evidence",
            "ra_deg",
            "dec_deg");

    /** A contact sheet: each query at the beginning of a row, its neighbors behind it. */
    byte[] sheet() {
        int widest = queries.stream()
                        .mapToInt(query -> query.neighbors().size())
                        .max()
                        .orElse(0)
                + 1;
        int columns = Math.min(MOST_COLUMNS, widest);
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            SimilarQuery query = queries.get(i);
            cells.add(cell(shown.get(i), query.query(), "like this " + query.kind()));
            for (SimilarQuery.Similar near : query.neighbors()) {
                cells.add(cell(
                        pictures.picture(near.objectId()),
                        near.place() + " " + near.objectId(),
                        String.format(Locale.ROOT, "%.2f, rank %,d", near.distance(), near.rank())));
            }
            while (cells.size() % columns != 0) {
                cells.add(new ContactSheet.Cell(List.of(), List.of()));
            }
        }
        return new ContactSheet(columns, TILE_PIXELS).png(cells);
    }

    private static ContactSheet.Cell cell(@Nullable Picture picture, String first, String second) {
        return new ContactSheet.Cell(Arrays.asList(picture), List.of(first, second));
    }

    /** One line a neighbor. */
    String csv() {
        CsvLines lines = new CsvLines();
        StringBuilder text = new StringBuilder(lines.of(COLUMNS));
        for (SimilarQuery query : queries) {
            for (SimilarQuery.Similar near : query.neighbors()) {
                text.append(lines.of(Arrays.asList(
                        query.query(),
                        query.kind(),
                        Integer.toString(near.place()),
                        near.objectId(),
                        Double.toString(near.distance()),
                        Boolean.toString(near.sameContent()),
                        Long.toString(near.rank()),
                        Double.toString(near.anomalyScore()),
                        Double.toString(near.pValue()),
                        near.topEvidence(),
                        near.raDeg() == null ? null : near.raDeg().toString(),
                        near.decDeg() == null ? null : near.decDeg().toString())));
            }
        }
        return text.toString();
    }

    /** The page {@code similar.html}, UTF-8. */
    byte[] page(String modelId) {
        List<SimilarPage.Like> likes = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            SimilarQuery query = queries.get(i);
            likes.add(new SimilarPage.Like(
                    query.kind(),
                    query.query(),
                    uri(shown.get(i)),
                    query.neighbors().stream().map(this::near).toList()));
        }
        return Templates.render("similar.jte", new SimilarPage(modelId, likes));
    }

    private SimilarPage.Near near(SimilarQuery.Similar near) {
        return new SimilarPage.Near(
                near.place(),
                near.objectId(),
                uri(pictures.picture(near.objectId())),
                TopCsv.link(near.raDeg(), near.decDeg()),
                String.format(Locale.ROOT, "distance %.3f", near.distance()),
                String.format(Locale.ROOT, "rank %,d, score %.1f", near.rank(), near.anomalyScore()),
                near.sameContent());
    }

    private static @Nullable String uri(@Nullable Picture picture) {
        return picture == null
                ? null
                : "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
    }
}
