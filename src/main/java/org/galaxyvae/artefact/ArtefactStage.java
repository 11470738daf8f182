package org.galaxyvae.artefact;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.galaxyvae.candidate.Candidates;
import org.galaxyvae.candidate.Chosen;
import org.galaxyvae.config.Settings;
import org.galaxyvae.model.ModelDirectory;
import org.galaxyvae.model.SavedModel;
import org.galaxyvae.stage.ModelChoice;
import org.galaxyvae.stage.StageContext;
import org.galaxyvae.table.InvalidDataException;
import org.galaxyvae.table.Specs;

/** How likely each scored object is an artefact, and of which kind: the table {@code artefacts}. */
public final class ArtefactStage {
    static final double LIKELY = 0.5;

    private static final int CHANNELS = 3;
    private static final int FEWEST_PLANTED = 10;
    private static final int MOST_REAL = 5000;

    private ArtefactStage() {}

    /**
     * Runs the stage.
     *
     * @throws InvalidDataException where there are no scores, the model reads other than three bands, or too few images are left
     *     that it was not trained on
     */
    public static ArtefactSummary run(StageContext context, ArtefactRequest request) throws IOException {
        ModelChoice choice = ModelChoice.of(context, request.modelId());
        SavedModel model = ModelDirectory.read(context.workspace().files(), new Path(choice.uri()));
        if (model.architecture().channels() != CHANNELS) {
            throw new InvalidDataException("Cannot learn what artefacts are: model " + choice.modelId()
                    + " reads images of " + model.architecture().channels() + " bands, expected " + CHANNELS);
        }
        Settings.Artefacts settings = context.settings().artefacts();
        context.spark().sparkContext().setJobDescription("artefacts of model " + choice.modelId());
        Candidates candidates = Candidates.of(context, choice, "trained_on");
        List<Candidates.Candidate> real = Candidates.collect(
                Candidates.sample(
                        candidates.rows().where("NOT trained_on").join(unflagged(context, choice), "object_id"),
                        MOST_REAL),
                candidates.layout());
        List<Planted.Ground> grounds = grounds(context, choice, real, settings.plantedObjects());
        List<Planted> planted = Planted.all(context, model, grounds);
        context.progress().note("learning from " + real.size() + " real and " + planted.size() + " drawn images");
        long seed = context.settings().seed();
        Detector.HeldOut quality = Detector.crossed(real, planted, settings.expectedShare(), seed);
        Detector detector = Detector.fit(real, planted, settings.expectedShare(), seed);
        Dataset<Row> flags = flags(context, choice);
        Dataset<Row> probabilities = probabilities(context, candidates, detector)
                .join(flags, new String[] {"object_id"}, "left")
                .cache();
        context.progress().note("clustering residual maps");
        ResidualClusters clusters = ResidualClusters.of(
                context, model, residualObjects(context, choice, candidates, flags, settings.residualObjects()));
        write(context, choice, probabilities, clusters);
        probabilities.unpersist();
        return summary(context, choice, request, candidates.objects(), grounds.size(), quality, clusters);
    }

    private static Dataset<Row> flags(StageContext context, ModelChoice choice) {
        return context.tables()
                .readOrEmpty(Specs.QUALITY)
                .where(col("preparation_id").equalTo(choice.preparationId()))
                .select("object_id", "flags");
    }

    /** Of objects of which no flag says that they are artefacts: they stand for what is none. */
    private static Dataset<Row> unflagged(StageContext context, ModelChoice choice) {
        return flags(context, choice)
                .where(col("flags").bitwiseAND(ArtefactKind.mask()).equalTo(0))
                .select("object_id");
    }

    private static List<Planted.Ground> grounds(
            StageContext context, ModelChoice choice, List<Candidates.Candidate> real, int most) {
        List<Candidates.Candidate> chosen = new ArrayList<>(real);
        // any order that has nothing to do with the ids' own
        chosen.sort(java.util.Comparator.comparing(
                one -> org.galaxyvae.sky.Hashes.sha256("artefacts " + one.objectId(), 16)));
        chosen = chosen.subList(0, Math.min(most, chosen.size()));
        Map<String, byte[]> pixels = new HashMap<>();
        Chosen.tensors(
                        context,
                        choice,
                        chosen.stream().map(Candidates.Candidate::objectId).toList())
                .collectAsList()
                .forEach(row -> pixels.put(row.getString(0), row.getAs(4)));
        chosen = chosen.stream()
                .filter(one -> pixels.containsKey(one.objectId()))
                .toList();
        if (chosen.size() < FEWEST_PLANTED) {
            throw new InvalidDataException(
                    "Cannot learn what artefacts are: " + chosen.size() + " scored images of model " + choice.modelId()
                            + " were not trained on and have no flag, expected at least " + FEWEST_PLANTED);
        }
        List<Planted.Ground> grounds = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            Candidates.Candidate one = chosen.get(i);
            byte[] other = pixels.get(
                    chosen.get((i + chosen.size() / 2) % chosen.size()).objectId());
            grounds.add(new Planted.Ground(
                    one,
                    java.util.Objects.requireNonNull(pixels.get(one.objectId())),
                    java.util.Objects.requireNonNull(other)));
        }
        return grounds;
    }

    private static Dataset<Row> probabilities(StageContext context, Candidates candidates, Detector detector) {
        Broadcast<Detector> everywhere = JavaSparkContext.fromSparkContext(
                        context.spark().sparkContext())
                .broadcast(detector);
        return context.spark()
                .createDataFrame(
                        candidates
                                .each()
                                .map(one -> RowFactory.create(
                                        one.objectId(), everywhere.value().probability(one.numbers()))),
                        StructType.fromDDL("object_id STRING NOT NULL, artefact_probability DOUBLE"));
    }

    /** The first of the ranking, and those that a flag speaks of. */
    private static Dataset<Row> residualObjects(
            StageContext context, ModelChoice choice, Candidates candidates, Dataset<Row> flags, int most) {
        Dataset<Row> chosen = candidates
                .rows()
                .where("z IS NOT NULL")
                .join(flags, new String[] {"object_id"}, "left")
                .where(col("rank")
                        .leq(most)
                        .or(col("flags").bitwiseAND(ArtefactKind.mask()).notEqual(0)))
                .orderBy("rank")
                .limit(2 * most)
                .select("object_id", "z");
        return context.tables()
                .read(Specs.TENSORS)
                .where(col("preparation_id").equalTo(choice.preparationId()))
                .select("object_id", "height", "width", "channels", "pixels")
                .join(functions.broadcast(chosen), "object_id");
    }

    private static void write(
            StageContext context, ModelChoice choice, Dataset<Row> probabilities, ResidualClusters clusters) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Map<Integer, String> clusterKinds = clusterKinds(probabilities, clusters);
        Broadcast<HashMap<String, Integer>> members = spark.broadcast(new HashMap<>(clusters.clusters()));
        Timestamp now = Timestamp.from(context.startedAt());
        String modelId = choice.modelId();
        String runId = context.runId();
        Dataset<Row> rows = context.spark()
                .createDataFrame(
                        probabilities
                                .select("object_id", "artefact_probability", "flags")
                                .javaRDD()
                                .map(row -> {
                                    Integer cluster = members.value().get(row.getString(0));
                                    double probability = row.getDouble(1);
                                    ArtefactKind own = row.isNullAt(2) ? null : ArtefactKind.ofFlags(row.getInt(2));
                                    String kind = probability < LIKELY
                                            ? null
                                            : own != null
                                                    ? own.label()
                                                    : cluster == null ? null : clusterKinds.get(cluster);
                                    return RowFactory.create(
                                            modelId, row.getString(0), probability, cluster, kind, runId, now);
                                }),
                        Specs.ARTEFACTS.schema());
        context.tables().overwrite(Specs.ARTEFACTS, rows, col("model_id").equalTo(modelId));
        members.destroy();
    }

    /** By cluster the kind that at least half of its members' flags tell; not here where no kind does. */
    private static Map<Integer, String> clusterKinds(Dataset<Row> probabilities, ResidualClusters clusters) {
        Map<Integer, Map<String, Integer>> counts = new HashMap<>();
        Map<Integer, Integer> sizes = new HashMap<>();
        for (Row row : probabilities
                .where("flags IS NOT NULL")
                .select("object_id", "flags")
                .collectAsList()) {
            Integer cluster = clusters.clusters().get(row.getString(0));
            ArtefactKind kind = ArtefactKind.ofFlags(row.getInt(1));
            if (cluster != null) {
                sizes.merge(cluster, 1, Integer::sum);
                if (kind != null) {
                    counts.computeIfAbsent(cluster, any -> new HashMap<>()).merge(kind.label(), 1, Integer::sum);
                }
            }
        }
        Map<Integer, String> kinds = new HashMap<>();
        counts.forEach((cluster, byKind) -> byKind.forEach((kind, count) -> {
            if (2 * count >= sizes.getOrDefault(cluster, 0)) {
                kinds.put(cluster, kind);
            }
        }));
        return kinds;
    }

    private static ArtefactSummary summary(
            StageContext context,
            ModelChoice choice,
            ArtefactRequest request,
            long objects,
            int planted,
            Detector.HeldOut quality,
            ResidualClusters clusters) {
        Dataset<Row> artefacts =
                context.tables().read(Specs.ARTEFACTS).where(col("model_id").equalTo(choice.modelId()));
        Map<String, Long> kinds = new HashMap<>();
        artefacts
                .where("kind IS NOT NULL")
                .groupBy("kind")
                .count()
                .collectAsList()
                .forEach(row -> kinds.put(row.getString(0), row.getLong(1)));
        Set<Integer> distinct = new HashSet<>(clusters.clusters().values());
        List<String> files = new ArrayList<>();
        if (request.out() != null) {
            List<Row> first = artefacts
                    .orderBy(col("artefact_probability").desc(), col("object_id"))
                    .takeAsList(request.count());
            files.add(new Gallery(context, choice, request.out()).write(first));
        }
        return new ArtefactSummary(
                choice.modelId(),
                objects,
                artefacts.where(col("artefact_probability").geq(LIKELY)).count(),
                kinds,
                planted,
                quality.aucAll(),
                quality.aucOddities(),
                quality.aucUntouched(),
                quality.meanArtefacts(),
                quality.meanOddities(),
                quality.meanUntouched(),
                distinct.size(),
                Double.isNaN(clusters.silhouette()) ? 0 : clusters.silhouette(),
                files);
    }
}
