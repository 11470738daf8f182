package org.galaxyvae.lab.travel;

import static org.galaxyvae.base.row.ColumnNames.Z;
import static org.galaxyvae.base.row.ColumnNames.Z_SD;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.model.neighbor.Latents;

/** Moves one latent unit at a time: each is a row of the picture, the one that tells most first. */
public final class TraverseStage {
    /** Mean divergence, nats, above which a unit counts as active (after Burda et al. 2016). */
    private static final double ACTIVE_NATS = 0.05;

    private static final int TILE_PIXELS = 96;

    private TraverseStage() {}

    /**
     * Runs the stage; writes into the request's directory and nothing into the workspace.
     *
     * @throws RequestException where the object was not scored, the model has no such unit, or no unit is active
     */
    public static TravelSummary run(StageContext context, TraverseRequest request) {
        ScoredLatents scored = ScoredLatents.of(context, request.modelId(), "traverse");
        Decoder decoder = scored.decoder();
        int latent = decoder.architecture().latent();
        for (int unit : request.dimensions()) {
            if (unit < 0 || unit >= latent) {
                throw new RequestException("Invalid --dimension " + unit + ": model "
                        + scored.choice().modelId() + " has " + latent + ", expected 0 to " + (latent - 1));
            }
        }
        String objectId = request.objectId();
        float[] center = objectId == null ? new float[latent] : scored.mean("--id", objectId);
        LatentMoments moments = moments(scored, latent);
        List<Integer> units = moments.byActivity().stream()
                .filter(unit -> request.dimensions().isEmpty()
                        ? moments.divergence(unit) > ACTIVE_NATS
                        : request.dimensions().contains(unit))
                .toList();
        if (units.isEmpty()) {
            throw new RequestException(
                    "Cannot traverse model " + scored.choice().modelId() + ": no unit tells more than " + ACTIVE_NATS
                            + " nats of an image, expected --dimension with some of 0 to " + (latent - 1));
        }
        OutputDirectory out = OutputDirectory.open(
                request.out(), context.spark().sparkContext().hadoopConfiguration());
        TravelGrid grid = new TravelGrid(decoder);
        for (int unit : units) {
            addRow(grid, request, moments, center, unit);
        }
        TravelGrid.Files files = grid.write(out, "traversal", request.steps(), TILE_PIXELS);
        return TravelSummary.of(scored.choice().modelId(), grid, files, notes(request, units, latent));
    }

    private static LatentMoments moments(ScoredLatents scored, int latent) {
        JavaRDD<Row> rows = scored.rows().select(Z, Z_SD).javaRDD();
        return rows.treeAggregate(
                new LatentMoments(latent),
                (sum, row) -> sum.add(Latents.floats(row, 0), Latents.floats(row, 1)),
                LatentMoments::add);
    }

    private static void addRow(
            TravelGrid grid, TraverseRequest request, LatentMoments moments, float[] center, int unit) {
        int half = request.steps() / 2;
        for (int step = -half; step <= half; step++) {
            double sigmas = request.sigmas() * step / half;
            float[] moved = center.clone();
            moved[unit] += (float) (sigmas * moments.sd(unit));
            grid.add(
                    moved,
                    String.format(Locale.ROOT, "z[%d] %+.1f σ", unit, sigmas),
                    step == -half ? String.format(Locale.ROOT, "%.2f nats", moments.divergence(unit)) : "");
        }
    }

    private static List<String> notes(TraverseRequest request, List<Integer> units, int latent) {
        List<String> notes = new ArrayList<>();
        notes.add((request.objectId() == null
                        ? "about the origin (where that is no galaxy, --id names one)"
                        : "about " + request.objectId())
                + ", units by what they tell: "
                + String.join(", ", units.stream().map(String::valueOf).toList()));
        if (request.dimensions().isEmpty() && units.size() < latent) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%d of %d units tell at most %.2f nats and are left out; --dimension shows one",
                    latent - units.size(),
                    latent,
                    ACTIVE_NATS));
        }
        return notes;
    }
}
