package org.galaxyvae.show.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.pixel.draw.ContactSheet;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.show.gallery.PreparedImages;
import org.galaxyvae.show.sql.Csv;
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

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif }
            body { margin: 1rem auto; max-width: 82rem; padding: 0 1rem }
            h1, h2 { font-size: 1.2rem; overflow-wrap: anywhere }
            .near { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)) }
            figure { margin: 0 }
            figure.query { outline: 2px solid #e8963c; outline-offset: 3px }
            img, .none { background: #303036; display: block; image-rendering: pixelated; width: 100%; aspect-ratio: 1 }
            figcaption { font-size: .8rem; overflow-wrap: anywhere }
            """;

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
        StringBuilder text = new StringBuilder(Csv.line(COLUMNS));
        for (SimilarQuery query : queries) {
            for (SimilarQuery.Similar near : query.neighbors()) {
                text.append(Csv.line(Arrays.asList(
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

    /** A page that needs nothing else: no script, no network, its pictures inside. */
    String page(String modelId) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:;"
                + " style-src 'unsafe-inline'\">\n<title>Similar galaxies</title>\n<style>\n" + STYLE
                + "</style>\n</head>\n<body>\n<h1>Similar galaxies</h1>\n<p>Nearest in the latent space of model "
                + Html.escaped(modelId) + ", the nearest first.</p>\n");
        for (int i = 0; i < queries.size(); i++) {
            SimilarQuery query = queries.get(i);
            page.append("<h2>Like ")
                    .append(Html.escaped(query.kind() + " " + query.query()))
                    .append("</h2>\n<div class=\"near\">\n");
            page.append(figure("query", shown.get(i), query.query(), "<b>" + Html.escaped(query.query()) + "</b>"));
            for (SimilarQuery.Similar near : query.neighbors()) {
                page.append(figure("", pictures.picture(near.objectId()), near.objectId(), caption(near)));
            }
            page.append("</div>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static String caption(SimilarQuery.Similar near) {
        String link = TopCsv.link(near.raDeg(), near.decDeg());
        String id = Html.escaped(near.objectId());
        return near.place() + ". "
                + (link == null ? id : "<a href=\"" + Html.escaped(link) + "\" rel=\"noreferrer\">" + id + "</a>")
                + String.format(
                        Locale.ROOT,
                        "<br>distance %.3f<br>rank %,d, score %.1f",
                        near.distance(),
                        near.rank(),
                        near.anomalyScore())
                + (near.sameContent() ? "<br>the very same pixels" : "");
    }

    private static String figure(String style, @Nullable Picture picture, String name, String caption) {
        String image = picture == null
                ? "<div class=\"none\" role=\"img\" aria-label=\"no image\"></div>"
                : "<img alt=\"" + Html.escaped(name) + "\" src=\"data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(picture.png()) + "\">";
        return "<figure" + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">" + image + "<figcaption>" + caption
                + "</figcaption></figure>\n";
    }
}
