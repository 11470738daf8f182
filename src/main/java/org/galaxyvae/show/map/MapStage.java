package org.galaxyvae.show.map;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.CONFIGURATION;
import static org.galaxyvae.base.row.ColumnNames.CONTENT_HASH;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.galaxyvae.base.config.RequestException;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.config.SettingsReader;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.run.Stopwatch;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.registry.ModelChoice;
import org.jspecify.annotations.Nullable;

/** Maps a model's latent space: fits a plane on a sample, places all others, measures how far it can be trusted. */
public final class MapStage {
    private final StageContext context;
    private final String modelId;
    private final Settings.LatentMap settings;

    private MapStage(StageContext context, String modelId) {
        this.context = context;
        this.modelId = modelId;
        this.settings = context.settings().map();
    }

    /**
     * Runs the stage; replaces the model's rows of {@code map} by one commit. Where there is a map of the model and not all is asked
     * for, its fit stays, and so does every row whose object has the same pixels.
     *
     * @throws InvalidDataException where the model has no latents, or too few
     */
    public static MapSummary run(StageContext context, MapRequest request) {
        ModelChoice choice = ModelChoice.of(context, request.modelId());
        context.spark().sparkContext().setJobDescription("map of model " + choice.modelId());
        return new MapStage(context, choice.modelId()).run(choice, request);
    }

    private MapSummary run(ModelChoice choice, MapRequest request) {
        Stopwatch watch = Stopwatch.start();
        Dataset<Row> latents = PublishedLatents.of(context.tables(), modelId).select(OBJECT_ID, CONTENT_HASH, Z);
        Dataset<Row> known =
                context.tables().readWithColumns(Specs.MAP).where(col(MODEL_ID).equalTo(modelId));
        FittedMap standing = request.all() ? null : standing(known, latents);
        FittedMap fitted = standing == null ? fit(latents) : standing;
        if (standing != null) {
            noteChangedSettings(known);
        }
        Dataset<Row> kept = standing == null ? known.limit(0) : known;
        Dataset<Row> unchanged = MapRows.unchanged(kept, latents);
        Dataset<Row> others = MapRows.others(kept, latents);
        MapRows rows = MapRows.of(context, modelId);
        Dataset<Row> placed = rows.place(others, fitted, settings.placedNeighbors());
        Dataset<Row> all = unchanged.unionByName(placed).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long placedNow = others.count();
            long objects = context.progress().track("place", "objects", placedNow, rows.done()::value, all::count);
            long gone = kept.count() - (objects - placedNow);
            if (placedNow > 0 || gone > 0) {
                context.tables().overwrite(Specs.MAP, all.drop(Z), col(MODEL_ID).equalTo(modelId));
            }
            double seconds = watch.seconds();
            Map<String, MapQuality> quality = quality(all);
            String out = request.out();
            String picture = out == null ? null : new MapPicture(context, choice).write(all, out);
            return new MapSummary(
                    modelId, standing == null, objects, fitted.size(), placedNow, gone, seconds, quality, picture);
        } finally {
            all.unpersist();
        }
    }

    /** The fitted of the map that stands, as far as they are still what they were; null where too few are. */
    private @Nullable FittedMap standing(Dataset<Row> known, Dataset<Row> latents) {
        MapSample sample = MapSample.of(MapRows.unchanged(known.where("fitted"), latents), Integer.MAX_VALUE, true);
        return sample.size() < Projection.LEAST_OBJECTS
                ? null
                : new FittedMap(sample.objects(), sample.positions(), sample.tsne());
    }

    /** What stands was fitted with the settings of its own run. */
    private void noteChangedSettings(Dataset<Row> known) {
        String run = known.where("fitted").select(RUN_ID).first().getString(0);
        List<String> configurations = context.tables()
                .readOrEmpty(Specs.RUNS)
                .where(col(RUN_ID).equalTo(run).and(col(CONFIGURATION).isNotNull()))
                .select(CONFIGURATION)
                .as(Encoders.STRING())
                .collectAsList();
        try {
            if (!configurations.isEmpty()
                    && !ofFit(SettingsReader.fromJson(configurations.get(0))).equals(ofFit(context.settings()))) {
                context.progress()
                        .note("the map stands as run " + run + " fitted it, with other settings of map or another seed;"
                                + " --all fits it again with the configuration's");
            }
        } catch (RequestException e) {
            context.progress()
                    .note("with which settings run " + run + " fitted the map is not known: " + e.getMessage());
        }
    }

    /** All that a fit depends on. */
    private static List<Number> ofFit(Settings settings) {
        Settings.LatentMap map = settings.map();
        return List.of(
                settings.seed(),
                map.fittedObjects(),
                map.neighbors(),
                map.minDistance(),
                map.tsneObjects(),
                map.tsnePerplexity());
    }

    private FittedMap fit(Dataset<Row> latents) {
        MapSample sample = MapSample.of(latents, settings.fittedObjects(), false);
        if (sample.size() < Projection.LEAST_OBJECTS) {
            throw new InvalidDataException("Cannot map model " + modelId + ": it has latents of " + sample.size()
                    + " objects, expected at least " + Projection.LEAST_OBJECTS + "; run galaxy-vae score --model "
                    + modelId + " first");
        }
        return new MapFit(context).of(sample.objects());
    }

    /** Of fitted and placed objects apart, and on the fitted ones beside other projections. */
    private Map<String, MapQuality> quality(Dataset<Row> all) {
        Map<String, MapQuality> quality = new LinkedHashMap<>();
        MapSample sample = MapSample.of(all.where("fitted"), settings.qualityObjects(), true);
        float[][] vectors = sample.vectors();
        put(quality, "fitted", vectors, sample.positions());
        MapSample placed = MapSample.of(all.where("NOT fitted"), settings.qualityObjects(), true);
        put(quality, "placed", placed.vectors(), placed.positions());
        List<Integer> both = new ArrayList<>();
        IntStream.range(0, sample.size()).filter(i -> sample.tsne()[i] != null).forEach(both::add);
        float[][] shared = both.stream().map(i -> vectors[i]).toArray(float[][]::new);
        put(quality, "tsne", shared, both.stream().map(i -> sample.tsne()[i]).toArray(double[][]::new));
        if (vectors.length >= Projection.LEAST_OBJECTS) {
            put(quality, "principal_components", vectors, new PrincipalPlane().positions(vectors));
        }
        return quality;
    }

    private void put(Map<String, MapQuality> quality, String name, float[][] vectors, double[][] positions) {
        if (vectors.length >= Projection.LEAST_OBJECTS) {
            quality.put(name, MapQuality.of(vectors, positions, settings.qualityNeighbors()));
        }
    }
}
