package org.galaxyvae.label.rerank;

import static org.apache.spark.sql.functions.col;
import static org.galaxyvae.base.row.ColumnNames.INTEREST_RANK;
import static org.galaxyvae.base.row.ColumnNames.INTEREST_SD;
import static org.galaxyvae.base.row.ColumnNames.LABEL_NEXT_RANK;
import static org.galaxyvae.base.row.ColumnNames.LEARNER;
import static org.galaxyvae.base.row.ColumnNames.MODEL_ID;
import static org.galaxyvae.base.row.ColumnNames.OBJECT_ID;
import static org.galaxyvae.base.row.ColumnNames.POSITIVES;
import static org.galaxyvae.base.row.ColumnNames.RANKED_AT;
import static org.galaxyvae.base.row.ColumnNames.RUN_ID;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.galaxyvae.base.row.ColumnNames;
import org.galaxyvae.base.row.RecordColumns;
import org.galaxyvae.base.run.StageContext;
import org.galaxyvae.base.table.InvalidDataException;
import org.galaxyvae.base.table.Specs;
import org.galaxyvae.model.registry.ModelChoice;
import org.galaxyvae.model.scored.Chosen;
import org.galaxyvae.model.scored.ScoredFeatures;

/** Learns from the labels and ranks every scored object anew: the table {@code interest}. */
public final class RerankStage {
    private RerankStage() {}

    /** What is learned of an object, to be ranked by. */
    private record Rankable(String objectId, double interest, double interestSd, boolean labeled) {}

    /** An object's place by one of its columns. */
    private record Placed(String objectId, long place) {}

    /**
     * Runs the stage.
     *
     * @throws InvalidDataException where there are no scores, or no scored object has a label
     */
    public static RerankSummary run(StageContext context, RerankRequest request) {
        ModelChoice model = ModelChoice.of(context, request.modelId());
        context.spark().sparkContext().setJobDescription("rerank " + model.modelId());
        LastWords words = LastWords.read(context, context.settings().rerank().positiveInterest());
        ScoredFeatures scored = ScoredFeatures.of(context, model);
        Dataset<Row> ids = Chosen.ids(context.spark(), words.positive().keySet());
        List<ScoredFeatures.OfObject> labeled =
                ScoredFeatures.collect(scored.rows().join(ids, OBJECT_ID), scored.layout());
        LastWords used = words.among(
                labeled.stream().map(ScoredFeatures.OfObject::objectId).toList());
        if (labeled.isEmpty()) {
            throw new InvalidDataException("Cannot rerank: of the objects that model " + model.modelId()
                    + " scored none has a label, run galaxy-vae label first");
        }
        boolean[] positive = new boolean[labeled.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = Boolean.TRUE.equals(used.positive().get(labeled.get(i).objectId()));
        }
        context.progress().note("learning from " + positive.length + " labels");
        Lesson lesson = Lesson.of(FeatureScale.of(scored), labeled, positive, scored.objects(), context.settings());
        write(context, model, scored, lesson, used);
        Dataset<Row> interest =
                context.tables().read(Specs.INTEREST).where(col(MODEL_ID).equalTo(model.modelId()));
        List<Row> next = interest.where(col(LABEL_NEXT_RANK).leq(request.count()))
                .orderBy(LABEL_NEXT_RANK)
                .collectAsList();
        List<String> files =
                request.out() == null ? List.of() : new NextPage(context, model, request.out()).write(next);
        return new RerankSummary(
                model.modelId(),
                scored.objects(),
                positive.length,
                used.positives(),
                lesson.label(),
                lesson.blend().weight(),
                lesson.auc(),
                interest
                        .where(col(INTEREST_RANK).leq(RerankSummary.TOLD))
                        .orderBy(INTEREST_RANK)
                        .collectAsList()
                        .stream()
                        .map(RerankSummary.Ranked::of)
                        .toList(),
                next.stream()
                        .limit(RerankSummary.TOLD)
                        .map(RerankSummary.Ranked::of)
                        .toList(),
                files);
    }

    private static void write(
            StageContext context, ModelChoice model, ScoredFeatures scored, Lesson lesson, LastWords used) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        Broadcast<Lesson> taught = spark.broadcast(lesson);
        Broadcast<List<String>> labeled =
                spark.broadcast(new ArrayList<>(used.positive().keySet()));
        JavaRDD<Rankable> all = scored.each().mapPartitions(rows -> {
            java.util.Set<String> known = new java.util.HashSet<>(labeled.value());
            Iterable<ScoredFeatures.OfObject> once = () -> rows;
            return java.util.stream.StreamSupport.stream(once.spliterator(), false)
                    .map(one -> {
                        Lesson.Interest own = taught.value().of(one);
                        return new Rankable(own.objectId(), own.interest(), own.sd(), known.contains(own.objectId()));
                    })
                    .iterator();
        });
        Dataset<Row> rankable =
                RecordColumns.dataset(context.spark(), Rankable.class, all).persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> ranked = rankable.join(places(rankable, "interest", "interest_rank"), OBJECT_ID)
                .join(
                        places(
                                rankable.where("NOT labeled")
                                        .withColumn(
                                                "worth",
                                                col(ColumnNames.INTEREST).multiply(col(INTEREST_SD))),
                                "worth",
                                "label_next_rank"),
                        new String[] {OBJECT_ID},
                        "left")
                .select(
                        functions.lit(model.modelId()).as(MODEL_ID),
                        col(OBJECT_ID),
                        col(ColumnNames.INTEREST),
                        col(INTEREST_SD),
                        col(INTEREST_RANK),
                        col(LABEL_NEXT_RANK),
                        functions.lit(lesson.label()).as(LEARNER),
                        functions.lit(used.positives()).as(POSITIVES),
                        functions.lit(context.runId()).as(RUN_ID),
                        functions.lit(Timestamp.from(context.startedAt())).as(RANKED_AT));
        context.progress().note("ranking " + scored.objects() + " objects");
        context.tables().overwrite(Specs.INTEREST, ranked, col(MODEL_ID).equalTo(model.modelId()));
        rankable.unpersist();
        taught.destroy();
        labeled.destroy();
    }

    /** Places from 1 by a column, the largest first, ties by id; by a distributed sort. */
    private static Dataset<Row> places(Dataset<Row> rows, String by, String name) {
        return RecordColumns.dataset(
                        rows.sparkSession(),
                        Placed.class,
                        rows.select(OBJECT_ID, by)
                                .orderBy(col(by).desc(), col(OBJECT_ID))
                                .javaRDD()
                                .zipWithIndex()
                                .map(pair -> new Placed(pair._1().getString(0), pair._2() + 1)))
                .toDF("object_id", name);
    }
}
