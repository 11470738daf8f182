package org.galaxyvae.survey.source;

import java.util.List;
import org.galaxyvae.pixel.format.Mosaic;
import org.galaxyvae.survey.source.SourceImage.Part;
import org.jspecify.annotations.Nullable;

/** The cutouts of all objects that a mosaic covers. */
final class MosaicImages extends Images {
    private final SourceFile file;
    private final Mosaic mosaic;
    private final CutoutPositions positions;
    private int at;

    MosaicImages(SourceFile file, Mosaic mosaic, CutoutPositions positions) {
        this.file = file;
        this.mosaic = mosaic;
        this.positions = positions;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.MOSAIC;
    }

    @Override
    @Nullable
    SourceImage advance() {
        for (; at < positions.ids().size(); at++) {
            double[] place = positions.places()[at];
            if (mosaic.covers(place[0], place[1])) {
                String id = positions.ids().get(at++);
                return new SourceImage(
                        file.uri() + "!/" + id,
                        id,
                        id,
                        place[0],
                        place[1],
                        () -> List.of(new Part("", mosaic.cutout(place[0], place[1], place[2]))));
            }
        }
        return null;
    }

    @Override
    void release() {}
}
