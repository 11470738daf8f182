package org.galaxyvae.show.sheet;

import java.util.List;
import java.util.Locale;
import org.galaxyvae.model.evidence.Residual;
import org.galaxyvae.model.evidence.Words;
import org.galaxyvae.pixel.draw.ExplanationFigure;
import org.galaxyvae.pixel.draw.ExplanationFigure.Bar;
import org.galaxyvae.pixel.draw.ExplanationFigure.Fact;
import org.galaxyvae.pixel.draw.ExplanationFigure.Tile;
import org.galaxyvae.pixel.draw.HeatMap;
import org.galaxyvae.pixel.draw.Picture;
import org.galaxyvae.pixel.maths.UnitLevels;
import org.galaxyvae.show.gallery.PreparedImages;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an object, drawn.
 *
 * @param size side of the model's images, pixels
 * @param reconstruction in [0, 1], or null without a latent
 * @param residual null where there is none
 */
record ExplainFigure(
        ExplainedObject object,
        PreparedImages images,
        int size,
        float @Nullable [] reconstruction,
        @Nullable Residual residual) {
    private static final int NEIGHBORS_SHOWN = 5;
    private static final int GRAY = 128;

    byte[] png() {
        return new ExplanationFigure(
                        String.format(Locale.ROOT, "#%d  %s", object.rank(), object.objectId()),
                        object.summary(),
                        List.of(
                                new Tile(images.picture(object.objectId()), List.of("image")),
                                new Tile(reconstructionPicture(), List.of("reconstruction")),
                                new Tile(residualPicture(), List.of("residual × 4", "gray where both agree")),
                                heat()),
                        "Nearest normal objects",
                        object.neighbors().stream()
                                .limit(NEIGHBORS_SHOWN)
                                .map(neighbor -> new Tile(
                                        images.picture(neighbor.objectId()),
                                        List.of(
                                                neighbor.objectId(),
                                                String.format(Locale.ROOT, "distance %.3f", neighbor.distance()))))
                                .toList(),
                        object.evidences().stream()
                                .map(clue -> new Bar(
                                        clue.evidence(),
                                        clue.depth(),
                                        Words.percentile(clue.depth())
                                                + (clue.member() ? "   " + clue.shareText() + " of score" : ""),
                                        clue.member()))
                                .toList(),
                        object.facts().entrySet().stream()
                                .map(fact -> new Fact(fact.getKey(), fact.getValue()))
                                .toList())
                .png();
    }

    private @Nullable Picture reconstructionPicture() {
        if (reconstruction == null) {
            return null;
        }
        return new Picture(size, size, UnitLevels.bytesOf(reconstruction));
    }

    private @Nullable Picture residualPicture() {
        if (residual == null) {
            return null;
        }
        byte[] levels = new byte[residual.values().length];
        for (int i = 0; i < levels.length; i++) {
            long level = Math.round(GRAY + TopPictures.RESIDUAL_GAIN * 255 * residual.values()[i]);
            levels[i] = (byte) Math.max(0, Math.min(255, level));
        }
        return new Picture(residual.height(), residual.width(), levels);
    }

    /** Amplitude rather than energy, in which one bright pixel would be all there is to see. */
    private Tile heat() {
        List<String> captions = List.of("where it lies", "ring: its center of mass");
        if (residual == null) {
            return new Tile(null, captions);
        }
        double[] weights = residual.energy();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sqrt(weights[i]);
        }
        Residual.Place place = residual.place();
        double[] mark = {0.5 + place.row(), 0.5 + place.column()};
        return new Tile(HeatMap.of(residual.height(), residual.width(), weights), captions, mark);
    }
}
