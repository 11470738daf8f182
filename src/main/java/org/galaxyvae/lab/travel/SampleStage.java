package org.galaxyvae.lab.travel;

import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;
import static org.galaxyvae.base.row.ColumnNames.Z_SD;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.run.OutputDirectory;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.model.directory.Decoder;
import org.galaxyvae.model.neighbor.Latents;
import org.galaxyvae.pixel.maths.CounterRandom;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Draws galaxies that are in no catalog, and decodes them; the same ones for the same seed. */
public final class SampleStage {
    private static final int MOST = 1000;
    private static final int TILE_PIXELS = 96;
    private static final int LEAST_COLUMNS = 4;

    private SampleStage() {}

    /** Where latent vectors are drawn from. */
    public enum Source {
        /** N(0, I): what the network was trained to fill. */
        PRIOR,
        /** The mixture of the catalog's posteriors: an object, then z of N(z, z_sd²). What it does fill. */
        POSTERIOR;

        /** {@code prior} or {@code posterior}. */
        public static Source of(String label) {
            return switch (label) {
                case "prior" -> PRIOR;
                case "posterior" -> POSTERIOR;
                default -> throw new RequestException("Invalid --from " + label + ", expected prior or posterior");
            };
        }
    }

    /**
     * Runs the stage; writes into the directory and nothing into the workspace.
     *
     * @param modelId null for production
     * @param count galaxies, 1 to 1000; a larger count begins with the same
     */
    public static TravelSummary run(
            StageContext context, @Nullable String modelId, Source source, int count, String out) {
        if (count < 1 || count > MOST) {
            throw new RequestException("Invalid --count " + count + ", expected 1 to " + MOST);
        }
        ScoredLatents scored = ScoredLatents.of(context, modelId, "sample");
        Decoder decoder = scored.decoder();
        OutputDirectory directory =
                OutputDirectory.open(out, context.spark().sparkContext().hadoopConfiguration());
        TravelGrid grid = new TravelGrid(decoder);
        long seed = context.settings().seed();
        if (source == Source.PRIOR) {
            for (int draw = 0; draw < count; draw++) {
                float[] z = gaussians(
                        CounterRandom.of(seed, "sample prior", draw, ""),
                        decoder.architecture().latent());
                grid.add(z, "prior " + draw);
            }
        } else {
            addPosterior(grid, scored, seed, count);
        }
        int columns = Math.max(LEAST_COLUMNS, (int) Math.ceil(Math.sqrt(count)));
        String name = source == Source.PRIOR ? "sample-prior" : "sample-posterior";
        return TravelSummary.of(
                scored.choice().modelId(), grid, grid.write(directory, name, columns, TILE_PIXELS), List.of());
    }

    private static void addPosterior(TravelGrid grid, ScoredLatents scored, long seed, int count) {
        long objects = scored.rows().count();
        long[] places = new long[count];
        for (int draw = 0; draw < count; draw++) {
            places[draw] =
                    (long) (CounterRandom.of(seed, "sample object", draw, "").nextDouble() * objects);
        }
        Set<Long> wanted = Arrays.stream(places).boxed().collect(Collectors.toSet());
        Map<Long, Row> rows = scored
                .rows()
                .select(OBJECT_ID, Z, Z_SD)
                .orderBy(OBJECT_ID) // so that a place names the same object on any number of partitions
                .javaRDD()
                .zipWithIndex()
                .filter(row -> wanted.contains(row._2()))
                .collect()
                .stream()
                .collect(Collectors.toMap(Tuple2::_2, Tuple2::_1));
        for (int draw = 0; draw < count; draw++) {
            Row row = Objects.requireNonNull(rows.get(places[draw]));
            float[] mean = Latents.floats(row, 1);
            float[] sd = Latents.floats(row, 2);
            float[] z = gaussians(CounterRandom.of(seed, "sample posterior", draw, row.getString(0)), mean.length);
            for (int i = 0; i < z.length; i++) {
                z[i] = mean[i] + sd[i] * z[i];
            }
            grid.add(z, row.getString(0), "drawn near it");
        }
    }

    private static float[] gaussians(CounterRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
