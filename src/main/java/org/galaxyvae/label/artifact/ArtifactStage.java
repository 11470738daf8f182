package org.galaxyvae.label.artifact;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.ARTEFACT_PROBABILITY;
import static org.galaxyvae.base.row.ColumnNames.FLAGS;
import static org.galaxyvae.base.row.ColumnNames.HEIGHT;
import static org.galaxyvae.base.row.ColumnNames.KIND;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.PIXELS;
import static org.galaxyvae.base.row.ColumnNames.PREPARATION_ID;
import static org.galaxyvae.base.row.ColumnNames.RESIDUAL_CLUSTER;
import static org.galaxyvae.base.row.ColumnNames.WIDTH;
import static org.galaxyvae.base.row.ColumnNames.Z;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.galaxyvae.base.config.Settings;
import org.galaxyvae.base.row.ArtifactRow;
import org.galaxyvae.base.row.ColumnNames;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.PublishedLatents;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.directory.ModelDirectory;
import org.galaxyvae.model.directory.SavedModel;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.model.scored.Chosen;
import org.galaxyvae.model.scored.ScoredFeatures;
import org.jspecify.annotations.Nullable;

/** How likely each scored object is an artifact, and of which kind: the table {@code artefacts}. */
public final class ArtifactStage {
    static final double LIKELY = 0.5;
    /** Residual maps of these are looked at, too. */
    private static final double SUSPECT = 0.1;

    private static final int CHANNELS = 3;
    private static final int FEWEST_PLANTED = 10;
    private static final int MOST_REAL = 5000;

    private ArtifactStage() {}

    /** What the detector says of an object. */
    private record Suspected(
            String objectId,
            double artefactProbability,
            @Nullable String learnedKind) {}

    /**
     * Runs the stage.
     *
     * @throws InvalidDataException where there are no scores, the model reads other than three bands, or too few images are left
     *     that it was not trained on
     */
    public static ArtifactSummary run(StageContext context, ArtifactRequest request) throws IOException {
        ModelChoice choice = ModelChoice.of(context, request.modelId());
        SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
        if (model.architecture().channels() != CHANNELS) {
            throw new InvalidDataException("Cannot learn what artifacts are: model " + choice.modelId()
                    + " reads images of " + model.architecture().channels() + " bands, expected " + CHANNELS);
        }
        Settings.Artifacts settings = context.settings().artifacts();
        context.spark().sparkContext().setJobDescription("artifacts of model " + choice.modelId());
        ScoredFeatures scored = ScoredFeatures.of(context, choice, "trained_on");
        List<ScoredFeatures.OfObject> real = ScoredFeatures.collect(
                ScoredFeatures.sample(
                        scored.rows().where("NOT trained_on").join(unflagged(context, choice), OBJECT_ID), MOST_REAL),
                scored.layout());
        List<Planted.Ground> grounds = grounds(context, choice, real, settings.plantedObjects());
        List<Planted> planted = Planted.all(context, model, grounds);
        context.progress().note("learning from " + real.size() + " real and " + planted.size() + " drawn images");
        long seed = context.settings().seed();
        Detector.Learned learned = Detector.learn(real, planted, settings.expectedShare(), seed);
        Dataset<Row> probabilities = probabilities(context, scored, learned.detector())
                .join(flags(context, choice), new String[] {OBJECT_ID}, "left")
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            context.progress().note("clustering residual maps");
            ResidualClusters clusters = ResidualClusters.of(
                    context, model, residualObjects(context, choice, probabilities, settings.residualObjects()));
            write(context, choice, probabilities, clusters);
            return summary(context, choice, request, scored.objects(), grounds.size(), learned.heldOut(), clusters);
        } finally {
            probabilities.unpersist();
        }
    }

    private static Dataset<Row> flags(StageContext context, ModelChoice choice) {
        return context.tables()
                .readOrEmpty(Specs.QUALITY)
                .where(col(PREPARATION_ID).equalTo(choice.preparationId()))
                .select(OBJECT_ID, FLAGS);
    }

    /** Of objects of which no flag says that they are artifacts: they stand for what is none. */
    private static Dataset<Row> unflagged(StageContext context, ModelChoice choice) {
        return flags(context, choice)
                .where(col(FLAGS).bitwiseAND(ArtifactKind.mask()).equalTo(0))
                .select(OBJECT_ID);
    }

    private static List<Planted.Ground> grounds(
            StageContext context, ModelChoice choice, List<ScoredFeatures.OfObject> real, int most) {
        List<ScoredFeatures.OfObject> chosen = new ArrayList<>(real);
        // any order that has nothing to do with the ids' own
        chosen.sort(java.util.Comparator.comparing(
                one -> org.galaxyvae.pixel.sky.Hashes.sha256("artefacts " + one.objectId(), 16)));
        chosen = chosen.subList(0, Math.min(most, chosen.size()));
        Map<String, byte[]> pixels = new HashMap<>();
        Chosen.tensors(
                        context,
                        choice,
                        chosen.stream().map(ScoredFeatures.OfObject::objectId).toList())
                .collectAsList()
                .forEach(row -> pixels.put(row.getString(0), row.getAs(4)));
        chosen = chosen.stream()
                .filter(one -> pixels.containsKey(one.objectId()))
                .toList();
        if (chosen.size() < FEWEST_PLANTED) {
            throw new InvalidDataException(
                    "Cannot learn what artifacts are: " + chosen.size() + " scored images of model " + choice.modelId()
                            + " were not trained on and have no flag, expected at least " + FEWEST_PLANTED);
        }
        List<Planted.Ground> grounds = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            ScoredFeatures.OfObject one = chosen.get(i);
            byte[] other = pixels.get(
                    chosen.get((i + chosen.size() / 2) % chosen.size()).objectId());
            grounds.add(new Planted.Ground(
                    one,
                    java.util.Objects.requireNonNull(pixels.get(one.objectId())),
                    java.util.Objects.requireNonNull(other)));
        }
        return grounds;
    }

    /** Of every object its probability and the kind that an artifact with its numbers would be. */
    private static Dataset<Row> probabilities(StageContext context, ScoredFeatures scored, Detector detector) {
        Broadcast<Detector> everywhere = JavaSparkContext.fromSparkContext(
                        context.spark().sparkContext())
                .broadcast(detector);
        return RecordColumns.dataset(
                context.spark(), Suspected.class, scored.each().map(one -> {
                    double probability = everywhere.value().probability(one);
                    ArtifactKind kind =
                            probability < LIKELY ? null : everywhere.value().kind(one.numbers());
                    return new Suspected(one.objectId(), probability, kind == null ? null : kind.label());
                }));
    }

    /** The likeliest, and those that a flag speaks of. */
    private static Dataset<Row> residualObjects(
            StageContext context, ModelChoice choice, Dataset<Row> probabilities, int most) {
        Dataset<Row> chosen = probabilities
                .where(col(ARTEFACT_PROBABILITY)
                        .geq(SUSPECT)
                        .or(col(FLAGS).bitwiseAND(ArtifactKind.mask()).notEqual(0)))
                .orderBy(col(ARTEFACT_PROBABILITY).desc(), col(OBJECT_ID))
                .limit(most)
                .select(
                        col(OBJECT_ID),
                        functions.coalesce(col(FLAGS), functions.lit(0)).as(FLAGS))
                .join(PublishedLatents.of(context.tables(), choice.modelId()).select(OBJECT_ID, Z), OBJECT_ID);
        return context.tables()
                .read(Specs.TENSORS)
                .where(col(PREPARATION_ID).equalTo(choice.preparationId()))
                .select(OBJECT_ID, HEIGHT, WIDTH, ColumnNames.CHANNELS, PIXELS)
                .join(functions.broadcast(chosen), OBJECT_ID);
    }

    private static void write(
            StageContext context, ModelChoice choice, Dataset<Row> probabilities, ResidualClusters clusters) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<HashMap<String, Integer>> members = spark.broadcast(new HashMap<>(clusters.clusters()));
        Instant now = context.startedAt();
        String modelId = choice.modelId();
        String runId = context.runId();
        JavaRDD<ArtifactRow> rows = probabilities
                .select(OBJECT_ID, ARTEFACT_PROBABILITY, FLAGS, "learned_kind")
                .javaRDD()
                .map(row -> new ArtifactRow(
                        modelId,
                        row.getString(0),
                        row.getDouble(1),
                        members.value().get(row.getString(0)),
                        kind(row),
                        runId,
                        now));
        context.tables()
                .overwrite(
                        Specs.ARTIFACTS,
                        RecordColumns.dataset(context.spark(), ArtifactRow.class, rows),
                        col(MODEL_ID).equalTo(modelId));
        members.destroy();
    }

    /** What a flag says goes before what it resembles. */
    private static @Nullable String kind(Row row) {
        if (row.getDouble(1) < LIKELY) {
            return null;
        }
        ArtifactKind flagged = row.isNullAt(2) ? null : ArtifactKind.ofFlags(row.getInt(2));
        return flagged == null ? row.getString(3) : flagged.label();
    }

    private static ArtifactSummary summary(
            StageContext context,
            ModelChoice choice,
            ArtifactRequest request,
            long objects,
            int planted,
            HeldOutFaults heldOut,
            ResidualClusters clusters) {
        Dataset<Row> artifacts =
                context.tables().read(Specs.ARTIFACTS).where(col(MODEL_ID).equalTo(choice.modelId()));
        Map<String, Long> kinds = new HashMap<>();
        artifacts
                .where("kind IS NOT NULL")
                .groupBy(KIND)
                .count()
                .collectAsList()
                .forEach(row -> kinds.put(row.getString(0), row.getLong(1)));
        String out = request.out();
        return new ArtifactSummary(
                choice.modelId(),
                objects,
                artifacts.where(col(ARTEFACT_PROBABILITY).geq(LIKELY)).count(),
                kinds,
                planted,
                heldOut,
                clusters(artifacts),
                Double.isNaN(clusters.silhouette()) ? 0 : clusters.silhouette(),
                out == null ? List.of() : new Gallery(context, choice, out).write(artifacts, request.count()));
    }

    private static List<ArtifactSummary.Cluster> clusters(Dataset<Row> artifacts) {
        Map<Integer, ArtifactSummary.Cluster> clusters = new TreeMap<>();
        artifacts
                .where("residual_cluster IS NOT NULL")
                .groupBy(col(RESIDUAL_CLUSTER), col(KIND))
                .agg(
                        functions.count("*"),
                        functions.count_if(col(ARTEFACT_PROBABILITY).geq(LIKELY)))
                .orderBy(RESIDUAL_CLUSTER, KIND) // of equally many the first is told
                .collectAsList()
                .forEach(row -> clusters.merge(
                        row.getInt(0),
                        new ArtifactSummary.Cluster(
                                row.getInt(0),
                                row.getLong(2),
                                row.getLong(3),
                                row.getString(1),
                                row.isNullAt(1) ? 0 : row.getLong(2)),
                        ArtifactStage::merged));
        return List.copyOf(clusters.values());
    }

    private static ArtifactSummary.Cluster merged(ArtifactSummary.Cluster one, ArtifactSummary.Cluster other) {
        ArtifactSummary.Cluster more = other.ofKind() > one.ofKind() ? other : one;
        return new ArtifactSummary.Cluster(
                one.cluster(),
                one.objects() + other.objects(),
                one.likely() + other.likely(),
                more.kind(),
                more.ofKind());
    }
}
