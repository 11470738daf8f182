package org.galaxyvae.show.report;

import static org.galaxyvae.base.row.ColumnNames.ANOMALY_SCORE;
import static org.galaxyvae.base.row.ColumnNames.DEC_DEG;
import static org.galaxyvae.base.row.ColumnNames.FDR_Q;
import static org.galaxyvae.base.row.ColumnNames.P_VALUE;
import static org.galaxyvae.base.row.ColumnNames.RANK;
import static org.galaxyvae.base.row.ColumnNames.RA_DEG;
import static org.galaxyvae.base.row.ColumnNames.TRAINED_ON;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.galaxyvae.model.evidence.Explanation;
import org.galaxyvae.model.evidence.Words;
import org.galaxyvae.model.neighbor.Neighbor;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.draw.SignedMap;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.galaxyvae.show.gallery.PreparedImages;
import org.galaxyvae.show.gallery.ShownObject;
import org.galaxyvae.show.gallery.ShownObjects;
import org.galaxyvae.show.gallery.TopScores;
import org.jspecify.annotations.Nullable;

/**
 * Makes cards of objects.
 *
 * @param beside facts by object id that other tables have
 * @param catalog the user's columns by object id
 */
record Cards(
        ShownObjects shown,
        DataUri pictures,
        long objects,
        Map<String, List<Page.Fact>> beside,
        Map<String, List<Page.Fact>> catalog) {
    /** Sigma at both ends of the residuals' scale; fixed, so that objects and pages compare. */
    static final double RESIDUAL_LIMIT = 5;

    private static final double BAR_DECADES = 4;

    /** The galleries of those objects that have scores. */
    List<Page.Gallery> galleries(List<ChosenObjects> chosen) {
        Map<String, ShownObject> byId =
                shown.objects().stream().collect(Collectors.toMap(ShownObject::objectId, object -> object));
        return chosen.stream()
                .map(gallery -> new Page.Gallery(
                        gallery.key(), gallery.title(), gallery.text(), gallery.full(), cards(gallery, byId)))
                .filter(gallery -> !gallery.cards().isEmpty())
                .toList();
    }

    private List<Page.Card> cards(ChosenObjects gallery, Map<String, ShownObject> byId) {
        List<Page.Card> cards = new ArrayList<>();
        gallery.remarks().forEach((objectId, remark) -> {
            ShownObject object = byId.get(objectId);
            if (object != null) { // what another night scored is gone
                cards.add(card(object, remark, gallery.full()));
            }
        });
        return cards;
    }

    private Page.Card card(ShownObject object, String remark, boolean full) {
        Row row = object.scores();
        long rank = row.<Long>getAs(RANK);
        Explanation explanation = object.explanation();
        return new Page.Card(
                object.objectId(),
                rank,
                String.format(Locale.ROOT, "%,d of %,d", rank, objects),
                String.format(Locale.ROOT, "%.2f", row.<Double>getAs(ANOMALY_SCORE)),
                remark.isEmpty() ? null : remark,
                row.getAs(TopScores.LABEL),
                explanation.summary(),
                object.note(),
                uri(object.image()),
                reconstruction(object),
                residual(object),
                full ? explanation.clues().stream().map(Cards::bar).toList() : List.of(),
                full ? object.neighbors().stream().map(this::near).toList() : List.of(),
                object.flags() == null
                        ? List.of()
                        : object.flags().stream().map(FlagWords::of).toList(),
                facts(row, object),
                catalog.getOrDefault(object.objectId(), List.of()),
                SkyLinks.of(row.getAs(RA_DEG), row.getAs(DEC_DEG)));
    }

    private Page.Near near(Neighbor neighbor) {
        Picture picture = shown.images().picture(neighbor.objectId());
        return new Page.Near(
                neighbor.objectId(),
                String.format(Locale.ROOT, "%.2f", neighbor.distance()),
                picture == null ? null : pictures.small(picture));
    }

    private static Page.Bar bar(Explanation.Clue clue) {
        double decades = Math.min(BAR_DECADES, clue.depth() / Math.log(10));
        return new Page.Bar(
                clue.evidence().column(),
                clue.evidence().words(),
                String.format(Locale.ROOT, "%.4g", clue.value()),
                Words.percentile(clue.depth()),
                String.format(Locale.ROOT, "%.1f", 100 * decades / BAR_DECADES),
                String.format(Locale.ROOT, "%.4f", clue.depth()),
                clue.member(),
                clue.member() ? String.format(Locale.ROOT, "%.0f%%", 100 * clue.share()) : "");
    }

    private @Nullable String uri(PreparedImages.@Nullable Prepared image) {
        return image == null ? null : pictures.of(image.picture());
    }

    private @Nullable String reconstruction(ShownObject object) {
        float[] values = object.reconstruction();
        if (values == null) {
            return null;
        }
        return pictures.of(new Picture(shown.size(), shown.size(), UnitLevels.bytesOf(values)));
    }

    private @Nullable String residual(ShownObject object) {
        return object.residual() == null
                ? null
                : pictures.of(SignedMap.of(
                        object.residual().height(),
                        object.residual().width(),
                        object.residual().sigmas(shown.noiseSigma()),
                        RESIDUAL_LIMIT));
    }

    private List<Page.Fact> facts(Row row, ShownObject object) {
        List<Page.Fact> facts = new ArrayList<>();
        boolean trained = row.<Boolean>getAs(TRAINED_ON);
        facts.add(new Page.Fact(
                "p-value",
                String.format(Locale.ROOT, "%.2g%s", row.<Double>getAs(P_VALUE), trained ? " (trained on it)" : "")));
        Double q = row.getAs(FDR_Q);
        if (q != null) {
            facts.add(new Page.Fact("false discovery rate", String.format(Locale.ROOT, "%.2g (extrapolated)", q)));
        }
        Double raDeg = row.getAs(RA_DEG);
        Double decDeg = row.getAs(DEC_DEG);
        if (raDeg != null && decDeg != null) {
            facts.add(new Page.Fact("position", String.format(Locale.ROOT, "%.5f %+.5f deg", raDeg, decDeg)));
        }
        if (object.residual() != null) {
            facts.add(new Page.Fact("residual", Words.of(object.residual().place())));
        }
        facts.addAll(beside.getOrDefault(object.objectId(), List.of()));
        return facts;
    }
}
