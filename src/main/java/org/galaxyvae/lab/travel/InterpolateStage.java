package org.galaxyvae.lab.travel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.pixel.draw.Picture;
import org.jspecify.annotations.Nullable;

/** Draws the way from one object to another: the arc in the first row, the straight line in the second. */
public final class InterpolateStage {
    private static final int MOST_STEPS = 64;
    private static final int TILE_PIXELS = 112;

    private InterpolateStage() {}

    /**
     * Runs the stage; writes into the directory and nothing into the workspace.
     *
     * @param modelId null for production
     * @param steps images of each way, its ends included, 2 to 64
     * @throws RequestException where an object was not scored
     */
    public static TravelSummary run(
            StageContext context, @Nullable String modelId, String from, String to, int steps, String out) {
        if (steps < 2 || steps > MOST_STEPS) {
            throw new RequestException("Invalid --steps " + steps + ", expected 2 to " + MOST_STEPS);
        }
        ScoredLatents scored = ScoredLatents.of(context, modelId, "interpolate");
        float[] start = scored.mean("--from", from);
        float[] end = scored.mean("--to", to);
        Map<String, Picture> images = scored.images(List.of(from, to));
        LatentPath arc = LatentPath.spherical(start, end, steps);
        LatentPath line = LatentPath.linear(start, end, steps);
        Decoder decoder = scored.decoder();
        OutputDirectory directory =
                OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration());
        TravelGrid grid = new TravelGrid(decoder);
        addRow(grid, "slerp", arc, from, images.get(from), to, images.get(to));
        addRow(grid, "linear", line, from, images.get(from), to, images.get(to));
        TravelGrid.Files files = grid.write(directory, "interpolation", steps + 2, TILE_PIXELS);
        List<String> notes = new ArrayList<>();
        if (arc.note() != null) {
            notes.add(arc.note());
        }
        return TravelSummary.of(scored.choice().modelId(), grid, files, notes);
    }

    private static void addRow(
            TravelGrid grid,
            String name,
            LatentPath way,
            String from,
            @Nullable Picture first,
            String to,
            @Nullable Picture last) {
        int steps = way.points().size();
        grid.add(first, from, first == null ? "its tensor is gone" : "image");
        for (int step = 0; step < steps; step++) {
            String place = String.format(Locale.ROOT, "%s %.2f", name, (double) step / (steps - 1));
            grid.add(way.points().get(step), place, step == 0 || step == steps - 1 ? "reconstruction" : "");
        }
        grid.add(last, to, last == null ? "its tensor is gone" : "image");
    }
}
