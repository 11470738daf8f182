package org.galaxyvae.lab.travel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.galaxyvae.base.run.Summary;

/**
 * What was drawn.
 *
 * @param decoded images that the network made
 * @param picture the PNG
 * @param images the same as .npy, float32 [image, row, column, channel] in (0, 1)
 * @param latents what they were made of, .npy, float32 [image, latent]
 * @param notes what went another way than asked for
 */
record TravelSummary(String modelId, int decoded, String picture, String images, String latents, List<String> notes)
        implements Summary {
    static TravelSummary of(String modelId, TravelGrid grid, TravelGrid.Files files, List<String> notes) {
        return new TravelSummary(modelId, grid.decoded(), files.picture(), files.images(), files.latents(), notes);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(notes);
        lines.add(String.format(Locale.ROOT, "%,d images decoded by model %s", decoded, modelId));
        lines.add("picture  " + picture);
        lines.add("images   " + images);
        lines.add("latents  " + latents);
        return lines;
    }
}
